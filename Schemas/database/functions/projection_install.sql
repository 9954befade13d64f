-- Installs a version of a read model: its schema, its tables and the functions that apply a batch to them, or forget
-- what amended streams said. Returns the schema's name. Harmless when it is there; safe when several workers start at once.
--
-- Statements that changed without a new version are refused with QM003: the tables hold what the old ones made. With
-- `again` the version is installed once more beside itself, as its next generation, unless one is being filled already.
CREATE OR REPLACE FUNCTION projection.install(
  name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean
) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  sum CONSTANT bytea := projection.checksum(tables, apply, retract);
  latest projection.definition;
  generation integer;
  schema text;
BEGIN
  -- The lock goes with the transaction. Whoever comes second finds everything there.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.* INTO latest FROM projection.definition d
  WHERE d.name = name AND d.version = version AND NOT d.retired ORDER BY d.generation DESC LIMIT 1;
  IF latest.checksum <> sum THEN
    RAISE EXCEPTION 'the tables or statements of % version % have changed', name, version
      USING ERRCODE = 'QM003', HINT = 'Give the changed read model a new version.';
  ELSIF latest.checksum = sum AND NOT (again AND latest.live) THEN
    UPDATE projection.definition d SET applies = install.applies, ignores = install.ignores
    WHERE d.name = name AND d.version = version
      AND (d.applies, d.ignores) IS DISTINCT FROM (install.applies, install.ignores);
    RETURN latest.schema;
  END IF;

  generation := coalesce(latest.generation, 0) + 1;
  schema := name || '_v' || version || CASE WHEN generation > 1 THEN '_' || generation ELSE '' END;
  EXECUTE format('CREATE SCHEMA %I', schema);
  PERFORM projection.fill_schema(schema, tables, apply, retract);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_reader', schema);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_reader', schema);

  INSERT INTO projection.definition (schema, name, version, generation, applies, ignores, checksum, live)
  VALUES (schema, name, version, generation, applies, ignores, sum, false);
  -- At once if it is the first; a later one when it has caught up.
  PERFORM projection.publish(schema);
  RETURN schema;
END
$$;

ALTER FUNCTION projection.install(text, integer, text[], text[], text, text, text, boolean) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.install(text, integer, text[], text[], text, text, text, boolean) FROM PUBLIC;
