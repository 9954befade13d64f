-- The events of the batch that this transaction applies: all that a read model's statements see of the log. A view, not
-- a temporary table: each statement parses only the events of its own types, and no catalogue row is written.
CREATE OR REPLACE VIEW projection.batch AS
SELECT e.node, e.position, e.stream, e.version, e.type, e.occurred_at, e.recorded_at, e.event_id,
  e.event ->> 'source' AS source, e.event -> 'data' AS data
FROM registry.event e
WHERE e.node = current_setting('projection.node')::integer
  AND e.position > current_setting('projection.after')::bigint
  AND e.position <= current_setting('projection.upto')::bigint;

ALTER VIEW projection.batch OWNER TO registry_owner;
