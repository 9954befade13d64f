-- 检查任务 Which inspections are due, opened, concluded and with what result, and what is still to do on :day?
WITH inspection AS (
  SELECT
    split_part(stream, '/', 2) AS facility, split_part(stream, '/', 3)::integer AS year, stream,
    (data ->> 'self_due')::date AS self_due, (data ->> 'review_due')::date AS review_due
  FROM fact WHERE type = 'InspectionOpened'
),
-- The conclusion, or what an appeal has made of it.
conclusion AS (
  SELECT DISTINCT ON (stream) stream, coalesce(data ->> 'new_result', data ->> 'result') AS result, position
  FROM fact WHERE type IN ('ConclusionIssued', 'ConclusionRevised')
  ORDER BY stream, position DESC
),
judged AS (
  SELECT i.*, c.result,
    EXISTS (SELECT FROM fact f WHERE f.stream = i.stream AND f.type = 'SelfCheckSubmitted') AS self_checked,
    EXISTS (SELECT FROM fact f WHERE f.stream = i.stream AND f.type = 'RectificationAccepted') AS accepted,
    EXISTS (
      SELECT FROM fact f
      WHERE f.stream = i.stream AND (f.type = 'RectificationOrdered' OR f.data ? 'rectification_due')
    ) AS to_rectify,
    EXISTS (
      SELECT FROM fact f WHERE f.stream = i.stream AND f.type = 'ConclusionAppealed' AND f.position > c.position
    ) AS appealed
  FROM inspection i LEFT JOIN conclusion c USING (stream)
),
-- Rule I1: every cemetery that is licensed and not closed, from the year after its licence.
cemetery AS (
  SELECT substr(l.stream, length('facility/') + 1) AS facility, extract(year FROM (l.data ->> 'valid_from')::date) AS licensed
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'FacilityLicensed' ORDER BY stream, position DESC) l
  WHERE l.data ->> 'kind' = 'cemetery' AND 'closed' IS DISTINCT FROM (
    SELECT s.data ->> 'status' FROM fact s
    WHERE s.type = 'FacilityStatusChanged' AND s.stream = l.stream
    ORDER BY s.position DESC LIMIT 1
  )
),
recount AS (
  SELECT 'inspections' AS figure, '' AS of, count(*) AS recount FROM inspection
  UNION ALL
  SELECT 'inspections self-checked', '', count(*) FROM judged WHERE self_checked
  UNION ALL
  SELECT 'inspections ' || result, '', count(*) FROM judged WHERE result IS NOT NULL GROUP BY result
  UNION ALL
  SELECT 'rectifications accepted', '', count(*) FROM judged WHERE accepted
  UNION ALL
  SELECT 'to do: open', '', count(*) FROM cemetery c
  WHERE c.licensed < extract(year FROM :'day'::date) AND NOT EXISTS (
    SELECT FROM inspection i WHERE i.facility = c.facility AND i.year = extract(year FROM :'day'::date)
  )
  UNION ALL
  SELECT 'to do: self_check', '', count(*) FROM judged WHERE NOT self_checked AND result IS NULL
  UNION ALL
  SELECT 'to do: review', '', count(*) FROM judged WHERE self_checked AND result IS NULL OR result = 'deferred'
  UNION ALL
  SELECT 'to do: appeal', '', count(*) FROM judged WHERE appealed
  UNION ALL
  SELECT 'to do: rectification', '', count(*)
  FROM judged WHERE to_rectify AND NOT accepted AND result IN ('basically_qualified', 'unqualified')
  UNION ALL
  SELECT 'to do: enforcement', '', count(*)
  FROM fact f
  WHERE f.type = 'FindingOpened'
    AND NOT EXISTS (SELECT FROM fact c WHERE c.type = 'FindingClosed' AND c.stream = f.stream)
),
shown AS (
  SELECT 'inspections' AS figure, '' AS of, count(*) AS read_model
  FROM inspection_worklist.inspection_state WHERE node = :node
  UNION ALL
  SELECT 'inspections self-checked', '', count(self_checked_on)
  FROM inspection_worklist.inspection_state WHERE node = :node
  UNION ALL
  SELECT 'inspections ' || result, '', count(*)
  FROM inspection_worklist.inspection_state WHERE node = :node AND result IS NOT NULL
  GROUP BY result
  UNION ALL
  SELECT 'rectifications accepted', '', count(accepted_on)
  FROM inspection_worklist.inspection_state WHERE node = :node
  UNION ALL
  SELECT 'to do: ' || t.task, '', (
    SELECT count(*) FROM inspection_worklist.worklist w WHERE w.node = :node AND w.task = t.task
  )
  FROM (VALUES ('open'), ('self_check'), ('review'), ('appeal'), ('rectification'), ('enforcement')) AS t(task)
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;
