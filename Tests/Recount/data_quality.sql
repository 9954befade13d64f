-- 数据质量 How many lines of each submitter were accepted and refused, by which rule, and how many facts were amended since?
WITH submitted AS (
  -- Whatever the log has except what the registry itself wrote: these types, and events that follow from another of the
  -- same moment, which carry no id of the sender's making (version 8, not 7).
  SELECT e.event_id, e.type, e.event ->> 'source' AS submitter
  FROM registry.event e
  WHERE e.node = :node AND substr(e.event_id::text, 15, 1) <> '8'
    AND e.type NOT IN ('SubmissionsRefused', 'AnomalyRaised', 'ReviewOpened', 'ReviewCompleted',
      'PartUnsealed', 'PersonErased')
),
amended AS (
  SELECT DISTINCT ON (e.event #>> '{data,target_event_id}')
    (e.event #>> '{data,target_event_id}')::uuid AS event_id, e.type
  FROM registry.event e
  WHERE e.node = :node AND e.type IN ('FactCorrected', 'EventVoided')
  ORDER BY e.event #>> '{data,target_event_id}', e.position DESC
),
-- One row for each line that was refused, as far as lines are listed, and the others by rule. The same lines for the
-- same reasons on the same day are one attempt.
refusal AS (
  SELECT DISTINCT ON (coalesce(f.data ->> 'submitter', '?'), f.data, (f.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)
    coalesce(f.data ->> 'submitter', '?') AS submitter, f.data
  FROM fact f WHERE f.type = 'SubmissionsRefused'
  ORDER BY coalesce(f.data ->> 'submitter', '?'), f.data, (f.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
),
refused AS (
  SELECT r.submitter, l ->> 'rule_id' AS rule, 1::bigint AS lines
  FROM refusal r CROSS JOIN LATERAL jsonb_array_elements(r.data -> 'lines') AS l
  UNION ALL
  SELECT r.submitter, m ->> 'rule_id', (m ->> 'count')::bigint
  FROM refusal r CROSS JOIN LATERAL jsonb_array_elements(coalesce(r.data -> 'more', '[]')) AS m
),
counted AS (
  SELECT s.submitter, 'lines accepted' AS figure, count(*) AS n FROM submitted s GROUP BY s.submitter
  UNION ALL
  SELECT s.submitter, 'facts', count(*)
  FROM submitted s
  WHERE s.type NOT IN ('FactCorrected', 'EventVoided', 'AmendmentProposed', 'AmendmentDecided',
    'AmendmentWithdrawn')
  GROUP BY s.submitter
  UNION ALL
  SELECT s.submitter, 'facts corrected', count(*)
  FROM submitted s JOIN amended a USING (event_id) WHERE a.type = 'FactCorrected'
  GROUP BY s.submitter
  UNION ALL
  SELECT s.submitter, 'facts voided', count(*)
  FROM submitted s JOIN amended a USING (event_id) WHERE a.type = 'EventVoided'
  GROUP BY s.submitter
  UNION ALL
  SELECT r.submitter, 'lines refused', sum(r.lines) FROM refused r GROUP BY r.submitter
  UNION ALL
  SELECT r.submitter, 'lines refused by ' || r.rule, sum(r.lines) FROM refused r GROUP BY r.submitter, r.rule
),
recount AS (
  SELECT c.figure, coalesce(c.submitter, '') AS of, sum(c.n) AS recount
  FROM counted c
  WHERE c.n > 0
  GROUP BY GROUPING SETS ((c.figure, c.submitter), (c.figure))
),
seen AS (
  SELECT s.submitter, f.figure, f.n
  FROM data_quality.by_submitter s
  CROSS JOIN LATERAL (VALUES
    ('lines accepted', s.accepted), ('facts', s.facts), ('facts corrected', s.restated), ('facts voided', s.voided),
    ('lines refused', s.refused)
  ) AS f(figure, n)
  WHERE s.node = :node
  UNION ALL
  SELECT r.submitter, 'lines refused by ' || r.rule, r.refused FROM data_quality.by_rule r WHERE r.node = :node
),
shown AS (
  SELECT s.figure, coalesce(s.submitter, '') AS of, sum(s.n) AS read_model
  FROM seen s
  WHERE s.n > 0
  GROUP BY GROUPING SETS ((s.figure, s.submitter), (s.figure))
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;
