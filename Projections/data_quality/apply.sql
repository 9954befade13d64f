-- Events of every type, by their envelopes alone; a fact that was amended as it was first recorded, which the amendment
-- tells. UUIDs of version 8 are the registry's own.
INSERT INTO entry (node, event_id, stream, position, submitter, type, month, hours)
SELECT DISTINCT ON (e.event_id)
  e.node, e.event_id, e.stream, e.position, e.source, e.type,
  date_trunc('month', local_date(e.recorded_at)::timestamp)::date,
  least(greatest(ceil(extract(epoch FROM e.recorded_at - e.occurred_at) / 3600), 0), 1000)::integer
FROM (
  SELECT a.node, a.target_event_id AS event_id, a.stream, a.target_position AS position, a.target_source AS source,
    a.target_type AS type, a.target_occurred_at AS occurred_at, a.target_recorded_at AS recorded_at, 1 AS place
  FROM amendment a
  UNION ALL
  SELECT a.node, a.event_id, a.stream, a.position, a.source, a.type, a.occurred_at, a.recorded_at, 1
  FROM amendment a
  UNION ALL
  SELECT b.node, b.event_id, b.stream, b.position, b.source, b.type, b.occurred_at, b.recorded_at, 2
  FROM batch b
) e
WHERE e.type NOT IN ('AnomalyRaised', 'SubmissionsRefused') AND substr(e.event_id::text, 15, 1) <> '8'
ORDER BY e.event_id, e.place;

-- SubmissionsRefused: its lines, then how many more there were by rule.
INSERT INTO refusal (
  node, event_id, number, stream, position, submitter, refused_on, month, rule, refused_id, type, lines)
SELECT b.node, b.event_id, row_number() OVER (PARTITION BY b.event_id ORDER BY l.place, l.number), b.stream, b.position,
  coalesce(b.data ->> 'submitter', '?'), o.refused_on, date_trunc('month', o.refused_on::timestamp)::date,
  d.rule_id, d.event_id, d.type, coalesce(d.count, 1)
FROM batch b
CROSS JOIN LATERAL (SELECT local_date(b.recorded_at) AS refused_on) o
CROSS JOIN LATERAL (
  SELECT 1 AS place, t.number, t.line FROM json_array_elements(b.data -> 'lines') WITH ORDINALITY AS t (line, number)
  UNION ALL
  SELECT 2, t.number, t.line FROM json_array_elements(b.data -> 'more') WITH ORDINALITY AS t (line, number)
) l
CROSS JOIN json_to_record(l.line) AS d (rule_id code, event_id uuid, type text, count bigint)
WHERE b.type = 'SubmissionsRefused';

-- FactCorrected, EventVoided: what the streams that the batch amends say of their facts.
INSERT INTO amended (node, event_id, stream, target_event_id, is_void)
SELECT a.node, a.event_id, a.stream, a.target_event_id, a.type = 'EventVoided'
FROM amendment a;

-- AnomalyRaised.
INSERT INTO remark (node, event_id, target_event_id, stream)
SELECT DISTINCT b.node, b.event_id, t.id::uuid, b.stream
FROM batch b
CROSS JOIN json_array_elements_text(b.data -> 'event_ids') AS t (id)
WHERE b.type = 'AnomalyRaised';

-- AmendmentProposed.
INSERT INTO proposal (
  node, event_id, stream, submitter, amendment, target_event_id, target_type, reason_code, proposed_on)
SELECT b.node, b.event_id, b.stream, b.source, CASE WHEN d.target_type IS NULL THEN 'void' ELSE 'correction' END,
  d.target_event_id, d.target_type, d.reason_code, local_date(b.recorded_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (target_event_id uuid, target_type text, reason_code text)
WHERE b.type = 'AmendmentProposed';

-- AmendmentDecided, AmendmentWithdrawn: each proposal once (rule L6).
INSERT INTO decided (node, proposal_id, stream)
SELECT DISTINCT b.node, (b.data ->> 'proposal_event_id')::uuid, b.stream
FROM batch b
WHERE b.type IN ('AmendmentDecided', 'AmendmentWithdrawn');
