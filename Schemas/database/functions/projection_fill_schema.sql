-- Creates a read model's tables and its functions in a schema: `apply_few`, `apply_many` and `retract`. In `pg_temp`
-- they are gone with the session.
CREATE OR REPLACE FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  path CONSTANT text := format('%I, projection, pg_catalog', schema) ||
    CASE WHEN schema = 'pg_temp' THEN '' ELSE ', pg_temp' END;
  size text;
BEGIN
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
END
$$;

ALTER FUNCTION projection.fill_schema(text, text, text, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.fill_schema(text, text, text, text) FROM PUBLIC;
