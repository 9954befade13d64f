-- 可追溯闭环 Where are the bodies, and where is each portion of ashes?
--
-- The steps of a case that ended as a duplicate belong to the case that goes on; follow that to its end.
WITH RECURSIVE duplicate AS (
  SELECT substr(stream, length('case/') + 1) AS case_id, data ->> 'of_case' AS of_case
  FROM fact WHERE type = 'CaseClosed' AND data ->> 'outcome' = 'duplicate'
),
decedent AS (
  SELECT substr(stream, length('case/') + 1) AS case_id, substr(stream, length('case/') + 1) AS decedent
  FROM fact
  WHERE type = 'CaseOpened' AND substr(stream, length('case/') + 1) NOT IN (SELECT case_id FROM duplicate)
  UNION ALL
  SELECT d.case_id, b.decedent FROM decedent b JOIN duplicate d ON d.of_case = b.case_id
),
body AS (
  SELECT DISTINCT ON (d.decedent) d.decedent,
    CASE f.type
      WHEN 'BodyCollected' THEN 'collected'
      WHEN 'KeepingStarted' THEN 'kept'
      WHEN 'KeepingEnded' THEN 'taken_out'
      WHEN 'CremationCompleted' THEN 'cremated'
      WHEN 'BodyBuried' THEN 'buried'
      WHEN 'BodyDonated' THEN 'donated'
      WHEN 'BodyReleasedOut' THEN 'released_out'
      ELSE 'not_collected'
    END AS state
  FROM decedent d
  LEFT JOIN fact f ON f.stream = 'case/' || d.case_id AND f.type IN (
    'BodyCollected', 'KeepingStarted', 'KeepingEnded', 'CremationCompleted', 'BodyBuried', 'BodyDonated', 'BodyReleasedOut')
  ORDER BY d.decedent, f.position DESC NULLS LAST
),
custody AS (
  SELECT f.stream, f.data ->> 'facility_id' AS facility
  FROM fact f JOIN decedent d ON d.case_id = f.data ->> 'case_id'
  WHERE f.type = 'CustodyOpened'
),
-- Of a portion, the step that was recorded last.
portion AS (
  SELECT DISTINCT ON (c.stream)
    CASE
      WHEN f.type = 'CustodyOpened' THEN 'in_custody'
      WHEN f.type = 'AshesStored' THEN 'stored'
      WHEN f.type = 'AshesReleased' THEN 'released'
      WHEN f.type = 'AshesPlaced' THEN 'placed'
      WHEN f.type = 'AshesRelocated' AND f.data ? 'to_plot_id' THEN 'placed'
      WHEN f.type = 'AshesRelocated' THEN 'taken_out'
      WHEN f.type = 'UnclaimedAshesDisposed' AND f.data ? 'plot_id' THEN 'placed'
      WHEN f.type = 'AshesScattered' AND f.data ->> 'all_ashes' = 'false' THEN 'scattered_in_part'
      ELSE 'scattered'
    END AS state,
    CASE f.type
      WHEN 'CustodyOpened' THEN c.facility
      WHEN 'AshesStored' THEN f.data ->> 'facility_id'
      WHEN 'AshesReleased' THEN f.data ->> 'destination_facility'
      WHEN 'AshesRelocated' THEN split_part(f.data ->> 'to_plot_id', '/', 1)
      ELSE split_part(f.data ->> 'plot_id', '/', 1)
    END AS facility
  FROM custody c
  JOIN fact f ON f.stream = c.stream AND f.type IN (
    'CustodyOpened', 'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesRelocated', 'AshesScattered',
    'UnclaimedAshesDisposed')
  ORDER BY c.stream, f.position DESC
),
counted AS (
  SELECT 'bodies ' || state AS figure, '' AS of, count(*) AS n FROM body GROUP BY state
  UNION ALL
  SELECT 'portions ' || state, '', count(*) FROM portion GROUP BY state
  UNION ALL
  SELECT 'portions here ' || CASE state WHEN 'released' THEN 'awaited' ELSE state END, facility, count(*)
  FROM portion WHERE state IN ('in_custody', 'stored', 'placed', 'released') AND facility <> ''
  GROUP BY state, facility
),
seen AS (
  SELECT 'bodies ' || body_state AS figure, '' AS of, count(*) AS n
  FROM custody_trace.decedent WHERE node = :node
  GROUP BY body_state
  UNION ALL
  SELECT 'portions ' || (regexp_match(a, '^\d+ (\w+)'))[1], '', count(*)
  FROM custody_trace.decedent d CROSS JOIN LATERAL unnest(d.ashes) AS a
  WHERE d.node = :node
  GROUP BY (regexp_match(a, '^\d+ (\w+)'))[1]
  UNION ALL
  SELECT 'portions here ' || v.state, f.facility, v.n
  FROM custody_trace.by_facility f
  CROSS JOIN LATERAL (VALUES
    ('in_custody', f.in_custody), ('stored', f.stored), ('placed', f.placed), ('awaited', f.awaited)
  ) AS v(state, n)
  WHERE f.node = :node AND v.n > 0
)
SELECT figure, of, c.n AS recount, s.n AS read_model
FROM counted c FULL JOIN seen s USING (figure, of)
ORDER BY figure, of;
