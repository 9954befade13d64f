-- 墓位容量 How many units and places does each section have, and in which state?
WITH section AS (
  SELECT
    split_part(stream, '/', 2) || '/' || split_part(stream, '/', 3) AS section,
    (array_agg(data ->> 'plot_kind' ORDER BY position DESC))[1] AS kind,
    (array_agg((data ->> 'designed_units')::bigint ORDER BY position DESC))[1] AS designed
  FROM fact WHERE type = 'SectionOpened'
  GROUP BY stream
),
unit AS (
  SELECT
    split_part(r.stream, '/', 2) AS facility,
    split_part(r.stream, '/', 2) || '/' || split_part(r.stream, '/', 3) AS section,
    substr(r.stream, length('section/') + 1) || '/' || (r.data ->> 'row') || '/' || number AS plot,
    (r.data ->> 'capacity')::bigint AS capacity
  FROM fact r
  CROSS JOIN LATERAL generate_series(
    (r.data ->> 'first_no')::bigint, (r.data ->> 'first_no')::bigint + (r.data ->> 'count')::bigint - 1
  ) AS number
  WHERE r.type = 'PlotRangeCreated'
),
-- What was last said of a plot itself.
resized AS (
  SELECT DISTINCT ON (stream) substr(stream, length('plot/') + 1) AS plot, (data ->> 'capacity')::bigint AS capacity
  FROM fact WHERE type = 'PlotResized'
  ORDER BY stream, position DESC
),
block AS (
  SELECT DISTINCT ON (stream) substr(stream, length('plot/') + 1) AS plot, type = 'PlotBlocked' AS blocked
  FROM fact WHERE type IN ('PlotBlocked', 'PlotUnblocked')
  ORDER BY stream, position DESC
),
reservation AS (
  SELECT DISTINCT ON (stream) substr(stream, length('plot/') + 1) AS plot, type = 'PlotReserved' AS reserved
  FROM fact WHERE type IN ('PlotReserved', 'ReservationReleased')
  ORDER BY stream, position DESC
),
given_up AS (
  SELECT DISTINCT substr(stream, length('plot/') + 1) AS plot FROM fact WHERE type = 'PlotDecommissioned'
),
-- Rights that were not returned, with their last day.
use_right AS (
  SELECT DISTINCT ON (g.data ->> 'plot_id')
    g.data ->> 'plot_id' AS plot,
    greatest((g.data ->> 'to')::date, (
      SELECT max((n.data ->> 'to')::date) FROM fact n WHERE n.type = 'UseRightRenewed' AND n.stream = g.stream
    )) AS last_day
  FROM fact g
  WHERE g.type = 'UseRightGranted'
    AND NOT EXISTS (SELECT FROM fact b WHERE b.type = 'UseRightReturned' AND b.stream = g.stream)
  ORDER BY g.data ->> 'plot_id', g.position DESC
),
-- Where each portion of ashes lies, by what was recorded of it last; and each body.
rest AS (
  SELECT DISTINCT ON (stream)
    CASE type WHEN 'AshesRelocated' THEN data ->> 'to_plot_id' ELSE data ->> 'plot_id' END AS plot
  FROM fact WHERE type IN ('AshesPlaced', 'AshesRelocated', 'AshesScattered', 'AshesStored', 'UnclaimedAshesDisposed')
  ORDER BY stream, position DESC
),
occupants AS (
  SELECT plot, count(*) AS n
  FROM (SELECT plot FROM rest UNION ALL SELECT data ->> 'plot_id' FROM fact WHERE type = 'BodyBuried') everybody
  WHERE plot IS NOT NULL
  GROUP BY plot
),
status AS (
  SELECT DISTINCT ON (stream) substr(stream, length('facility/') + 1) AS facility, data ->> 'status' AS status
  FROM fact WHERE type = 'FacilityStatusChanged'
  ORDER BY stream, position DESC
),
-- Every unit in exactly one state (rule P8). Whoever lies in it decides first.
judged AS (
  SELECT
    u.section, s.kind, coalesce(st.status, 'open') AS status,
    CASE
      WHEN o.n > 0 THEN 'occupied'
      WHEN g.plot IS NOT NULL THEN 'decommissioned'
      WHEN b.blocked THEN 'blocked'
      WHEN r.plot IS NOT NULL THEN 'granted'
      WHEN v.reserved THEN 'reserved'
      ELSE 'free'
    END AS state,
    coalesce(z.capacity, u.capacity) AS capacity,
    greatest(coalesce(z.capacity, u.capacity) - coalesce(o.n, 0), 0) AS empty,
    g.plot IS NOT NULL AS is_given_up, coalesce(b.blocked, false) AS is_blocked,
    coalesce(r.last_day < :'day', false) AS is_expired
  FROM unit u
  JOIN section s USING (section)
  LEFT JOIN resized z USING (plot)
  LEFT JOIN block b USING (plot)
  LEFT JOIN reservation v USING (plot)
  LEFT JOIN given_up g USING (plot)
  LEFT JOIN use_right r USING (plot)
  LEFT JOIN occupants o USING (plot)
  LEFT JOIN status st USING (facility)
),
counted AS (
  SELECT
    s.section, s.designed,
    count(j.state) AS created,
    count(*) FILTER (WHERE j.state = 'free') AS free,
    count(*) FILTER (WHERE j.state = 'reserved') AS reserved,
    count(*) FILTER (WHERE j.state = 'blocked') AS blocked,
    count(*) FILTER (WHERE j.state = 'granted') AS granted_unoccupied,
    count(*) FILTER (WHERE j.state = 'occupied') AS occupied,
    count(*) FILTER (WHERE j.state = 'decommissioned') AS decommissioned,
    count(*) FILTER (WHERE j.empty = 0) AS full_units,
    count(*) FILTER (WHERE j.is_expired) AS expired_rights,
    -- Places that somebody new could have: rule P6 stops sales, not eco pools; rule A3 lets nobody into a closed facility.
    coalesce(sum(j.empty) FILTER (
      WHERE NOT j.is_given_up AND NOT j.is_blocked
        AND (j.kind = 'eco_pool' AND j.status <> 'closed' OR j.state = 'free' AND j.status = 'open')
    ), 0) AS open_places,
    -- Places that only those who hold the unit can use.
    coalesce(sum(j.empty) FILTER (
      WHERE NOT j.is_given_up AND NOT j.is_blocked AND NOT j.is_expired
        AND j.kind <> 'eco_pool' AND j.state IN ('reserved', 'granted', 'occupied') AND j.status <> 'closed'
    ), 0) AS held_places
  FROM section s LEFT JOIN judged j USING (section)
  GROUP BY s.section, s.designed
),
-- The town that each licence names.
town AS (
  SELECT DISTINCT ON (stream) substr(stream, length('facility/') + 1) AS facility, data #>> '{town,code}' AS town
  FROM fact WHERE type = 'FacilityLicensed'
  ORDER BY stream, position DESC
),
recount AS (
  SELECT f.figure, coalesce(c.section, '') AS of, sum(f.n) AS recount
  FROM counted c
  CROSS JOIN LATERAL (VALUES
    ('units designed', c.designed), ('units created', c.created), ('units free', c.free),
    ('units reserved', c.reserved), ('units blocked', c.blocked), ('units granted', c.granted_unoccupied),
    ('units occupied', c.occupied), ('units decommissioned', c.decommissioned), ('units full', c.full_units),
    ('rights expired', c.expired_rights), ('places open', c.open_places), ('places held', c.held_places),
    ('places remaining', c.open_places + c.held_places)
  ) AS f(figure, n)
  GROUP BY GROUPING SETS ((f.figure, c.section), (f.figure))
  UNION ALL
  SELECT 'places by town', coalesce(t.town, 'not stated'), sum(c.open_places + c.held_places)
  FROM counted c JOIN town t ON t.facility = split_part(c.section, '/', 1)
  GROUP BY t.town
),
shown AS (
  SELECT f.figure, c.facility || '/' || c.section AS of, f.n AS read_model
  FROM plot_capacity.by_section c
  CROSS JOIN LATERAL (VALUES
    ('units designed', c.designed), ('units created', c.created), ('units free', c.free),
    ('units reserved', c.reserved), ('units blocked', c.blocked), ('units granted', c.granted_unoccupied),
    ('units occupied', c.occupied), ('units decommissioned', c.decommissioned), ('units full', c.full_units),
    ('rights expired', c.expired_rights), ('places open', c.open_places), ('places held', c.held_places),
    ('places remaining', c.remaining_places)
  ) AS f(figure, n)
  WHERE c.node = :node
  UNION ALL
  -- The city's totals from another view, so that no facility is lost between divisions.
  SELECT f.figure, '', sum(f.n)
  FROM plot_capacity.by_division c
  CROSS JOIN LATERAL (VALUES
    ('units designed', c.designed), ('units created', c.created), ('units free', c.free),
    ('units reserved', c.reserved), ('units blocked', c.blocked), ('units granted', c.granted_unoccupied),
    ('units occupied', c.occupied), ('units decommissioned', c.decommissioned), ('units full', c.full_units),
    ('rights expired', c.expired_rights), ('places open', c.open_places), ('places held', c.held_places),
    ('places remaining', c.remaining_places)
  ) AS f(figure, n)
  WHERE c.node = :node
  GROUP BY f.figure
  UNION ALL
  SELECT 'places by town', coalesce(c.town, 'not stated'), sum(c.remaining_places)
  FROM plot_capacity.by_town c
  WHERE c.node = :node
  GROUP BY c.town
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;
