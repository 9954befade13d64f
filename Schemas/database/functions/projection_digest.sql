-- A digest of the rows that each table of a schema has of a node, whatever order they lie in: equal digests, equal tables.
-- Not of rows of views that are kept.
CREATE OR REPLACE FUNCTION projection.digest(schema text, node integer)
RETURNS TABLE (relation text, count bigint, digest text)
LANGUAGE plpgsql STABLE
-- How values are written must not depend on the session.
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
BEGIN
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'kept\_%'
    ORDER BY c.relname
  LOOP
    EXECUTE format(
      -- In 256 parts, since one string holds no more than 33 million hashes.
      'SELECT coalesce(sum(p.rows), 0)::bigint, coalesce(encode(sha256(string_agg(p.hash, NULL ORDER BY p.first)), ''hex''), '''')'
      ' FROM (SELECT count(*) AS rows, get_byte(r.hash, 0) AS first, sha256(string_agg(r.hash, NULL ORDER BY r.hash)) AS hash'
      ' FROM (SELECT sha256(convert_to(t::text, ''UTF8'')) AS hash FROM %I.%I t WHERE t.node = $1) r GROUP BY 2) p',
      schema, relation) INTO count, digest USING node;
    RETURN NEXT;
  END LOOP;
END
$$;

ALTER FUNCTION projection.digest(text, integer) OWNER TO registry_owner;
