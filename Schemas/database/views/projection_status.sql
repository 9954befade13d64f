-- Where every projection stands and, when it does not move, why.
CREATE OR REPLACE VIEW projection.status AS
SELECT d.name, d.version, d.generation, d.schema, d.live, c.node, c.position, h.head,
  h.head - c.position AS lag_events,
  -- How long the oldest event that is not applied yet has been waiting.
  CASE WHEN h.head > c.position THEN greatest(extract(epoch FROM clock_timestamp() - n.recorded_at), 0) ELSE 0 END
    ::double precision AS lag_seconds,
  coalesce(c.rate, 0)::double precision AS rate,
  c.epoch, l.led, c.leader, c.led_since, c.applied_at,
  c.failures, c.failed_since, c.failed_after, c.failed_upto, c.error_code, c.error, p.parked,
  CASE
    WHEN NOT d.live AND EXISTS (
      SELECT FROM projection.definition v WHERE v.name = d.name AND v.live AND v.version > d.version) THEN 'superseded'
    WHEN c.failures > 0 THEN 'failing'
    WHEN p.parked > 0 AND h.head = c.position THEN 'streams parked'
    WHEN h.head = c.position THEN 'caught up'
    WHEN NOT l.led THEN 'no worker leads it'
    ELSE 'working'
  END AS state
FROM projection.definition d
JOIN projection.checkpoint c USING (schema)
CROSS JOIN LATERAL (
  SELECT coalesce(max(e.position), 0) AS head FROM registry.event e WHERE e.node = c.node
) h
CROSS JOIN LATERAL (
  SELECT count(*) AS parked FROM projection.parked k WHERE k.schema = c.schema AND k.node = c.node
) p
LEFT JOIN registry.event n ON n.node = c.node AND n.position = c.position + 1
CROSS JOIN LATERAL (
  -- The lead is an advisory lock on this key; pg_locks shows a 64-bit key in halves.
  SELECT EXISTS (
    SELECT FROM pg_catalog.pg_locks k
    WHERE k.locktype = 'advisory' AND k.granted AND k.objsubid = 1
      AND k.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      AND (k.classid::bigint << 32 | k.objid::bigint) = projection.lead_key(c.schema, c.node)) AS led
) l
WHERE NOT d.retired;

ALTER VIEW projection.status OWNER TO registry_owner;
