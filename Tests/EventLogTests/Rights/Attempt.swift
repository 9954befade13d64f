/// Something that somebody might try with the log, and the privilege that it takes; nil: nobody may.
struct Attempt {
  let statement: String
  let needs: String?

  init(_ statement: String, needs privilege: String? = nil) {
    self.statement = statement
    needs = privilege
  }

  /// With a table of the log.
  static func with(_ table: String, column: String, key: String) -> [Attempt] {
    [
      Attempt("SELECT FROM \(table) LIMIT 1", needs: "select"),
      Attempt("COPY (SELECT \(column) FROM \(table) LIMIT 1) TO STDOUT", needs: "select"),
      Attempt("DO 'BEGIN LOCK TABLE \(table) IN ACCESS SHARE MODE; END'", needs: "select"),
      Attempt("INSERT INTO \(table) DEFAULT VALUES", needs: "insert"),
      Attempt("INSERT INTO \(table) SELECT * FROM \(table)", needs: "insert"),
      Attempt("INSERT INTO \(table) SELECT * FROM \(table) ON CONFLICT DO NOTHING", needs: "insert"),
      Attempt("INSERT INTO \(table) SELECT * FROM \(table) ON CONFLICT (\(key)) DO UPDATE SET \(column) = NULL"),
      Attempt("COPY \(table) FROM STDIN", needs: "insert"),
      Attempt("COPY \(table) FROM PROGRAM 'true'"),
      Attempt("COPY \(table) TO PROGRAM 'true'"),
      Attempt("COPY \(table) TO '/tmp/x'"),
      Attempt("UPDATE \(table) SET \(column) = \(column)", needs: "update"),
      Attempt("UPDATE \(table) SET \(column) = \(column) WHERE false", needs: "update"),
      Attempt("UPDATE ONLY \(table) SET \(column) = NULL", needs: "update"),
      Attempt("SELECT FROM \(table) FOR UPDATE", needs: "update"),
      Attempt("SELECT FROM \(table) FOR NO KEY UPDATE", needs: "update"),
      Attempt("SELECT FROM \(table) FOR SHARE", needs: "update"),
      Attempt("SELECT FROM \(table) FOR KEY SHARE", needs: "update"),
      Attempt("DELETE FROM \(table)", needs: "delete"),
      Attempt("DELETE FROM \(table) WHERE false", needs: "delete"),
      Attempt("DELETE FROM ONLY \(table)", needs: "delete"),
      Attempt("WITH gone AS (DELETE FROM \(table) RETURNING 1) SELECT FROM gone", needs: "delete"),
      Attempt("MERGE INTO \(table) t USING (SELECT 1) s ON false WHEN MATCHED THEN DELETE", needs: "delete"),
      Attempt(
        "MERGE INTO \(table) t USING (SELECT 1) s ON false WHEN MATCHED THEN UPDATE SET \(column) = NULL",
        needs: "update"
      ),
      Attempt(
        "MERGE INTO \(table) t USING (SELECT 1) s ON false WHEN NOT MATCHED THEN INSERT DEFAULT VALUES",
        needs: "insert"
      ),
      Attempt("TRUNCATE \(table)", needs: "truncate"),
      Attempt("TRUNCATE \(table) CASCADE", needs: "truncate"),
      Attempt("DO 'BEGIN LOCK TABLE \(table) IN ROW EXCLUSIVE MODE; END'"),
      Attempt("DO 'BEGIN LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE; END'"),
      Attempt("ALTER TABLE \(table) ADD COLUMN x integer"),
      Attempt("ALTER TABLE \(table) DROP COLUMN \(column) CASCADE"),
      Attempt("ALTER TABLE \(table) ALTER COLUMN \(column) DROP NOT NULL"),
      Attempt("ALTER TABLE \(table) RENAME COLUMN \(column) TO x"),
      Attempt("ALTER TABLE \(table) RENAME TO x"),
      Attempt("ALTER TABLE \(table) SET SCHEMA public"),
      Attempt("ALTER TABLE \(table) OWNER TO CURRENT_USER"),
      Attempt("ALTER TABLE \(table) DISABLE TRIGGER ALL"),
      Attempt("ALTER TABLE \(table) DISABLE TRIGGER USER"),
      Attempt("ALTER TABLE \(table) DISABLE RULE ALL_RULES"),
      Attempt("ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY"),
      Attempt("ALTER TABLE \(table) SET UNLOGGED"),
      Attempt("ALTER TABLE \(table) SET (autovacuum_enabled = off)"),
      Attempt("DROP TABLE \(table)"),
      Attempt("DROP TABLE \(table) CASCADE"),
      Attempt("CREATE TRIGGER x BEFORE INSERT ON \(table) EXECUTE FUNCTION suppress_redundant_updates_trigger()"),
      Attempt("CREATE RULE x AS ON INSERT TO \(table) DO INSTEAD NOTHING"),
      Attempt("CREATE POLICY x ON \(table) USING (true)"),
      Attempt("CREATE INDEX ON \(table) (\(column))"),
      Attempt("CREATE INDEX CONCURRENTLY ON \(table) (\(column))"),
      Attempt("CREATE STATISTICS x ON (\(column)::text || 'x') FROM \(table)"),
      Attempt("CREATE PUBLICATION x FOR TABLE \(table)"),
      Attempt("COMMENT ON TABLE \(table) IS 'x'"),
      Attempt("CLUSTER \(table)"),
      Attempt("REINDEX TABLE \(table)"),
    ]
  }

