-- Makes a node: its name, its partition of the log and its head row. Harmless when the node is there; safe when
-- several processes call it at once.
CREATE OR REPLACE FUNCTION registry.install_node(node integer, name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  partition text := 'event_' || node;
  migration CONSTANT text := coalesce(current_setting('registry.migration', true), '');
BEGIN
  IF node <= 0 THEN
    RAISE EXCEPTION 'a node is a positive number' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock of migrations, which change the same catalogue rows; reading and appending go on.
  PERFORM pg_advisory_xact_lock(hashtext('registry schema'));
  IF EXISTS (SELECT FROM registry.head h WHERE h.node = install_node.node) THEN
    RETURN;
  END IF;
  INSERT INTO registry.node (node, name) VALUES (node, name) ON CONFLICT DO NOTHING;

  -- Opens the guard, as migrations do, and shuts it again.
  PERFORM set_config('registry.migration', pg_current_xact_id()::text, true);
  -- Created apart and attached afterwards: CREATE … PARTITION OF would lock the whole log against reading.
  EXECUTE format('CREATE TABLE registry.%I (LIKE registry.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
  EXECUTE format('ALTER TABLE registry.event ATTACH PARTITION registry.%I FOR VALUES IN (%s)', partition, node);
  EXECUTE format(
    'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I'
    ' FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change()', partition);
  EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER refuse_change', partition);
  EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER refuse_row_change', partition);

  PERFORM set_config('registry.migration', migration, true);

  INSERT INTO registry.head (node) VALUES (node);
END
$$;

ALTER FUNCTION registry.install_node(integer, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION registry.install_node(integer, text) FROM PUBLIC;
