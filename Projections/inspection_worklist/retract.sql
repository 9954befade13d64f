-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now. What people see is made by
-- views, so nothing has to be derived again.

DELETE FROM inspection t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'inspection/%'
  AND t.facility = split_part(r.stream, '/', 2) AND t.year::text = split_part(r.stream, '/', 3);

DELETE FROM inspection_step t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'inspection/%'
  AND t.facility = split_part(r.stream, '/', 2) AND t.year::text = split_part(r.stream, '/', 3);

DELETE FROM site_check t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'inspection/%'
  AND t.facility = split_part(r.stream, '/', 2) AND t.year::text = split_part(r.stream, '/', 3);

DELETE FROM announcement t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM sample t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM enforcement t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM enforcement_step t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;
