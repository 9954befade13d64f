-- The tables of a replay in this session, with their columns and those of their keys, in their order, the node left out.
CREATE OR REPLACE FUNCTION projection.replayed_tables()
  RETURNS TABLE (relation text, columns text[], keys text[])
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT c.relname::text,
    ARRAY(
      SELECT a.attname::text FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'node' ORDER BY a.attnum),
    ARRAY(
      SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
      WHERE a.attname <> 'node' ORDER BY k.place)
  FROM pg_class c
  JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = pg_my_temp_schema() AND c.relkind = 'r'
  ORDER BY c.relname;
END;

ALTER FUNCTION projection.replayed_tables() OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.replayed_tables() FROM PUBLIC;
