-- Where places lie.

-- A place of figures: a facility, or a division since the day that an event named it.
CREATE VIEW place AS
SELECT f.node, f.facility AS place, f.division, f.licensed_on AS since FROM facility f
UNION ALL
SELECT d.node, (d.death_division || '@' || d.death_on)::code, d.death_division, d.death_on
FROM decedent d
WHERE d.death_division IS NOT NULL
GROUP BY d.node, d.death_division, d.death_on
UNION ALL
SELECT c.node, (c.office_division || '@@' || c.submitted_on)::code, c.office_division, c.submitted_on
FROM claim c
GROUP BY c.node, c.office_division, c.submitted_on;

-- In which division each place lies from `since` until the day before `until`: the one that was named, then what that
-- became.
CREATE VIEW place_division AS
SELECT p.node, p.place, coalesce(l.became, p.division) AS division, coalesce(l.since, '-infinity') AS since,
  coalesce(l.until, 'infinity') AS until
FROM place p
LEFT JOIN lineage l
  ON l.node = p.node AND l.division = p.division AND l.written_from <= p.since AND p.since < l.written_until;

-- The facts as they stood on the day asked for. What happened later does not count, nor do duplicates.

CREATE VIEW died AS
SELECT d.node, d.case_id, coalesce(k.death_on, d.opened_on) AS counted_on,
  coalesce((d.death_division || '@' || k.death_on)::code, d.facility) AS place,
  k.death_on, CASE WHEN k.death_on IS NOT NULL THEN d.death_division END AS death_division, d.hukou_division,
  coalesce(h.became, d.hukou_division) AS hukou_then,
  coalesce(d.exempt, false) AS exempt,
  coalesce(d.cremated_on <= as_of(), false) AS cremated, coalesce(d.buried_on <= as_of(), false) AS buried,
  coalesce(d.left_on <= as_of(), false) AS has_left
FROM decedent d
CROSS JOIN LATERAL (SELECT CASE WHEN d.death_on <= as_of() THEN d.death_on END AS death_on) k
-- What the division of the hukou was on that day, or when it was written down later.
CROSS JOIN LATERAL (SELECT greatest(coalesce(k.death_on, d.opened_on), d.hukou_on) AS on_day) y
LEFT JOIN lineage h
  ON h.node = d.node AND h.division = d.hukou_division AND h.written_from <= d.hukou_on AND d.hukou_on < h.written_until
    AND h.since <= y.on_day AND y.on_day < h.until
WHERE coalesce(k.death_on, d.opened_on) <= as_of() AND (d.duplicate_on <= as_of()) IS NOT TRUE;

CREATE VIEW cremated AS
SELECT d.node, d.case_id, d.cremated_on, d.cremated_at, d.ash_portions, d.cremation_in_time
FROM decedent d
WHERE d.cremated_on <= as_of() AND (d.duplicate_on <= as_of()) IS NOT TRUE;

-- Each disposition with what the definition of the smallest division around its place says of its form, and of two of one
-- division the later one; NULL when none speaks of it.
CREATE VIEW disposition AS
SELECT o.node, o.case_id, o.disposed_on, o.form, o.placed_at, o.place, e.counts_as_eco, o.in_time
FROM (
  SELECT p.node, p.case_id, p.disposed_on, p.form, p.placed_at, coalesce(p.placed_at, p.kept_at) AS place,
    p.placement_in_time AS in_time
  FROM portion p
  UNION ALL
  SELECT d.node, d.case_id, d.buried_on, 'body_burial', d.buried_at, d.buried_at, NULL
  FROM decedent d
) o
LEFT JOIN decedent c ON c.node = o.node AND c.case_id = o.case_id
LEFT JOIN place_division l
  ON l.node = o.node AND l.place = o.place AND l.since <= o.disposed_on AND o.disposed_on < l.until
LEFT JOIN LATERAL (
  SELECT m.counts_as_eco
  FROM eco_form m
  LEFT JOIN lineage s
    ON s.node = m.node AND s.division = m.scope_division AND s.written_from <= m.from_on
      AND m.from_on < s.written_until AND s.since <= o.disposed_on AND o.disposed_on < s.until
  CROSS JOIN LATERAL (SELECT array_position(areas(l.division), coalesce(s.became, m.scope_division)) AS distance) a
  WHERE m.node = o.node AND m.form = o.form AND m.from_on <= o.disposed_on
    AND (m.to_on IS NULL OR m.to_on >= o.disposed_on) AND a.distance IS NOT NULL
  ORDER BY a.distance, m.position DESC
  LIMIT 1
) e ON true
WHERE o.disposed_on <= as_of() AND (c.duplicate_on <= as_of()) IS NOT TRUE;

-- The decision on each case that stands: the last one that was not reversed.
CREATE VIEW standing_waiver AS
SELECT DISTINCT ON (w.node, w.case_id) w.node, w.case_id, w.decided_on, w.decision, w.waived_fen
FROM waiver w
LEFT JOIN waiver_reversal r
  ON r.node = w.node AND r.case_id = w.case_id AND r.decision_id = w.decision_id AND r.reversed_on <= as_of()
WHERE w.decided_on <= as_of() AND r.node IS NULL
ORDER BY w.node, w.case_id, w.position DESC;

CREATE VIEW standing_payment AS
SELECT p.node, p.claim_id, p.paid_on, p.amount_fen
FROM payment p
WHERE p.paid_on <= as_of() AND (p.returned_on <= as_of()) IS NOT TRUE;

-- The years of stocks, from the first one of which a plan speaks, with the day that each is shown for.
CREATE VIEW stock_year AS
SELECT y AS year, least(make_date(y, 12, 31), as_of()) AS on_day
FROM generate_series(2016, extract(year FROM as_of())::integer) AS y;

-- The facilities that were licensed and not closed on the day of each year.
CREATE VIEW facility_in_year AS
SELECT f.node, y.year, y.on_day, f.facility, f.kind, f.nature, f.level
FROM facility f
JOIN stock_year y ON f.licensed_on <= y.on_day AND (f.licensed_until IS NULL OR f.licensed_until >= y.on_day)
WHERE (
  SELECT s.status = 'closed'
  FROM facility_status s
  WHERE s.node = f.node AND s.facility = f.facility AND s.from_on <= y.on_day
  ORDER BY s.from_on DESC, s.position DESC
  LIMIT 1) IS NOT TRUE;
