-- What migrations have made, only migrations change: tables, partitions, indexes, constraints, triggers, rules, policies, functions,
-- types, owners and rights in the schemas of the registry itself. The read models' schemas are the workers' own.
--
-- This stops slips and habits: a superuser's hand, a tool that mends schemas, a script for another database. A superuser who
-- means to can always get around it (ALTER EVENT TRIGGER … DISABLE, or the setting below); what then becomes of the log shows
-- in its leaves, and in what the notary has signed. REASSIGN OWNED and changes of roles are reported to no event trigger:
-- `qingming database status` looks whose everything is.

-- In a schema of the superuser who migrates, so that neither DROP SCHEMA registry nor DROP OWNED takes the guard away together with
-- what it guards.
CREATE SCHEMA guard;
REVOKE ALL ON SCHEMA guard FROM PUBLIC;
-- Whoever has the rights of the owner meets the guard.
GRANT USAGE ON SCHEMA guard TO registry_owner;

CREATE FUNCTION guard.schemas() RETURNS name[]
LANGUAGE sql IMMUTABLE
RETURN '{access,guard,projection,registry,sealed}'::name[];
REVOKE ALL ON FUNCTION guard.schemas() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.schemas() TO registry_owner;

CREATE FUNCTION guard.refuse(command text, object text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '登记库的结构只由迁移更改，拒绝执行：%（%）。 / What migrations have made, only migrations change: % (%) is refused.',
    command, object, command, object
    USING ERRCODE = 'insufficient_privilege',
      HINT = '请把更改写成 Schemas/database 中的迁移，再运行 qingming database migrate。 / Write it as a migration in '
        'Schemas/database, and run qingming database migrate.';
END
$$;
REVOKE ALL ON FUNCTION guard.refuse(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.refuse(text, text) TO registry_owner;

-- Called before and after every command that defines something. Both times it looks at the rows of the catalogues that those
-- schemas consist of. A row that is changed is another row, whatever the command calls itself: GRANT does not say what it
-- grants, and what moves to another schema is reported where it has arrived.
--
-- Whoever has not the rights of the owner is left to their own, which reach nothing here; so the workers, who define much,
-- pay nothing for this.
--
-- A migration names its own transaction in registry.migration: a setting that was left behind in a file, a role or a session
-- is of another transaction, and opens nothing.
CREATE FUNCTION guard.compare() RETURNS event_trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  structure text;
  touched text;
BEGIN
  -- REINDEX makes the same anew; older servers do not report it at all.
  IF NOT pg_has_role(current_user, 'registry_owner', 'USAGE') OR tg_tag = 'REINDEX'
    OR current_setting('registry.migration', true) = pg_current_xact_id()::text
  THEN
    RETURN;
  END IF;

  WITH schema AS (
    SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas())
  ), relation AS (
    SELECT c.oid FROM pg_class c WHERE c.relnamespace IN (TABLE schema)
  ), part (catalogue, place, made_by) AS (
    SELECT tableoid, ctid, xmin FROM pg_namespace WHERE oid IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_class WHERE relnamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_attribute WHERE attrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_attrdef WHERE adrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_constraint WHERE conrelid IN (TABLE relation) OR confrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_index WHERE indrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_inherits WHERE inhrelid IN (TABLE relation) OR inhparent IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_trigger WHERE tgrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_rewrite WHERE ev_class IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_policy WHERE polrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_statistic_ext WHERE stxrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_proc WHERE pronamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_type WHERE typnamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_default_acl
      WHERE defaclrole = 'registry_owner'::regrole OR defaclnamespace IN (TABLE schema)
  )
  SELECT encode(sha256(convert_to(
    string_agg(concat_ws(' ', catalogue, place, made_by), ',' ORDER BY catalogue, place), 'UTF8')), 'hex')
  INTO structure
  FROM part;

  IF tg_event = 'ddl_command_start' THEN
    -- With this word a command commits as it goes, and cannot be taken back at its end.
    IF tg_tag IN ('CREATE INDEX', 'DROP INDEX', 'ALTER TABLE') AND current_query() ~* '\mconcurrently\M' THEN
      PERFORM guard.refuse(tg_tag, 'CONCURRENTLY');
    END IF;
    PERFORM set_config('registry.structure', structure, true);
    RETURN;
  END IF;

  SELECT min(d.object_identity) INTO touched
  FROM pg_event_trigger_ddl_commands() d
  WHERE d.schema_name = ANY (guard.schemas()) OR d.object_type = 'schema' AND d.object_identity = ANY (guard.schemas())
    OR d.object_identity ~ format(' (on|for) (%s)\.', array_to_string(guard.schemas(), '|'));
  IF touched IS NOT NULL OR structure IS DISTINCT FROM current_setting('registry.structure', true) THEN
    PERFORM guard.refuse(tg_tag, coalesce(touched, array_to_string(guard.schemas(), ', ')));
  END IF;
END
$$;
REVOKE ALL ON FUNCTION guard.compare() FROM PUBLIC;

-- What is dropped has a name here, and no longer at the end of the command. Each of the two sees when the other is dropped.
CREATE FUNCTION guard.keep() RETURNS event_trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  gone text;
BEGIN
  IF NOT pg_has_role(current_user, 'registry_owner', 'USAGE')
    OR current_setting('registry.migration', true) = pg_current_xact_id()::text
  THEN
    RETURN;
  END IF;
  SELECT d.object_identity INTO gone
  FROM pg_event_trigger_dropped_objects() d
  WHERE d.schema_name = ANY (guard.schemas()) OR d.object_type = 'schema' AND d.object_identity = ANY (guard.schemas())
    OR d.object_identity ~ format(' (on|for) (%s)\.', array_to_string(guard.schemas(), '|'))
  ORDER BY d.original DESC, d.object_identity LIMIT 1;
  IF gone IS NOT NULL THEN
    PERFORM guard.refuse(tg_tag, gone);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION guard.keep() FROM PUBLIC;

CREATE EVENT TRIGGER guard_before ON ddl_command_start EXECUTE FUNCTION guard.compare();
CREATE EVENT TRIGGER guard_after ON ddl_command_end EXECUTE FUNCTION guard.compare();
CREATE EVENT TRIGGER guard_drop ON sql_drop EXECUTE FUNCTION guard.keep();
-- Also for whoever says session_replication_role = replica.
ALTER EVENT TRIGGER guard_before ENABLE ALWAYS;
ALTER EVENT TRIGGER guard_after ENABLE ALWAYS;
ALTER EVENT TRIGGER guard_drop ENABLE ALWAYS;
