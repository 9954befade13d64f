-- The position of the log that the rows of a view are of, as the live version of its read model shows them: an older one than
-- the read model's where they are kept. With how long the oldest event has waited that they do not show. No row where no worker
-- has taken the read model up.
CREATE OR REPLACE FUNCTION projection.shown_upto(
  model text, view text, node integer, OUT "position" bigint, OUT lag_seconds double precision
) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT s.position, greatest(extract(epoch FROM clock_timestamp() - e.recorded_at), 0)::double precision
  FROM projection.definition d
  JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = shown_upto.node
  LEFT JOIN projection.kept k ON k.schema = c.schema AND k.node = c.node AND k.view = shown_upto.view
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.node = ANY (projection.computed(c.schema, shown_upto.view)) THEN c.position ELSE k.position END
  ) s (position)
  LEFT JOIN registry.event e ON e.node = c.node AND e.position = s.position + 1
  WHERE d.name = shown_upto.model AND d.live;
END;

ALTER FUNCTION projection.shown_upto(text, text, integer) OWNER TO registry_owner;
