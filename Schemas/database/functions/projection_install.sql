-- Installs a version of a read model: its schema, its tables and the functions that apply a batch to them, or forget
-- what amended streams said. Returns the schema's name. Harmless when it is there; safe when several workers start at once.
--
-- Statements that changed without a new version are refused with QM003: the tables hold what the old ones made.
CREATE OR REPLACE FUNCTION projection.install(
  name text, version integer, applies text[], ignores text[], tables text, apply text, retract text
) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  schema CONSTANT text := name || '_v' || version;
  path CONSTANT text := format('%I, projection, pg_catalog, pg_temp', schema);
  sum CONSTANT bytea := sha256(convert_to(tables || E'\f' || apply || E'\f' || retract, 'UTF8'));
  size text;
  found_sum bytea;
BEGIN
  -- The lock goes with the transaction. Whoever comes second finds everything there.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.checksum INTO found_sum FROM projection.definition d WHERE d.schema = schema;
  IF found_sum = sum THEN
    UPDATE projection.definition d SET applies = install.applies, ignores = install.ignores
    WHERE d.schema = schema AND (d.applies, d.ignores) IS DISTINCT FROM (install.applies, install.ignores);
    RETURN schema;
  ELSIF found_sum IS NOT NULL THEN
    RAISE EXCEPTION 'the tables or statements of % version % have changed', name, version
      USING ERRCODE = 'QM003', HINT = 'Give the changed read model a new version.';
  END IF;

  EXECUTE format('CREATE SCHEMA %I', schema);
  PERFORM set_config('search_path', path, true);
  EXECUTE tables;
  -- The same statements twice: plans are made for the size of the first batch, and one made for a single event can be
  -- thousands of times too slow for two thousand. What a batch touches is mostly in memory, where looking up a few
  -- hundred keys is cheaper than the planner thinks by default; else it would read whole tables until they are large.
  FOREACH size IN ARRAY ARRAY['few', 'many'] LOOP
    EXECUTE format(
      'CREATE FUNCTION %I.%I() RETURNS void LANGUAGE plpgsql SET search_path = %s SET random_page_cost = 1.1 AS %L',
      schema, 'apply_' || size, path, E'BEGIN\n' || apply || E'\nEND');
  END LOOP;
  EXECUTE format(
    'CREATE FUNCTION %I.retract() RETURNS void LANGUAGE plpgsql SET search_path = %s AS %L',
    schema, path, E'BEGIN\n' || retract || E'\nEND');
  PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_app, registry_reader', schema);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_app, registry_reader', schema);

  INSERT INTO projection.definition (schema, name, version, applies, ignores, checksum, live)
  VALUES (schema, name, version, applies, ignores, sum, false);
  -- At once if it is the first; a later one when it has caught up.
  PERFORM projection.publish(schema);
  RETURN schema;
END
$$;

ALTER FUNCTION projection.install(text, integer, text[], text[], text, text, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.install(text, integer, text[], text[], text, text, text) FROM PUBLIC;
