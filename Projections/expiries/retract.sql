-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

DELETE FROM mark m
USING unnest(restated()) AS r (stream)
WHERE m.node = current_node() AND m.stream = r.stream;

DELETE FROM term t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM whereabouts w
USING unnest(restated()) AS r (stream)
WHERE w.node = current_node() AND w.stream = r.stream;

DELETE FROM keeping_limit p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND p.stream = r.stream;
