-- Facts. Of several events about one thing the last one counts.

-- SectionOpened: what is designed.
INSERT INTO section (node, facility, section, name_zh, kind, designed, eco)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), d.name_zh, d.plot_kind, d.designed_units, d.eco
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (name_zh text, plot_kind text, designed_units bigint, eco boolean)
WHERE b.type = 'SectionOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, section) DO UPDATE
  SET name_zh = EXCLUDED.name_zh, kind = EXCLUDED.kind, designed = EXCLUDED.designed, eco = EXCLUDED.eco;

-- FacilityLicensed: the town.
INSERT INTO facility_town (node, facility, town, name_zh, name_en, licensed_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('facility/') + 1), d.town ->> 'code', d.town ->> 'name_zh', d.town ->> 'name_en',
  d.valid_from
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (town json, valid_from date)
WHERE b.type = 'FacilityLicensed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility) DO UPDATE
  SET town = EXCLUDED.town, name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, licensed_on = EXCLUDED.licensed_on;

-- PlotRangeCreated: a run of equal plots in one row.
INSERT INTO plot (node, plot_id, laid_out_places)
SELECT DISTINCT ON (r.plot_id) r.node, r.plot_id, r.capacity
FROM (
  SELECT b.node, b.position, d.capacity,
    (substr(b.stream, length('section/') + 1) || '/' || d.row || '/' || n)::code AS plot_id
  FROM batch b
  CROSS JOIN json_to_record(b.data) AS d ("row" text, first_no integer, count integer, capacity integer)
  CROSS JOIN generate_series(d.first_no, d.first_no + d.count - 1) AS n
  WHERE b.type = 'PlotRangeCreated'
) r
ORDER BY r.plot_id, r.position DESC
ON CONFLICT (node, plot_id) DO UPDATE SET laid_out_places = EXCLUDED.laid_out_places;

-- PlotResized: how many places a plot has since works were done on it.
INSERT INTO plot (node, plot_id, resized_places)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('plot/') + 1), (b.data ->> 'capacity')::integer
FROM batch b
WHERE b.type = 'PlotResized'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, plot_id) DO UPDATE SET resized_places = EXCLUDED.resized_places;

-- PlotDecommissioned: a plot given up for good.
INSERT INTO plot (node, plot_id, decommissioned)
SELECT DISTINCT b.node, substr(b.stream, length('plot/') + 1), true
FROM batch b
WHERE b.type = 'PlotDecommissioned'
ON CONFLICT (node, plot_id) DO UPDATE SET decommissioned = true;

-- PlotBlocked, PlotUnblocked: whether a plot is out of use.
INSERT INTO plot (node, plot_id, blocked)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('plot/') + 1), b.type = 'PlotBlocked'
FROM batch b
WHERE b.type IN ('PlotBlocked', 'PlotUnblocked')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, plot_id) DO UPDATE SET blocked = EXCLUDED.blocked;

-- PlotReserved, ReservationReleased: whether a plot is kept for somebody.
INSERT INTO plot (node, plot_id, reserved)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('plot/') + 1), b.type = 'PlotReserved'
FROM batch b
WHERE b.type IN ('PlotReserved', 'ReservationReleased')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, plot_id) DO UPDATE SET reserved = EXCLUDED.reserved;

-- UseRightGranted: for which plot. That never changes.
INSERT INTO use_right (node, contract, plot_id)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('right/') + 1), b.data ->> 'plot_id'
FROM batch b
WHERE b.type = 'UseRightGranted'
ORDER BY b.stream, b.position
ON CONFLICT (node, contract) DO UPDATE SET plot_id = coalesce(use_right.plot_id, EXCLUDED.plot_id);

-- UseRightGranted, UseRightRenewed: until when.
INSERT INTO use_right (node, contract, last_day)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('right/') + 1), (b.data ->> 'to')::date
FROM batch b
WHERE b.type IN ('UseRightGranted', 'UseRightRenewed')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, contract) DO UPDATE SET last_day = EXCLUDED.last_day;

-- UseRightReturned: that nobody holds the plot by it any more.
INSERT INTO use_right (node, contract, returned)
SELECT DISTINCT b.node, substr(b.stream, length('right/') + 1), true
FROM batch b
WHERE b.type = 'UseRightReturned'
ON CONFLICT (node, contract) DO UPDATE SET returned = true;

-- AshesPlaced, AshesRelocated, BodyBuried, UnclaimedAshesDisposed: a portion or a body comes to a place, or is taken out of
-- one.
INSERT INTO movement (node, remains, position, on_day, plot_id, place)
SELECT b.node, b.stream, b.position, local_date(b.occurred_at),
  CASE b.type WHEN 'AshesRelocated' THEN d.to_plot_id ELSE d.plot_id END,
  CASE b.type WHEN 'AshesRelocated' THEN d.to_position_no ELSE d.position_no END
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (plot_id code, position_no integer, to_plot_id code, to_position_no integer)
WHERE b.type IN ('AshesPlaced', 'AshesRelocated', 'BodyBuried', 'UnclaimedAshesDisposed');

