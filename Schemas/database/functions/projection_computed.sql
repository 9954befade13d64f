-- The nodes for which a reader of a view has it computed, for what is kept of it is of another day, or too old while the log
-- has gone on, or there is none. All, for a reader who asks for that (SET LOCAL projection.kept = 'off').
CREATE OR REPLACE FUNCTION projection.computed(schema text, view text) RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT coalesce(array_agg(c.node ORDER BY c.node), '{}')
  FROM projection.checkpoint c
  LEFT JOIN projection.kept k ON k.schema = c.schema AND k.node = c.node AND k.view = computed.view
    AND k.day = projection.as_of() AND current_setting('projection.kept', true) IS DISTINCT FROM 'off'
    AND (k.position = c.position OR k.kept_at > statement_timestamp() - interval '15 minutes')
  WHERE c.schema = computed.schema AND k.node IS NULL;
END;

ALTER FUNCTION projection.computed(text, text) OWNER TO registry_owner;
