-- What keeps a read model from showing all of the log, one row for each reason; none when nothing does. Of a
-- version that a later one has superseded nobody asks.
CREATE OR REPLACE VIEW projection.why AS
SELECT s.name, s.version, s.schema, s.live, s.node, o.kind, o.position, o.stream, o.since, o.code, o.detail
FROM projection.status s
CROSS JOIN LATERAL (
  SELECT 'no_worker' AS kind, NULL::bigint AS position, NULL::text AS stream, s.applied_at AS since, NULL::text AS code,
    'no worker leads it' AS detail
  WHERE NOT s.led AND s.position < s.head
  UNION ALL
  SELECT CASE s.error_code WHEN 'QM002' THEN 'unknown_type' ELSE 'failing' END, s.failed_upto, NULL, s.failed_since,
    s.error_code, s.error
  WHERE s.failures > 0
  UNION ALL
  SELECT 'parked', p.position, p.stream, p.parked_at, p.error_code, p.error
  FROM projection.parked p
  WHERE p.schema = s.schema AND p.node = s.node
  UNION ALL
  -- Whoever holds a lock that the leading session waits for.
  SELECT 'locked', s.position + 1, NULL, a.query_start, b.pid::text,
    format('session %s%s of %s, %s since %s', b.pid, coalesce(' (' || nullif(b.application_name, '') || ')', ''),
      b.usename, b.state, b.state_change)
  FROM pg_catalog.pg_stat_activity a
  CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(a.pid)) AS w (pid)
  JOIN pg_catalog.pg_stat_activity b ON b.pid = w.pid
  WHERE a.pid = s.leader AND s.led
) o
WHERE s.state <> 'superseded';

ALTER VIEW projection.why OWNER TO registry_owner;
