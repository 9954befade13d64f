-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

DELETE FROM step s
USING unnest(restated()) AS r (stream)
WHERE s.node = current_node() AND s.stream = r.stream;

DELETE FROM body b
USING unnest(restated()) AS r (stream)
WHERE b.node = current_node() AND r.stream LIKE 'case/%' AND b.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM portion p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'ashes/%' AND p.custody_id = substr(r.stream, length('ashes/') + 1);
