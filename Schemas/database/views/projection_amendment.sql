-- The amendments of the streams that the batch of this transaction amends, up to the end of the batch: for a read model
-- that is about the record itself, and not about what the record says. `batch` never has them.
--
-- What was true by a day has none: who amended what is known of the record, not of the world. A replay of a day sees this
-- relation empty.
CREATE OR REPLACE VIEW projection.amendment AS
SELECT n.node, n.position, n.stream, n.event_id, n.type, n.occurred_at, n.recorded_at,
  t.event_id AS target_event_id, t.type AS target_type,
  -- What the fact said before, and says since; NULL when it was voided.
  coalesce(lag(registry.restated_data(n.type, n.data_version, n.event)) OVER (PARTITION BY t.event_id ORDER BY n.version),
    registry.lifted_data(t.type, t.data_version, t.event)) AS was,
  registry.restated_data(n.type, n.data_version, n.event) AS data,
  n.event ->> 'source' AS source,
  -- The fact as it was first recorded.
  t.position AS target_position, t.occurred_at AS target_occurred_at, t.recorded_at AS target_recorded_at,
  t.event ->> 'source' AS target_source
FROM unnest(projection.restated()) AS r (stream)
JOIN registry.event n ON n.stream = r.stream
JOIN registry.event t ON t.node = n.node AND t.event_id = (n.event -> 'data' ->> 'target_event_id')::uuid
WHERE n.node = current_setting('projection.node')::integer
  AND n.position <= current_setting('projection.upto')::bigint
  AND n.type = ANY (projection.amendments());

ALTER VIEW projection.amendment OWNER TO registry_owner;
