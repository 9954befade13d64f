-- Shows a version to readers, as soon as it has applied as much of the log as the one that they see: the schema with
-- the read model's plain name gets a view of each of its tables and views. Readers that are under way finish with the
-- version that they began with, which stays where it is. Returns whether readers see this version or a later one.
CREATE OR REPLACE FUNCTION projection.publish(schema text) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  name text;
  mine integer;
  live projection.definition;
  relation text;
BEGIN
  -- One at a time: the lock goes with the transaction.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.name, d.version INTO STRICT name, mine FROM projection.definition d WHERE d.schema = schema;
  SELECT d.* INTO live FROM projection.definition d WHERE d.name = name AND d.live;
  IF live.version >= mine THEN
    RETURN true;
  END IF;
  IF EXISTS (
    SELECT FROM projection.checkpoint l
    LEFT JOIN projection.checkpoint c ON c.schema = schema AND c.node = l.node
    WHERE l.schema = live.schema AND coalesce(c.position, 0) < l.position)
  THEN
    RETURN false;
  END IF;
  UPDATE projection.definition d SET live = false WHERE d.schema = live.schema;
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
  RETURN true;
END
$$;

ALTER FUNCTION projection.publish(text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.publish(text) FROM PUBLIC;
