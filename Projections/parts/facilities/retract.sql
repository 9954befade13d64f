DELETE FROM facility f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'facility/%' AND f.facility = substr(r.stream, length('facility/') + 1);
