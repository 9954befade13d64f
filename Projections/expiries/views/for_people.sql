-- The kinds, and for how many days before its end a thing is shown as expiring. The 180 days of a use right are those of
-- the registry's own states; the others are for the reader's convenience: no law or standard was found that sets them.
CREATE VIEW kind (kind, notice_days, kind_zh, kind_en) AS
VALUES
  ('use_right', 180, '墓位使用权', 'use right'), ('maintenance_fee', 180, '墓位维护费', 'maintenance fee'),
  ('ash_storage', 30, '骨灰寄存', 'storage of ashes'), ('cremator_test', 60, '火化机排放检测', 'cremator emission test'),
  ('facility_licence', 180, '设施许可', 'facility licence'), ('policy', 90, '政策', 'policy'),
  ('hold', 7, '限制处置', 'hold on a body'), ('keeping', 3, '遗体存放', 'keeping of a body'),
  ('body_notice', 7, '无名遗体公告', 'notice for an unknown body'),
  ('ashes_notice', 7, '无人认领骨灰公告', 'notice for unclaimed ashes'),
  ('rectification', 15, '年检整改', 'rectification after an inspection'),
  ('order', 15, '责令改正', 'order to put right'), ('reservation', 30, '墓位预留', 'reservation of a plot');

CREATE VIEW state_name (state, state_zh, state_en) AS
VALUES
  ('valid', '有效', 'valid'), ('expiring', '即将到期', 'expiring'), ('expired', '已过期', 'expired'),
  ('done', '已办结', 'done');

-- The facility of each thing, and its last day. A body is kept until the limit of the policy that was in force at the home
-- when its stay began, or until a later day to which that was extended; where nothing names a day, there is none.
CREATE VIEW dated AS
SELECT t.node, t.kind, t.item, t.subject, t.begins_on, t.extensions, t.event_id, t.closed_by, t.closed_on, t.closed_id,
  y.facility, CASE WHEN y.facility IS NULL THEN coalesce(t.division, w.division) END AS division,
  t.last_on AS ends_on
FROM term t
LEFT JOIN whereabouts w ON w.node = t.node AND w.stream = t.stream
CROSS JOIN LATERAL (SELECT coalesce(t.facility, w.facility) AS facility) y
WHERE t.last_on IS NOT NULL AND t.kind <> 'keeping'
UNION ALL
SELECT t.node, t.kind, t.item, t.subject, t.begins_on, t.extensions, t.event_id, t.closed_by, t.closed_on, t.closed_id,
  t.facility, t.division, greatest(t.last_on, t.begins_on + l.max_days)
FROM term t
LEFT JOIN facility f ON f.node = t.node AND f.facility = t.facility
LEFT JOIN LATERAL (
  SELECT p.max_days
  FROM keeping_limit p
  WHERE p.node = t.node AND t.begins_on BETWEEN p.valid_from AND coalesce(p.valid_to, 'infinity')
    -- As divisions were on that day, or on the first by which both were written down.
    AND EXISTS (
      SELECT FROM unnest(p.scope_divisions) AS s (scope)
      CROSS JOIN LATERAL (SELECT greatest(t.begins_on, f.licensed_on) AS on_day) y
      JOIN facility_division d
        ON d.node = f.node AND d.facility = f.facility AND d.since <= y.on_day AND y.on_day < d.until
      LEFT JOIN lineage m
        ON m.node = p.node AND m.division = s.scope AND m.written_from <= p.valid_from
          AND p.valid_from < m.written_until AND m.since <= y.on_day AND y.on_day < m.until
      WHERE coalesce(m.became, s.scope) = ANY (areas(d.division)))
    AND coalesce(f.level = ANY (p.scope_levels), true) AND coalesce(f.nature = ANY (p.scope_natures), true)
  ORDER BY p.position DESC
  LIMIT 1
) l ON true
WHERE t.kind = 'keeping' AND (t.last_on IS NOT NULL OR l.max_days IS NOT NULL);

-- Each thing on the day asked for.
CREATE VIEW stated AS
SELECT d.*, k.kind_zh, k.kind_en,
  CASE
    WHEN d.closed_by IS NOT NULL THEN 'done'
    WHEN d.ends_on < as_of() THEN 'expired'
    WHEN d.ends_on - as_of() <= k.notice_days THEN 'expiring'
    ELSE 'valid'
  END AS state
FROM dated d
JOIN kind k ON k.kind = d.kind;

