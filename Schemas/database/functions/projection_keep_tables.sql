-- Makes the tables in which rows of these views are kept, drops those of other views, and shows the version anew to readers
-- who see it. Harmless when repeated; safe when several workers do so at once. Returns whether the tables are there: not
-- where a reader takes long, for whoever comes to read would have to wait behind us.
CREATE OR REPLACE FUNCTION projection.keep_tables(schema text, views text[]) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '500ms'
AS $$
#variable_conflict use_variable
DECLARE
  there CONSTANT text[] := ARRAY(
    SELECT substr(c.relname, length('kept_') + 1) FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind = 'r' AND c.relname LIKE 'kept\_%');
  mine projection.definition;
  view text;
BEGIN
  IF there <@ views AND views <@ there THEN
    RETURN true;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  FOREACH view IN ARRAY views LOOP
    IF to_regclass(format('%I.%I', schema, 'kept_' || view)) IS NULL THEN
      EXECUTE format('CREATE TABLE %1$I.%2$I (LIKE %1$I.%3$I)', schema, 'kept_' || view, view);
      EXECUTE format('CREATE INDEX ON %I.%I (node)', schema, 'kept_' || view);
      EXECUTE format('GRANT SELECT ON %I.%I TO registry_reader', schema, 'kept_' || view);
    END IF;
  END LOOP;
  SELECT d.* INTO STRICT mine FROM projection.definition d WHERE d.schema = schema;
  -- Readers look into those that are dropped until they are shown others.
  FOREACH view IN ARRAY there LOOP
    IF view <> ALL (views) THEN
      DELETE FROM projection.kept k WHERE k.schema = schema AND k.view = view;
      EXECUTE format('DROP TABLE %I.%I CASCADE', schema, 'kept_' || view);
    END IF;
  END LOOP;
  IF mine.live THEN
    PERFORM projection.show(mine.name, schema);
  END IF;
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END
$$;

ALTER FUNCTION projection.keep_tables(text, text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.keep_tables(text, text[]) FROM PUBLIC;
