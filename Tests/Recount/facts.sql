-- The log of one city as it stands now: every fact once, as it was last stated, in the place where it was first recorded.
-- Read before each question; psql is given the city as :node.
CREATE TEMPORARY TABLE fact AS
WITH stated AS (
  SELECT e.position, e.version, e.stream, e.type, e.event_id, e.recorded_at, e.event::jsonb AS event
  FROM registry.event e
  WHERE e.node = :node
),
-- Of several amendments of one fact the one recorded last counts.
amended AS (
  SELECT DISTINCT ON (s.event #>> '{data,target_event_id}')
    (s.event #>> '{data,target_event_id}')::uuid AS event_id, s.type, s.event -> 'data' AS amendment
  FROM stated s
  WHERE s.type IN ('FactCorrected', 'EventVoided')
  ORDER BY s.event #>> '{data,target_event_id}', s.position DESC
)
SELECT
  s.position, s.version, s.stream, s.type, s.event_id, s.recorded_at,
  s.event ->> 'source' AS source,
  coalesce(a.amendment ->> 'time', s.event ->> 'time')::timestamptz AS happened_at,
  -- The day in China, which has one zone and no summer time.
  (coalesce(a.amendment ->> 'time', s.event ->> 'time')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AS happened_on,
  coalesce(a.amendment -> 'data', s.event -> 'data') AS data
FROM stated s
LEFT JOIN amended a USING (event_id)
WHERE s.type NOT IN ('FactCorrected', 'EventVoided')
  AND a.type IS DISTINCT FROM 'EventVoided';

CREATE INDEX ON fact (type);
ANALYZE fact;
