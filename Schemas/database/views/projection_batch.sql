-- The events of the batch that this transaction applies: all that a read model's statements see of the log. A view, not
-- a temporary table: each statement parses only the events of its own types, and no catalogue row is written.
--
-- Where the batch amends a stream, the whole stream is in it, up to the end of the batch, as it stands now: a corrected
-- fact at its own place with the time and the data of the last correction, a voided one not at all. What the read model
-- had of such streams it has forgotten before (`retract.sql`). Parked streams are left out.
--
-- Data of old versions are lifted to the current one of their type; what is current is passed on as it stands.
CREATE OR REPLACE VIEW projection.batch AS
SELECT e.node, e.position, e.stream, e.version, e.type, e.occurred_at, e.recorded_at, e.event_id,
  e.event ->> 'source' AS source, registry.lifted_data(e.type, e.data_version, e.event) AS data
FROM registry.event e
WHERE e.node = current_setting('projection.node')::integer
  AND e.position > current_setting('projection.after')::bigint
  AND e.position <= current_setting('projection.upto')::bigint
  -- Asked for once, not once for each event.
  AND e.stream <> ALL (coalesce((SELECT projection.restated() || projection.parked()), '{}'))
UNION ALL
SELECT e.node, e.position, e.stream, e.version, e.type,
  coalesce((a.event -> 'data' ->> 'time')::timestamptz, e.occurred_at), e.recorded_at, e.event_id,
  e.event ->> 'source',
  coalesce(registry.restated_data(a.type, a.data_version, a.event), registry.lifted_data(e.type, e.data_version, e.event))
FROM unnest(projection.restated()) AS r (stream)
JOIN registry.event e ON e.stream = r.stream
LEFT JOIN (
  SELECT DISTINCT ON (m.target) m.target, m.type, m.data_version, m.event
  FROM (
    SELECT n.version, n.type, n.data_version, n.event, (n.event -> 'data' ->> 'target_event_id')::uuid AS target
    FROM unnest(projection.restated()) AS s (stream)
    JOIN registry.event n ON n.stream = s.stream
    WHERE n.node = current_setting('projection.node')::integer
      AND n.position <= current_setting('projection.upto')::bigint
      AND n.type IN ('FactCorrected', 'EventVoided')
  ) m
  ORDER BY m.target, m.version DESC
) a ON a.target = e.event_id
WHERE e.node = current_setting('projection.node')::integer
  AND e.position <= current_setting('projection.upto')::bigint
  AND e.type NOT IN ('FactCorrected', 'EventVoided')
  AND a.type IS DISTINCT FROM 'EventVoided';

ALTER VIEW projection.batch OWNER TO registry_owner;
