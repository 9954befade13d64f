-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

-- The plots that they spoke of, to be counted again.
INSERT INTO retracted_plot (node, plot_id)
SELECT current_node(), p.plot_id
FROM unnest(restated()) AS r (stream)
CROSS JOIN LATERAL (
  SELECT substr(r.stream, length('plot/') + 1)::code AS plot_id WHERE r.stream LIKE 'plot/%'
  UNION ALL
  SELECT u.plot_id FROM use_right u
  WHERE u.node = current_node() AND r.stream LIKE 'right/%' AND u.contract = substr(r.stream, length('right/') + 1)
    AND u.plot_id IS NOT NULL
  UNION ALL
  SELECT m.plot_id FROM movement m WHERE m.node = current_node() AND m.remains = r.stream AND m.plot_id IS NOT NULL
  UNION ALL
  SELECT q.plot_id FROM plot q
  WHERE q.node = current_node() AND r.stream LIKE 'section/%'
    AND q.facility = split_part(r.stream, '/', 2) AND q.section = split_part(r.stream, '/', 3)
) p
ON CONFLICT (node, plot_id) DO NOTHING;

DELETE FROM facility_town t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'facility/%' AND t.facility = substr(r.stream, length('facility/') + 1);

DELETE FROM section s
USING unnest(restated()) AS r (stream)
WHERE s.node = current_node() AND r.stream LIKE 'section/%'
  AND s.facility = split_part(r.stream, '/', 2) AND s.section = split_part(r.stream, '/', 3);

-- Its plots are laid out no more, and counted nowhere.
UPDATE plot p
SET laid_out_places = NULL
FROM unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'section/%'
  AND p.facility = split_part(r.stream, '/', 2) AND p.section = split_part(r.stream, '/', 3);

DELETE FROM row_count c
USING unnest(restated()) AS r (stream)
WHERE c.node = current_node() AND r.stream LIKE 'section/%'
  AND c.facility = split_part(r.stream, '/', 2) AND c.section = split_part(r.stream, '/', 3);

UPDATE plot p
SET resized_places = NULL, blocked = false, reserved = false, decommissioned = false
FROM unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'plot/%' AND p.plot_id = substr(r.stream, length('plot/') + 1);

DELETE FROM use_right u
USING unnest(restated()) AS r (stream)
WHERE u.node = current_node() AND r.stream LIKE 'right/%' AND u.contract = substr(r.stream, length('right/') + 1);

DELETE FROM movement m
USING unnest(restated()) AS r (stream)
WHERE m.node = current_node() AND m.remains = r.stream;
