-- Offices read: of read models the views that are shown to them, of the log the events in their reach. Everybody else who
-- may read the log reads all of it.
REVOKE ALL ON SCHEMA access FROM PUBLIC;
DO $$
DECLARE
  offices CONSTANT text := (
    SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_roles r WHERE r.rolname LIKE 'office\_%');
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA access, registry, projection TO %s', offices);
  GRANT USAGE ON SCHEMA access TO registry_app, registry_worker, registry_reader;
  EXECUTE format('GRANT SELECT ON registry.event, registry.head TO %s', offices);
  EXECUTE format('GRANT SELECT ON projection.status TO %s', offices);
  GRANT USAGE ON SCHEMA access TO registry_inspector;
  GRANT SELECT ON access.shown TO registry_inspector, registry_worker;
  GRANT EXECUTE ON FUNCTION access.condition(text, text, text[]) TO registry_inspector, registry_worker;
  GRANT EXECUTE ON FUNCTION projection.show(text, text) TO registry_worker;

  DROP POLICY IF EXISTS followed ON registry.event;
  CREATE POLICY followed ON registry.event FOR SELECT
    TO registry_app, registry_worker, registry_reader, registry_inspector, registry_keeper USING (true);
  DROP POLICY IF EXISTS reached ON registry.event;
  EXECUTE format(
    'CREATE POLICY reached ON registry.event FOR SELECT TO %s 
     USING (access.holds_all(node) OR access.holds_stream(node, stream))', offices);
END
$$;
