-- A digest of the rows of every table of a schema, whatever order they lie in: equal digests, equal tables.
CREATE OR REPLACE FUNCTION projection.digest(schema text) RETURNS text
LANGUAGE plpgsql STABLE
-- How values are written must not depend on the session.
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
DECLARE
  relation text;
  lines text := '';
  line text;
BEGIN
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'r'
    ORDER BY c.relname
  LOOP
    EXECUTE format(
      'SELECT %L || '' '' || count(*) || '' '''
      ' || coalesce(encode(sha256(string_agg(r.hash, NULL ORDER BY r.hash)), ''hex''), '''')'
      ' FROM (SELECT sha256(convert_to(t::text, ''UTF8'')) AS hash FROM %I.%I t) r',
      relation, schema, relation) INTO line;
    lines := lines || line || E'\n';
  END LOOP;
  RETURN encode(sha256(convert_to(lines, 'UTF8')), 'hex');
END
$$;

ALTER FUNCTION projection.digest(text) OWNER TO registry_owner;
