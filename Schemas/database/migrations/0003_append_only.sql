SET LOCAL ROLE registry_owner;

CREATE FUNCTION registry.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'Record a correcting event instead.';
END
$$;

-- By row as well as by statement: the statement's trigger also stops a change that finds no row and a TRUNCATE, the
-- row's trigger also stops changes that replication applies. ENABLE ALWAYS, so that session_replication_role =
-- replica does not skip them. Row triggers reach every partition by themselves; install_node adds the others.
CREATE TRIGGER refuse_row_change BEFORE UPDATE OR DELETE ON registry.event
  FOR EACH ROW EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.event
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
ALTER TABLE registry.event ENABLE ALWAYS TRIGGER refuse_row_change;
ALTER TABLE registry.event ENABLE ALWAYS TRIGGER refuse_change;

RESET ROLE;
