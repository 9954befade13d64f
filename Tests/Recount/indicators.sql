-- 指标 The shares and sums of each year for the whole city: numerators and denominators.
WITH duplicate AS (
  SELECT stream FROM fact WHERE type = 'CaseClosed' AND data ->> 'outcome' = 'duplicate'
),
-- Decedents by the year in which the certificate says that they died, or else the case was opened.
death AS (
  SELECT DISTINCT ON (stream) stream, (data ->> 'death_at')::timestamptz AS death_at
  FROM fact WHERE type = 'DeathCertificateRecorded'
  ORDER BY stream, position DESC
),
decedent AS (
  SELECT o.stream, substr(o.stream, length('case/') + 1) AS case_id,
    extract(year FROM coalesce(d.death_at, o.happened_at) AT TIME ZONE 'Asia/Shanghai')::integer AS year
  FROM fact o LEFT JOIN death d USING (stream)
  WHERE o.type = 'CaseOpened' AND o.stream NOT IN (SELECT stream FROM duplicate)
),
cremation AS (
  SELECT stream, substr(stream, length('case/') + 1) AS case_id,
    extract(year FROM happened_on)::integer AS year, (data ->> 'ash_portions')::integer AS portions, happened_at, recorded_at
  FROM fact WHERE type = 'CremationCompleted'
),
facility AS (
  SELECT DISTINCT ON (stream) substr(stream, length('facility/') + 1) AS facility, data ->> 'division' AS division, data
  FROM fact WHERE type = 'FacilityLicensed'
  ORDER BY stream, position DESC
),
-- What a portion's ashes came to, once: placed, scattered or, unclaimed, put to rest. Where, is the facility of the plot or
-- else the one that had kept them. And bodies that were buried.
disposition AS (
  SELECT DISTINCT ON (f.stream) c.data ->> 'case_id' AS case_id, f.happened_on, f.data ->> 'form' AS form,
    f.data ->> 'plot_id' AS plot, f.recorded_at - f.happened_at <= interval '24 hours' AS is_timely,
    coalesce(nullif(split_part(f.data ->> 'plot_id', '/', 1), ''), (
      SELECT k.data ->> 'facility_id' FROM fact k
      WHERE k.stream = f.stream AND k.type IN ('CustodyOpened', 'AshesStored')
      ORDER BY k.position DESC LIMIT 1
    )) AS facility
  FROM fact f JOIN fact c ON c.type = 'CustodyOpened' AND c.stream = f.stream
  WHERE f.type IN ('AshesPlaced', 'AshesScattered', 'UnclaimedAshesDisposed')
  ORDER BY f.stream, f.position
),
rested AS (
  SELECT d.case_id, d.happened_on, d.form, d.facility, false AS is_body FROM disposition d
  UNION ALL
  SELECT substr(stream, length('case/') + 1), happened_on, 'body_burial', split_part(data ->> 'plot_id', '/', 1), true
  FROM fact WHERE type = 'BodyBuried'
),
-- Which forms count as eco, since when and where: the smallest area decides, then the later definition.
definition AS (
  SELECT f ->> 'form' AS form, (f ->> 'counts_as_eco')::boolean AS is_eco, (e.data ->> 'from')::date AS since,
    e.data ->> 'scope_division' AS scope, e.position,
    CASE
      WHEN e.data ->> 'scope_division' = '000000' THEN ''
      WHEN e.data ->> 'scope_division' LIKE '%0000' THEN left(e.data ->> 'scope_division', 2)
      WHEN e.data ->> 'scope_division' LIKE '%00' THEN left(e.data ->> 'scope_division', 4)
      ELSE e.data ->> 'scope_division'
    END AS prefix
  FROM fact e CROSS JOIN LATERAL jsonb_array_elements(e.data -> 'forms') AS f
  WHERE e.type = 'EcoFormMapPublished'
),
judged AS (
  SELECT r.case_id, r.is_body, extract(year FROM r.happened_on)::integer AS year, (
    SELECT d.is_eco FROM definition d
    WHERE d.form = r.form AND d.since <= r.happened_on AND f.division LIKE d.prefix || '%'
    ORDER BY length(d.prefix) DESC, d.since DESC, d.position DESC LIMIT 1
  ) AS is_eco
  FROM rested r LEFT JOIN facility f USING (facility)
  WHERE 'case/' || r.case_id NOT IN (SELECT stream FROM duplicate)
),
-- The last decision on each decedent that no reversal names.
decision AS (
  SELECT DISTINCT ON (w.stream) substr(w.stream, length('waiver/') + 1) AS case_id, w.data ->> 'decision' AS decision,
    (w.data ->> 'total_waived_fen')::bigint AS fen, extract(year FROM w.happened_on)::integer AS year
  FROM fact w
  WHERE w.type = 'WaiverDecided' AND NOT EXISTS (
    SELECT FROM fact r WHERE r.type = 'WaiverReversed' AND (r.data ->> 'decision_event_id')::uuid = w.event_id
  )
  ORDER BY w.stream, w.position DESC
),
payment AS (
  SELECT p.stream, p.happened_on, (p.data ->> 'amount_fen')::bigint AS fen
  FROM fact p
  WHERE p.type = 'ClaimPaid' AND NOT EXISTS (
    SELECT FROM fact f
    WHERE f.type = 'ClaimPaymentFailed' AND f.stream = p.stream AND f.data ->> 'pay_ref' = p.data ->> 'pay_ref'
  )
),
first_payment AS (
  SELECT p.stream, min(p.happened_on) AS paid_on, min(p.happened_on) - min(s.happened_on) AS days
  FROM payment p JOIN fact s ON s.type = 'ClaimSubmitted' AND s.stream = p.stream
  GROUP BY p.stream
),
inspection AS (
  SELECT DISTINCT ON (stream) split_part(stream, '/', 3)::integer AS year,
    coalesce(data ->> 'new_result', data ->> 'result') AS result
  FROM fact WHERE type IN ('ConclusionIssued', 'ConclusionRevised')
  ORDER BY stream, position DESC
),
-- Facilities that are licensed on :day and not closed, with their last grade by then.
open_facility AS (
  SELECT f.*, (
    SELECT (g.data ->> 'grade')::integer FROM fact g
    WHERE g.type = 'FacilityGraded' AND g.stream = 'facility/' || f.facility AND (g.data ->> 'from')::date <= :'day'
    ORDER BY (g.data ->> 'from')::date DESC, g.position DESC LIMIT 1
  ) AS grade
  FROM facility f
  WHERE (f.data ->> 'valid_from')::date <= :'day'
    AND coalesce((f.data ->> 'valid_to')::date, 'infinity') >= :'day'
    AND 'closed' IS DISTINCT FROM (
      SELECT s.data ->> 'status' FROM fact s
      WHERE s.type = 'FacilityStatusChanged' AND s.stream = 'facility/' || f.facility AND (s.data ->> 'from')::date <= :'day'
      ORDER BY s.position DESC LIMIT 1
    )
),
cremator AS (
  SELECT (data ->> 'installed_on')::date + (data ->> 'rated_life_days')::integer AS life_ends_on
  FROM fact u
  WHERE type = 'UnitInstalled' AND NOT EXISTS (SELECT FROM fact r WHERE r.type = 'UnitRetired' AND r.stream = u.stream)
),
entry AS (
  SELECT year, recorded_at - happened_at <= interval '24 hours' AS timely FROM cremation
  UNION ALL
  SELECT extract(year FROM happened_on)::integer, is_timely FROM disposition WHERE plot IS NOT NULL
),
this_year AS (SELECT extract(year FROM :'day'::date)::integer AS year),
counted(indicator, year, numerator, denominator) AS (
  SELECT 'cremation_rate/1', d.year, count(*) FILTER (WHERE c.stream IS NOT NULL), NULL::bigint
  FROM decedent d LEFT JOIN cremation c USING (stream)
  GROUP BY d.year
  UNION ALL
  SELECT 'eco_share_of_dispositions/1', year, count(*) FILTER (WHERE is_eco), count(*) FROM judged GROUP BY year
  UNION ALL
  SELECT 'eco_share_of_cremations/1', c.year,
    count(*) FILTER (WHERE c.portions = (
      SELECT count(*) FROM judged j WHERE j.case_id = c.case_id AND j.is_eco AND NOT j.is_body
    )),
    count(*)
  FROM cremation c WHERE c.stream NOT IN (SELECT stream FROM duplicate)
  GROUP BY c.year
  UNION ALL
  SELECT 'benefit_coverage/1', d.year,
    count(*) FILTER (WHERE w.fen > 0), count(*) FILTER (WHERE w.decision IN ('granted', 'partial', 'pending'))
  FROM decedent d LEFT JOIN decision w USING (case_id)
  GROUP BY d.year
  UNION ALL
  SELECT 'waived_fen/1', year, sum(fen), NULL FROM decision GROUP BY year
  UNION ALL
  SELECT 'subsidy_fen/1', extract(year FROM happened_on)::integer, sum(fen), NULL FROM payment GROUP BY 2
  UNION ALL
  SELECT 'subsidy_recovered_fen/1', extract(year FROM happened_on)::integer, sum((data ->> 'recovered_fen')::bigint), NULL
  FROM fact WHERE type = 'ClaimRecovered'
  GROUP BY 2
  UNION ALL
  SELECT 'days_to_pay/1', extract(year FROM paid_on)::integer, sum(days), count(*) FROM first_payment GROUP BY 2
  UNION ALL
  SELECT 'timely_entries/1', year, count(*) FILTER (WHERE timely), count(*) FROM entry GROUP BY year
  UNION ALL
  SELECT 'inspection_pass_rate/1', year,
    count(*) FILTER (WHERE result IN ('qualified', 'basically_qualified')), count(*) FILTER (WHERE result <> 'deferred')
  FROM inspection GROUP BY year
  UNION ALL
  SELECT 'homes_of_grade_three/1', y.year, count(*) FILTER (WHERE f.grade <= 3), count(*)
  FROM this_year y, open_facility f WHERE f.data ->> 'kind' = 'funeral_home' GROUP BY y.year
  UNION ALL
  SELECT 'homes_of_grade_two/1', y.year, count(*) FILTER (WHERE f.grade <= 2), count(*)
  FROM this_year y, open_facility f WHERE f.data ->> 'kind' = 'funeral_home' GROUP BY y.year
  UNION ALL
  SELECT 'town_cemeteries/1', y.year, count(*), NULL
  FROM this_year y, open_facility f
  WHERE f.data ->> 'kind' = 'cemetery' AND f.data ->> 'nature' = 'public_benefit' AND f.data ->> 'level' = 'town'
  GROUP BY y.year
  UNION ALL
  SELECT 'village_cemetery_coverage/1', y.year, count(*), NULL
  FROM this_year y, open_facility f
  WHERE f.data ->> 'kind' = 'cemetery' AND f.data ->> 'nature' = 'public_benefit' AND f.data ->> 'level' = 'village'
    AND EXISTS (SELECT FROM fact a WHERE a.type = 'ServiceAreaAssigned' AND a.stream = 'facility/' || f.facility)
  GROUP BY y.year
  UNION ALL
  SELECT 'cremators_past_life/1', y.year, count(*) FILTER (WHERE c.life_ends_on < :'day'), count(*)
  FROM this_year y, cremator c GROUP BY y.year
),
recount AS (
  SELECT c.indicator || ' ' || v.part AS figure, c.year::text AS of, v.n AS recount
  FROM counted c CROSS JOIN LATERAL (VALUES ('numerator', c.numerator), ('denominator', c.denominator)) AS v(part, n)
  WHERE v.n IS NOT NULL
),
shown AS (
  SELECT i.indicator || '/' || i.version || ' ' || v.part AS figure, i.year::text AS of, v.n AS read_model
  FROM indicators.indicator i
  CROSS JOIN LATERAL (VALUES ('numerator', i.numerator), ('denominator', i.denominator)) AS v(part, n)
  CROSS JOIN this_year y
  WHERE i.node = :node AND i.division = :'node' AND v.n IS NOT NULL
    -- Stocks are recounted for the day asked for, not for the ends of past years.
    AND (i.indicator || '/' || i.version IN (
        'cremation_rate/1', 'eco_share_of_dispositions/1', 'eco_share_of_cremations/1', 'benefit_coverage/1',
        'waived_fen/1', 'subsidy_fen/1', 'subsidy_recovered_fen/1', 'days_to_pay/1', 'timely_entries/1',
        'inspection_pass_rate/1')
      OR i.year = y.year AND i.indicator || '/' || i.version IN (
        'homes_of_grade_three/1', 'homes_of_grade_two/1', 'town_cemeteries/1', 'village_cemetery_coverage/1',
        'cremators_past_life/1'))
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;
