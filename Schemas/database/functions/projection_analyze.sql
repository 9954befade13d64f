-- Counts the rows of a read model's tables afresh, and with that lets go of plans made when they were smaller. Workers
-- call it as tables grow: the server's own housekeeping comes once a minute, which is late in a bulk load.
CREATE OR REPLACE FUNCTION projection.analyze(schema text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  relation text;
BEGIN
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %I.%I', schema, relation);
  END LOOP;
END
$$;

ALTER FUNCTION projection.analyze(text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.analyze(text) FROM PUBLIC;
