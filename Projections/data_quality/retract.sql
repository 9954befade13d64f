-- What the amended streams said, forgotten: the batch has all of it once more, and the relation `amendment` how it was.

DELETE FROM entry t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM refusal t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM amended t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM remark t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM proposal t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM decided t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;
