-- What each thing adds to the figures of its place, and of its day for the division as it was then. Every definition is
-- one SELECT here or, for counties, in `county_share`.
CREATE VIEW share (
  node, indicator, version, year, place, then_on, numerator, denominator, cohort, known) AS
WITH laid AS MATERIALIZED (
  SELECT * FROM disposition
), lain AS MATERIALIZED (
  SELECT * FROM place_division
)
SELECT d.node, 'cremation_rate', 1, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE d.cremated), NULL::bigint, count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND (d.cremated OR d.buried OR d.has_left))
FROM died d
GROUP BY d.node, d.place, d.counted_on
UNION ALL
SELECT d.node, 'cremation_rate_in_zones', 1, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE z.due AND d.cremated), count(*) FILTER (WHERE z.due), count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND (NOT z.due OR d.cremated OR d.buried))
FROM died d
LEFT JOIN LATERAL (
  SELECT l.division FROM lain l
  WHERE l.node = d.node AND l.place = d.place AND l.since <= d.death_on AND d.death_on < l.until
) l ON d.death_division IS NOT NULL
CROSS JOIN LATERAL (
  SELECT NOT d.exempt AND NOT d.has_left AND coalesce((
    SELECT z.zone = 'cremation'
    FROM zone z
    LEFT JOIN lineage m
      ON m.node = z.node AND m.division = z.division AND m.written_from <= z.from_on AND z.from_on < m.written_until
        AND m.since <= d.death_on AND d.death_on < m.until
    CROSS JOIN LATERAL (SELECT array_position(areas(l.division), coalesce(m.became, z.division)) AS distance) a
    WHERE z.node = d.node AND a.distance IS NOT NULL AND z.from_on <= d.death_on
      AND (z.to_on IS NULL OR z.to_on >= d.death_on)
    ORDER BY a.distance, z.position DESC
    LIMIT 1), false) AS due
  OFFSET 0  -- looked up once
) z
GROUP BY d.node, d.place, d.counted_on
UNION ALL
SELECT o.node, 'eco_share_of_dispositions', 1, extract(year FROM o.disposed_on)::integer, o.place, o.disposed_on,
  count(*) FILTER (WHERE o.counts_as_eco), count(*), count(*), count(o.counts_as_eco)
FROM laid o
GROUP BY o.node, o.place, o.disposed_on
UNION ALL
SELECT c.node, v.indicator, 1, extract(year FROM c.cremated_on)::integer, c.cremated_at, c.cremated_on,
  count(*) FILTER (WHERE v.holds), count(*) FILTER (WHERE v.counts), count(*), count(*) FILTER (WHERE v.known)
FROM cremated c
LEFT JOIN (
  SELECT o.node, o.case_id, count(*) AS portions, count(o.counts_as_eco) AS judged,
    count(*) FILTER (WHERE o.counts_as_eco) AS eco, count(o.placed_at) AS placed,
    count(*) FILTER (WHERE f.facility IS NOT NULL) AS licensed
  FROM laid o
  LEFT JOIN facility f
    ON f.node = o.node AND f.facility = o.placed_at AND f.kind IN ('cemetery', 'columbarium')
      AND f.licensed_on <= o.disposed_on AND (f.licensed_until IS NULL OR f.licensed_until >= o.disposed_on)
  WHERE o.form <> 'body_burial'
  GROUP BY o.node, o.case_id
) a ON a.node = c.node AND a.case_id = c.case_id
CROSS JOIN LATERAL (SELECT coalesce(a.portions >= c.ash_portions, false) AS complete) k
CROSS JOIN LATERAL (
  VALUES
    ('eco_share_of_cremations', k.complete AND a.eco = a.portions, true, k.complete AND a.judged = a.portions),
    ('ashes_in_cemeteries', k.complete AND a.placed > 0 AND a.licensed = a.placed, NOT k.complete OR a.placed > 0,
      k.complete)
) v (indicator, holds, counts, known)
GROUP BY c.node, v.indicator, c.cremated_at, c.cremated_on
UNION ALL
SELECT d.node, 'benefit_coverage', v.version, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE v.counts AND w.waived_fen > 0), count(*) FILTER (WHERE v.counts), count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND v.known)
FROM died d
LEFT JOIN standing_waiver w ON w.node = d.node AND w.case_id = d.case_id
CROSS JOIN LATERAL (
  VALUES
    (1, w.decision IN ('granted', 'partial', 'pending'), w.decision IN ('granted', 'partial', 'denied')),
    (2, d.node::text = ANY (areas(d.hukou_then)), d.hukou_division IS NOT NULL)
) v (version, counts, known)
GROUP BY d.node, v.version, d.place, d.counted_on
UNION ALL
SELECT w.node, 'waived_fen', 1, extract(year FROM w.decided_on)::integer, d.facility, w.decided_on,
  sum(w.waived_fen)::bigint, NULL, count(*), count(*) FILTER (WHERE w.decision <> 'pending')
