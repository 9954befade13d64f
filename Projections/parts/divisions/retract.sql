DELETE FROM division d
WHERE d.node = current_node() AND 'reference/divisions' = ANY (restated());

DELETE FROM succession s
WHERE s.node = current_node() AND 'reference/divisions' = ANY (restated());

DELETE FROM lineage l
WHERE l.node = current_node() AND 'reference/divisions' = ANY (restated());