-- Only the last of their movements says where remains lie; they left the place before on the day of the next.
UPDATE movement m
SET left_on = n.left_on, last = n.next IS NULL
FROM (
  SELECT DISTINCT b.stream FROM batch b
  WHERE b.type IN ('AshesPlaced', 'AshesRelocated', 'BodyBuried', 'UnclaimedAshesDisposed')
) t
CROSS JOIN LATERAL (
  SELECT e.position, lead(e.on_day) OVER w AS left_on, lead(e.position) OVER w AS next
  FROM movement e
  WHERE e.node = current_node() AND e.remains = t.stream
  WINDOW w AS (ORDER BY e.position) OFFSET 0
) n
WHERE m.node = current_node() AND m.remains = t.stream AND m.position = n.position
  AND (m.left_on, m.last) IS DISTINCT FROM (n.left_on, n.next IS NULL);

-- Derived rows, for what the batch touched.

-- A plot that events speak of before it is laid out.
INSERT INTO plot (node, plot_id)
SELECT t.node, t.plot_id FROM touched_plot t
ON CONFLICT (node, plot_id) DO NOTHING;

-- The state of each plot: it does not depend on how the plot is laid out. What lies in it comes before any paper; a
-- right comes before the end of the plot, and that before a block.
UPDATE plot p
SET occupants = n.occupants, right_until = n.right_until, state = n.state
FROM (
  SELECT q.node, q.plot_id, o.occupants, r.right_until,
    CASE
      WHEN o.occupants > 0 THEN 'occupied'
      WHEN r.right_until IS NOT NULL THEN 'granted'
      WHEN q.decommissioned THEN 'decommissioned'
      WHEN q.blocked THEN 'blocked'
      WHEN q.reserved THEN 'reserved'
      ELSE 'free'
    END AS state
  FROM touched_plot t
  JOIN plot q ON q.node = t.node AND q.plot_id = t.plot_id
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT m.place) AS occupants FROM movement m
    WHERE m.node = t.node AND m.plot_id = t.plot_id AND m.last
  ) o
  CROSS JOIN LATERAL (
    SELECT max(u.last_day) AS right_until FROM use_right u
    WHERE u.node = t.node AND u.plot_id = t.plot_id AND NOT u.returned
  ) r
) n
WHERE p.node = n.node AND p.plot_id = n.plot_id
  AND (p.occupants, p.right_until, p.state) IS DISTINCT FROM (n.occupants, n.right_until, n.state);

-- A plot that is not laid out, and of which nothing is known, is none.
DELETE FROM plot p
WHERE p.node = current_node() AND p.laid_out_places IS NULL AND p.resized_places IS NULL
  AND NOT (p.blocked OR p.reserved OR p.decommissioned) AND p.occupants = 0 AND p.right_until IS NULL;

-- The counts of each row of plots.
INSERT INTO row_count AS c (
  node, facility, section, "row", created, free, reserved, blocked, granted_unoccupied, occupied,
  decommissioned, full_units, places_in_free, places_in_held)
SELECT t.node, t.facility, t.section, t.row,
  count(*),
  count(*) FILTER (WHERE p.state = 'free'),
  count(*) FILTER (WHERE p.state = 'reserved'),
  count(*) FILTER (WHERE p.state = 'blocked'),
  count(*) FILTER (WHERE p.state = 'granted'),
  count(*) FILTER (WHERE p.state = 'occupied'),
  count(*) FILTER (WHERE p.state = 'decommissioned'),
  count(*) FILTER (WHERE p.occupants >= p.capacity),
  coalesce(sum(p.capacity) FILTER (WHERE p.state = 'free'), 0),
  -- A plot that is blocked or decommissioned lends no place to anybody, whatever lies in it.
  coalesce(sum(greatest(p.capacity - p.occupants, 0))
    FILTER (WHERE p.state <> 'free' AND NOT p.blocked AND NOT p.decommissioned), 0)
FROM touched_row t
JOIN plot p ON p.node = t.node AND p.facility = t.facility AND p.section = t.section AND p.row = t.row
WHERE p.capacity IS NOT NULL
GROUP BY t.node, t.facility, t.section, t.row
ON CONFLICT (node, facility, section, "row") DO UPDATE
  SET created = EXCLUDED.created, free = EXCLUDED.free, reserved = EXCLUDED.reserved, blocked = EXCLUDED.blocked,
    granted_unoccupied = EXCLUDED.granted_unoccupied, occupied = EXCLUDED.occupied,
    decommissioned = EXCLUDED.decommissioned, full_units = EXCLUDED.full_units,
    places_in_free = EXCLUDED.places_in_free, places_in_held = EXCLUDED.places_in_held;

DELETE FROM retracted_plot r WHERE r.node = current_node();
