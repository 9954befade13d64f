-- Drops the schemas that readers have left, but those that one of them still reads. Returns how many are left.
CREATE OR REPLACE FUNCTION projection.drop_retired() RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '500ms'
AS $$
DECLARE
  schema_name text;
  busy integer := 0;
BEGIN
  FOR schema_name IN SELECT d.schema FROM projection.definition d WHERE d.retired ORDER BY d.schema LOOP
    BEGIN
      EXECUTE format('DROP SCHEMA %I CASCADE', schema_name);
      DELETE FROM projection.definition d WHERE d.schema = schema_name;
    EXCEPTION WHEN lock_not_available THEN
      busy := busy + 1;
    END;
  END LOOP;
  RETURN busy;
END
$$;

ALTER FUNCTION projection.drop_retired() OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.drop_retired() FROM PUBLIC;