-- With the division where its facility lies that day and the one that the licence names.
CREATE VIEW expiry AS
SELECT d.node, d.kind, d.kind_zh, d.kind_en, d.subject, d.item, d.facility, f.name_zh AS facility_zh,
  f.name_en AS facility_en, g.division, n.name_zh AS division_zh, n.name_en AS division_en,
  h.division AS division_then, o.name_zh AS division_then_zh, o.name_en AS division_then_en,
  d.begins_on, d.ends_on, d.ends_on - as_of() AS days_left, d.extensions, s.state, s.state_zh, s.state_en,
  d.event_id, d.closed_by, d.closed_on, d.closed_id
FROM stated d
JOIN state_name s ON s.state = d.state
LEFT JOIN facility f ON f.node = d.node AND f.facility = d.facility
LEFT JOIN facility_division a
  ON a.node = d.node AND a.facility = d.facility AND a.since <= as_of() AND as_of() < a.until
CROSS JOIN LATERAL (SELECT coalesce(a.division, d.division) AS division) g
CROSS JOIN LATERAL (
  SELECT coalesce(f.division, d.division) AS division,
    coalesce(CASE WHEN d.facility IS NULL THEN d.begins_on ELSE f.licensed_on END, as_of()) AS on_day
) h
LEFT JOIN division_span n
  ON n.node = d.node AND n.division = g.division AND n.since <= as_of() AND as_of() < n.until
LEFT JOIN division_span o
  ON o.node = d.node AND o.division = h.division AND o.since <= h.on_day AND h.on_day < o.until;

-- What is not done.
CREATE VIEW due AS
SELECT e.node, e.ends_on, e.days_left, e.state, e.state_zh, e.state_en, e.kind, e.kind_zh, e.kind_en, e.subject, e.item,
  e.facility, e.facility_zh, e.facility_en, e.division, e.division_zh, e.division_en, e.begins_on, e.extensions, e.event_id
FROM expiry e
WHERE e.state <> 'done';

-- How many there are, counted before they are given their names.
CREATE VIEW counted AS
SELECT d.node, d.facility, d.division, d.kind, d.kind_zh, d.kind_en,
  count(*) FILTER (WHERE d.state = 'valid') AS valid, count(*) FILTER (WHERE d.state = 'expiring') AS expiring,
  count(*) FILTER (WHERE d.state = 'expired') AS expired, count(*) FILTER (WHERE d.state = 'done') AS done,
  min(d.ends_on) FILTER (WHERE d.state IN ('valid', 'expiring')) AS next_on
FROM stated d
GROUP BY d.node, d.facility, d.division, d.kind, d.kind_zh, d.kind_en;

CREATE VIEW by_facility AS
SELECT c.node, c.facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  g.division, n.name_zh AS division_zh, n.name_en AS division_en,
  h.division AS division_then, o.name_zh AS division_then_zh, o.name_en AS division_then_en,
  c.kind, c.kind_zh, c.kind_en, sum(c.valid)::bigint AS valid, sum(c.expiring)::bigint AS expiring,
  sum(c.expired)::bigint AS expired, sum(c.done)::bigint AS done, min(c.next_on) AS next_on
FROM counted c
LEFT JOIN facility f ON f.node = c.node AND f.facility = c.facility
LEFT JOIN facility_division a
  ON a.node = c.node AND a.facility = c.facility AND a.since <= as_of() AND as_of() < a.until
CROSS JOIN LATERAL (SELECT coalesce(a.division, c.division) AS division) g
CROSS JOIN LATERAL (
  SELECT coalesce(f.division, c.division) AS division, coalesce(f.licensed_on, as_of()) AS on_day
) h
LEFT JOIN division_span n
  ON n.node = c.node AND n.division = g.division AND n.since <= as_of() AND as_of() < n.until
LEFT JOIN division_span o
  ON o.node = c.node AND o.division = h.division AND o.since <= h.on_day AND h.on_day < o.until
WHERE c.facility IS NOT NULL
GROUP BY c.node, c.facility, f.name_zh, f.name_en, g.division, n.name_zh, n.name_en, h.division, o.name_zh, o.name_en,
  c.kind, c.kind_zh, c.kind_en;

CREATE VIEW by_kind AS
SELECT c.node, c.kind, c.kind_zh, c.kind_en, sum(c.valid)::bigint AS valid, sum(c.expiring)::bigint AS expiring,
  sum(c.expired)::bigint AS expired, sum(c.done)::bigint AS done, min(c.next_on) AS next_on
FROM counted c
GROUP BY c.node, c.kind, c.kind_zh, c.kind_en;
