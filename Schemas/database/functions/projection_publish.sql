-- Shows a version to readers: the schema with the read model's plain name gets a view of each of its tables and views.
-- Readers that are under way finish with the version that they began with.
CREATE OR REPLACE FUNCTION projection.publish(schema text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  name text;
  relation text;
BEGIN
  SELECT d.name INTO STRICT name FROM projection.definition d WHERE d.schema = schema FOR UPDATE;
  UPDATE projection.definition d SET live = false WHERE d.name = name AND d.live AND d.schema <> schema;
  UPDATE projection.definition d SET live = true WHERE d.schema = schema;

  IF to_regnamespace(quote_ident(name)) IS NULL THEN
    EXECUTE format('CREATE SCHEMA %I', name);
  END IF;
  FOR relation IN
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(name)) AND c.relkind = 'v'
  LOOP
    EXECUTE format('DROP VIEW %I.%I', name, relation);
  END LOOP;
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'v')
  LOOP
    EXECUTE format('CREATE VIEW %I.%I AS SELECT * FROM %I.%I', name, relation, schema, relation);
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_app, registry_reader', name);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_app, registry_reader', name);
END
$$;

ALTER FUNCTION projection.publish(text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.publish(text) FROM PUBLIC;