  /// Which a role may make without an error, if only to be told that nothing was granted: what it changed is looked at.
  static func grants(of table: String, to role: String) -> [String] {
    [
      "GRANT ALL ON \(table) TO \(role)", "GRANT UPDATE ON \(table) TO PUBLIC",
      "REVOKE SELECT ON \(table) FROM registry_reader",
      "GRANT \(role) TO registry_reader", "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA registry TO \(role)",
    ]
  }

  /// With a view.
  static func withView(_ view: String, column: String) -> [Attempt] {
    [
      Attempt("SELECT FROM \(view) LIMIT 1", needs: "select"),
      Attempt("INSERT INTO \(view) DEFAULT VALUES", needs: "insert"),
      Attempt("UPDATE \(view) SET \(column) = \(column)", needs: "update"),
      Attempt("DELETE FROM \(view)", needs: "delete"),
      Attempt("CREATE OR REPLACE VIEW \(view) AS SELECT 1"),
      Attempt("ALTER VIEW \(view) OWNER TO CURRENT_USER"),
      Attempt("DROP VIEW \(view)"),
    ]
  }

  /// With the server, the roles and the schemas.
  static let elsewhere: [Attempt] = [
    "SET ROLE registry_owner", "SET ROLE postgres", "SET SESSION AUTHORIZATION registry_owner",
    "SET session_replication_role = replica", "SET allow_system_table_mods = on", "SET log_statement = 'all'",
    "GRANT registry_owner TO CURRENT_USER", "ALTER ROLE registry_owner LOGIN", "ALTER ROLE CURRENT_USER SUPERUSER",
    "CREATE ROLE x", "ALTER SYSTEM SET fsync = off", "ALTER DATABASE template1 SET jit = on",
    "CREATE TABLE registry.x (i integer)", "CREATE VIEW registry.x AS SELECT 1", "CREATE TABLE sealed.x (i integer)",
    "CREATE FUNCTION registry.x() RETURNS integer RETURN 1", "CREATE TABLE public.x (i integer)",
    "CREATE OR REPLACE FUNCTION registry.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "ALTER FUNCTION registry.refuse_change() OWNER TO CURRENT_USER", "DROP FUNCTION registry.refuse_change() CASCADE",
    "DROP TRIGGER refuse_change ON registry.event", "ALTER TRIGGER refuse_change ON registry.event RENAME TO x",
    "DROP POLICY reached ON registry.event", "DROP SCHEMA registry CASCADE", "ALTER SCHEMA registry RENAME TO x",
    "ALTER SCHEMA registry OWNER TO CURRENT_USER", "DROP OWNED BY registry_owner",
    "REASSIGN OWNED BY registry_owner TO CURRENT_USER",
    "ALTER DEFAULT PRIVILEGES FOR ROLE registry_owner GRANT ALL ON TABLES TO PUBLIC",
    "CREATE TABLE registry.event_1 PARTITION OF registry.event FOR VALUES IN (1)",
    "ALTER TABLE registry.event DETACH PARTITION registry.event_371000",
    "CREATE EVENT TRIGGER x ON sql_drop EXECUTE FUNCTION guard.keep()", "ALTER EVENT TRIGGER guard_before DISABLE",
    "DROP EVENT TRIGGER guard_after", "DROP SCHEMA guard CASCADE", "CREATE EXTENSION dblink",
    "COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/tmp/x'", "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')", "SELECT lo_import('/etc/passwd')", "SELECT pg_switch_wal()", "SELECT pg_promote()",
    "SELECT pg_create_logical_replication_slot('x', 'test_decoding')", "SELECT pg_replication_origin_create('x')",
    "UPDATE pg_class SET relacl = NULL", "DELETE FROM pg_trigger", "UPDATE pg_event_trigger SET evtenabled = 'D'",
    "SELECT FROM pg_authid", "CREATE SUBSCRIPTION x CONNECTION 'dbname=x' PUBLICATION x WITH (connect = false)",
  ].map { Attempt($0) }
}