FROM standing_waiver w
LEFT JOIN decedent d ON d.node = w.node AND d.case_id = w.case_id
GROUP BY w.node, d.facility, w.decided_on
UNION ALL
SELECT p.node, 'subsidy_fen', 1, extract(year FROM p.paid_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, p.paid_on,
  sum(p.amount_fen)::bigint, NULL, count(*), count(*)
FROM standing_payment p
LEFT JOIN claim c ON c.node = p.node AND c.claim_id = p.claim_id
GROUP BY p.node, c.office_division, c.submitted_on, p.paid_on
UNION ALL
SELECT r.node, 'subsidy_recovered_fen', 1, extract(year FROM r.recovered_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, r.recovered_on,
  sum(r.recovered_fen)::bigint, NULL, count(*), count(*)
FROM recovery r
LEFT JOIN claim c ON c.node = r.node AND c.claim_id = r.claim_id
WHERE r.recovered_on <= as_of()
GROUP BY r.node, c.office_division, c.submitted_on, r.recovered_on
UNION ALL
SELECT p.node, 'days_to_pay', 1, extract(year FROM p.paid_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, p.paid_on,
  coalesce(sum(greatest(p.paid_on - c.submitted_on, 0)), 0), count(c.claim_id), count(*), count(c.claim_id)
FROM (
  SELECT s.node, s.claim_id, min(s.paid_on) AS paid_on FROM standing_payment s GROUP BY s.node, s.claim_id
) p
LEFT JOIN claim c ON c.node = p.node AND c.claim_id = p.claim_id
GROUP BY p.node, c.office_division, c.submitted_on, p.paid_on
UNION ALL
SELECT t.node, 'timely_entries', 1, extract(year FROM t.done_on)::integer, t.facility, t.done_on,
  count(*) FILTER (WHERE t.in_time), count(*), count(*), count(*)
FROM (
  SELECT c.node, c.cremated_at, c.cremated_on, c.cremation_in_time FROM cremated c
  UNION ALL
  SELECT o.node, o.placed_at, o.disposed_on, o.in_time FROM laid o WHERE o.in_time IS NOT NULL
) t (node, facility, done_on, in_time)
GROUP BY t.node, t.facility, t.done_on
UNION ALL
SELECT i.node, 'inspection_pass_rate', 1, i.year, i.facility, least(make_date(i.year, 12, 31), as_of()),
  count(*) FILTER (WHERE r.result IN ('qualified', 'basically_qualified')),
  count(*) FILTER (WHERE r.result <> 'deferred'), count(*), count(*) FILTER (WHERE r.result <> 'deferred')
FROM inspection i
LEFT JOIN LATERAL (
  SELECT c.result
  FROM conclusion c
  WHERE c.node = i.node AND c.facility = i.facility AND c.year = i.year AND c.concluded_on <= as_of()
  ORDER BY c.position DESC
  LIMIT 1
) r ON true
WHERE i.opened_on <= as_of()
GROUP BY i.node, i.year, i.facility
UNION ALL
SELECT i.node, 'rectification_on_time', 1, i.year, i.facility, least(make_date(i.year, 12, 31), as_of()),
  count(*) FILTER (WHERE r.accepted_on <= i.due_on), count(*) FILTER (WHERE r.decided), count(*),
  count(*) FILTER (WHERE r.decided)
FROM inspection i
CROSS JOIN LATERAL (SELECT CASE WHEN i.accepted_on <= as_of() THEN i.accepted_on END AS accepted_on) a
CROSS JOIN LATERAL (
  SELECT a.accepted_on, a.accepted_on IS NOT NULL OR i.due_on < as_of() AS decided
) r
WHERE i.ordered_on <= as_of()
GROUP BY i.node, i.year, i.facility
UNION ALL
SELECT f.node, v.indicator, 1, f.year, f.facility, f.on_day, v.holds::integer, NULL, 1, v.holds::integer
FROM facility_in_year f
CROSS JOIN LATERAL (
  SELECT f.level = 'town' OR EXISTS (
    SELECT FROM service_area a
    WHERE a.node = f.node AND a.facility = f.facility AND a.from_on <= f.on_day
      AND (a.to_on IS NULL OR a.to_on >= f.on_day)) AS holds,
    CASE f.level WHEN 'town' THEN 'town_cemeteries' ELSE 'village_cemetery_coverage' END AS indicator
) v
WHERE f.kind = 'cemetery' AND f.nature = 'public_benefit' AND f.level IN ('town', 'village')
UNION ALL
SELECT f.node, v.indicator, 1, f.year, f.facility, f.on_day, coalesce(g.grade <= v.worst, false)::integer, 1, 1,
  (g.grade IS NOT NULL)::integer
FROM facility_in_year f
CROSS JOIN LATERAL (
  SELECT (
    SELECT s.grade FROM facility_grade s
    WHERE s.node = f.node AND s.facility = f.facility AND s.from_on <= f.on_day
    ORDER BY s.from_on DESC, s.position DESC
    LIMIT 1) AS grade
) g
CROSS JOIN (VALUES ('homes_of_grade_three', 3), ('homes_of_grade_two', 2)) AS v (indicator, worst)
WHERE f.kind = 'funeral_home'
UNION ALL
SELECT u.node, v.indicator, 1, y.year, u.facility, y.on_day, coalesce(v.holds, false)::integer, 1, 1, v.known::integer
FROM cremator u
JOIN stock_year y ON u.installed_on <= y.on_day AND (u.retired_on IS NULL OR u.retired_on > y.on_day)
CROSS JOIN LATERAL (
  VALUES
    ('cremators_past_life', u.installed_on + u.rated_life_days < y.on_day, u.rated_life_days IS NOT NULL),
    ('cremators_without_test', (
      SELECT c.valid_to >= y.on_day
      FROM cremator_check c
      WHERE c.node = u.node AND c.facility = u.facility AND c.unit_no = u.unit_no AND c.done_on <= y.on_day
      -- A test of the day of works was done after them (rule D6).
      ORDER BY c.done_on DESC, c.is_test DESC, c.position DESC
      LIMIT 1) IS NOT TRUE, true)
) v (indicator, holds, known);

-- The boundaries of divisions that figures are shown by: those of the day asked for, and those of then.
CREATE VIEW boundary (boundary, boundary_zh, boundary_en) AS
VALUES ('now', '现区划', 'divisions as now'), ('then', '当时区划', 'divisions as then');

-- The counties of the registry on the day of each year, by either boundary: those named by then, and not since become
-- another. What each adds to the figures.
CREATE VIEW county_share (
  node, indicator, version, year, boundary, division, numerator, denominator, cohort, known) AS
WITH day AS (
  SELECT y.year, y.on_day, b.boundary, CASE b.boundary WHEN 'now' THEN as_of() ELSE y.on_day END AS boundary_on
  FROM stock_year y
  CROSS JOIN boundary b
), named AS (
  SELECT d.node, d.division, w.year, w.boundary, w.boundary_on, max(d.effective_on) AS named_on
  FROM day w
  JOIN division d
    ON d.effective_on <= w.boundary_on AND d.division NOT LIKE '%00' AND d.node::text = ANY (areas(d.division))
  GROUP BY d.node, d.division, w.year, w.boundary, w.boundary_on
), lain AS MATERIALIZED (
  SELECT * FROM place_division
), served AS (
  SELECT f.node, l.division, w.year, w.boundary, bool_or(f.level = 'county' AND f.kind = 'cemetery' AND EXISTS (
    SELECT FROM section s
    WHERE s.node = f.node AND s.facility = f.facility AND s.eco AND s.opened_on <= f.on_day)) AS eco
  FROM day w
  JOIN facility_in_year f
    ON f.year = w.year AND f.nature = 'public_benefit' AND f.kind IN ('cemetery', 'columbarium')
  JOIN lain l ON l.node = f.node AND l.place = f.facility AND l.since <= w.boundary_on AND w.boundary_on < l.until
  GROUP BY f.node, l.division, w.year, w.boundary
)
SELECT n.node, v.indicator, 1, n.year, n.boundary, n.division, v.holds::integer, 1, 1, 1
FROM named n
LEFT JOIN served c
  ON c.node = n.node AND c.division = n.division AND c.year = n.year AND c.boundary = n.boundary
CROSS JOIN LATERAL (
  VALUES ('county_facility_coverage', c.node IS NOT NULL), ('eco_county_coverage', coalesce(c.eco, false))
) v (indicator, holds)
WHERE NOT EXISTS (
  SELECT FROM succession u
  WHERE u.node = n.node AND u.division = n.division AND u.effective_on > n.named_on
    AND u.effective_on <= n.boundary_on);

-- The figures: of each division, and under the registry's own code of all of it, also of places whose division is unknown.
CREATE VIEW figure AS
WITH s AS MATERIALIZED (
  SELECT * FROM share
), l AS MATERIALIZED (
  SELECT * FROM place_division
), measured AS (
  SELECT s.node, s.indicator, s.version, s.year, b.boundary, l.division, s.numerator, s.denominator, s.cohort, s.known
  FROM s
  CROSS JOIN boundary b
  LEFT JOIN l
    ON l.node = s.node AND l.place = s.place
      AND CASE b.boundary WHEN 'now' THEN as_of() ELSE s.then_on END >= l.since
      AND CASE b.boundary WHEN 'now' THEN as_of() ELSE s.then_on END < l.until
  UNION ALL
  SELECT c.node, c.indicator, c.version, c.year, c.boundary, c.division, c.numerator, c.denominator, c.cohort, c.known
  FROM county_share c
), summed AS (
  SELECT m.node, m.indicator, m.version, m.year, m.boundary, a.division,
    sum(m.numerator)::bigint AS numerator, sum(m.denominator)::bigint AS denominator, sum(m.cohort)::bigint AS cohort,
    sum(m.known)::bigint AS known
  FROM measured m
  CROSS JOIN LATERAL (
    SELECT m.division WHERE m.division IS NOT NULL
    UNION
    SELECT m.node::text::code
  ) a
  GROUP BY m.node, m.indicator, m.version, m.year, m.boundary, a.division
)
SELECT u.node, u.indicator, u.version, u.year, u.boundary, u.division, u.numerator,
  CASE u.indicator WHEN 'cremation_rate' THEN r.value ELSE u.denominator END AS denominator, u.cohort,
  u.cohort - u.denominator AS excluded, u.known
FROM summed u
LEFT JOIN (
  SELECT c.node, 'now' AS boundary, c.division, c.year, c.value FROM counted c WHERE c.kind = 'deaths'
  UNION ALL
  SELECT c.node, 'then', c.division, c.year, c.value
  FROM reference_count c
  WHERE c.kind = 'deaths' AND c.counted_on <= as_of()
) r USING (node, boundary, division, year);
