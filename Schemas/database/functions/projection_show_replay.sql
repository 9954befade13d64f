-- Shows a view of a replay in this session to offices, as its read model's own are shown to them: under another name, which it
-- returns.
CREATE OR REPLACE FUNCTION projection.show_replay(model text, view text) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  shown CONSTANT text := left('shown_' || view, 63);
  columns text[];
  office text;
BEGIN
  IF to_regclass('pg_temp.' || quote_ident(shown)) IS NOT NULL THEN
    RETURN shown;
  END IF;
  SELECT array_agg(a.attname::text) INTO columns FROM pg_attribute a
  WHERE a.attrelid = to_regclass('pg_temp.' || quote_ident(view)) AND a.attnum > 0 AND NOT a.attisdropped;
  EXECUTE format(
    'CREATE VIEW pg_temp.%I AS SELECT v.* FROM pg_temp.%I v WHERE %s', shown, view,
    access.condition(model, view, columns));
  FOR office IN
    SELECT 'office_' || r FROM access.shown s CROSS JOIN unnest(s.seen_by) AS r
    WHERE s.model = model AND s.view = view
  LOOP
    EXECUTE format('GRANT SELECT ON pg_temp.%I TO %I', shown, office);
  END LOOP;
  RETURN shown;
END
$$;

ALTER FUNCTION projection.show_replay(text, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.show_replay(text, text) FROM PUBLIC;
