-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

DELETE FROM settlement_batch t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'batch/%' AND t.home = split_part(r.stream, '/', 2)
  AND t.month = split_part(r.stream, '/', 3);

DELETE FROM batch_line l
USING unnest(restated()) AS r (stream)
WHERE l.node = current_node() AND r.stream LIKE 'batch/%' AND l.home = split_part(r.stream, '/', 2)
  AND l.month = split_part(r.stream, '/', 3);

DELETE FROM reviewed_line v
USING unnest(restated()) AS r (stream)
WHERE v.node = current_node() AND r.stream LIKE 'batch/%' AND v.home = split_part(r.stream, '/', 2)
  AND v.month = split_part(r.stream, '/', 3);

DELETE FROM decision d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'waiver/%' AND d.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM reversal v
USING unnest(restated()) AS r (stream)
WHERE v.node = current_node() AND r.stream LIKE 'waiver/%' AND v.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM provider p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'waiver/%' AND p.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM facility f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'facility/%' AND f.facility = substr(r.stream, length('facility/') + 1);
