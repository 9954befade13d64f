-- Creates a read model's tables and its functions in a schema: `apply_few`, `apply_many` and `retract`, and for each view
-- of what a batch touches, which has the one column `key`, `<view>_few` and `<view>_many`, for `keys`. In `pg_temp`
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
  touched text;
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
    FOR touched IN
      SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 AND a.attname = 'key'
      WHERE c.relnamespace = CASE
          WHEN schema = 'pg_temp' THEN pg_my_temp_schema() ELSE to_regnamespace(quote_ident(schema))::oid END
        AND c.relkind = 'v' AND c.relnatts = 1
    LOOP
      EXECUTE format(
        'CREATE FUNCTION %I.%I() RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 200 AS %L',
        schema, touched || '_' || size,
        format(E'BEGIN\n  RETURN QUERY SELECT k.key::text FROM %I k;\nEND', touched));
    END LOOP;
  END LOOP;
  EXECUTE format(
    'CREATE FUNCTION %I.retract() RETURNS void LANGUAGE plpgsql SET search_path = %s AS %L',
    schema, path, E'BEGIN\n' || retract || E'\nEND');
  PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
END
$$;

ALTER FUNCTION projection.fill_schema(text, text, text, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.fill_schema(text, text, text, text) FROM PUBLIC;
