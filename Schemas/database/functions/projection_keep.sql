-- Computes a view of a version for a node, for today, and keeps its rows in the place of those before. One statement, so that
-- the rows are those of the position that is written beside them.
CREATE OR REPLACE FUNCTION projection.keep(schema text, view text, node integer) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- What is computed without a stream that is being resumed would be kept as if it were of the same position.
  PERFORM pg_advisory_xact_lock(projection.lead_key('kept ' || schema, node));
  EXECUTE format(
    $keep$
      WITH gone AS (
        DELETE FROM %1$I.%2$I k WHERE k.node = $3
      ), made AS (
        INSERT INTO %1$I.%2$I SELECT v.* FROM %1$I.%3$I v WHERE v.node = $3
      )
      INSERT INTO projection.kept AS t (schema, view, node, position, day, kept_at)
      SELECT $1, $2, $3, c.position, projection.as_of(), clock_timestamp()
      FROM projection.checkpoint c WHERE c.schema = $1 AND c.node = $3
      ON CONFLICT (schema, view, node) DO UPDATE
      SET position = EXCLUDED.position, day = EXCLUDED.day, kept_at = EXCLUDED.kept_at
    $keep$, schema, 'kept_' || view, view) USING schema, view, node;
  -- They are made again when they are lost.
  PERFORM set_config('synchronous_commit', 'off', true);
END
$$;

ALTER FUNCTION projection.keep(text, text, integer) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.keep(text, text, integer) FROM PUBLIC;
