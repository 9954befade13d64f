import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// What migrations have made, only migrations change (0017).
@Suite struct GuardTests {
  /// By a superuser, and by whoever has put the owner's role on.
  @Test(arguments: [
    "", "SET ROLE registry_owner", "SET session_replication_role = replica", "SET registry.migration = '1'",
  ])
  func definesNothing(beginning: String) async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let before = try await structure(connection)
    try await connection.script(beginning)
    for statement in Self.forbidden {
      let error = await #expect(throws: PostgresError.self, "\(statement)") { try await connection.script(statement) }
      #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
      // What only a superuser may do, the owner is refused by the server itself.
      guard beginning != "SET ROLE registry_owner" else { continue }
      #expect(error?.message.contains("登记库的结构只由迁移更改") == true, "\(statement)")
      #expect(error?.message.contains("only migrations change") == true, "\(statement)")
      let command = statement.hasPrefix("DO ") ? "ALTER" : statement.prefix { $0 != " " }
      #expect(error?.message.contains(command) == true, "\(statement)")
      #expect(error?.hint?.contains("qingming database migrate") == true, "\(statement)")
    }
    try await connection.script("RESET ROLE")
    #expect(try await structure(connection) == before)
    await connection.close()
  }

  private static let forbidden = [
    "ALTER TABLE registry.event DISABLE TRIGGER ALL", "ALTER TABLE registry.event_371000 DISABLE TRIGGER refuse_change",
    "ALTER TABLE registry.event ADD COLUMN x integer", "ALTER TABLE registry.head DROP COLUMN recorded_at",
    "ALTER TABLE registry.event DROP CONSTRAINT event_position_check", "ALTER TABLE registry.claim RENAME TO x",
    "ALTER TABLE registry.event DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE registry.claim SET (autovacuum_enabled = off)",
    "ALTER TABLE registry.event DETACH PARTITION registry.event_371000",
    "ALTER TABLE registry.voucher OWNER TO registry_owner",
    "CREATE TRIGGER x BEFORE INSERT ON registry.head EXECUTE FUNCTION registry.refuse_change()",
    "DROP TRIGGER refuse_change ON registry.event", "ALTER TRIGGER refuse_change ON registry.event RENAME TO x",
    "CREATE RULE x AS ON INSERT TO registry.head DO NOTHING", "CREATE POLICY x ON registry.head",
    "ALTER POLICY reached ON registry.event USING (true)", "DROP POLICY reached ON registry.event",
    "CREATE INDEX ON registry.event (type)", "CREATE INDEX CONCURRENTLY ON registry.event_371000 (type)",
    "DROP INDEX CONCURRENTLY sealed.part_of_person", "DROP INDEX sealed.part_of_person",
    "ALTER INDEX sealed.part_of_person RENAME TO x",
    "CREATE OR REPLACE FUNCTION registry.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "ALTER FUNCTION registry.refuse_change() RESET ALL", "DROP FUNCTION sealed.refuse_change() CASCADE",
    "CREATE TABLE registry.x (i integer)", "CREATE TABLE registry.x AS SELECT 1", "SELECT 1 INTO sealed.x",
    "CREATE VIEW access.x AS SELECT 1", "CREATE TYPE registry.x AS (i integer)", "CREATE SEQUENCE sealed.x",
    "DROP TABLE registry.claim", "DROP VIEW sealed.kept", "DROP SCHEMA sealed CASCADE",
    "DROP TABLE registry.event CASCADE", "COMMENT ON TABLE registry.event IS 'x'",
    "GRANT UPDATE ON registry.event TO registry_app", "GRANT INSERT (type) ON registry.event TO registry_app",
    "REVOKE SELECT ON registry.event FROM registry_reader", "GRANT CREATE ON SCHEMA registry TO registry_app",
    "GRANT EXECUTE ON FUNCTION registry.write_events TO registry_app",
    "GRANT ALL ON ALL TABLES IN SCHEMA sealed TO registry_app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE registry_owner GRANT ALL ON TABLES TO PUBLIC",
    "DO 'BEGIN ALTER TABLE registry.event DISABLE TRIGGER ALL; END'",
  ]

  /// These take an owner or a superuser who is no longer careful, and would take the guard with them if they could.
  @Test func standsForItself() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let before = try await structure(connection)
    for statement in [
      "DROP SCHEMA registry CASCADE", "DROP OWNED BY registry_owner CASCADE",
      "ALTER SCHEMA registry RENAME TO x", "ALTER TABLE registry.claim SET SCHEMA public",
      "DROP FUNCTION guard.compare() CASCADE", "DROP FUNCTION guard.keep() CASCADE",
      "CREATE OR REPLACE FUNCTION guard.schemas() RETURNS name[] LANGUAGE sql RETURN '{}'::name[]",
      "CREATE TABLE public.x (n integer REFERENCES registry.node)",
      "CREATE TABLE public.x PARTITION OF registry.event FOR VALUES IN (5)",
      "ALTER TABLE registry.event DETACH PARTITION registry.event_371000 CONCURRENTLY",
    ] {
      let error = await #expect(throws: PostgresError.self, "\(statement)") { try await connection.script(statement) }
      #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
    }
    #expect(try await structure(connection) == before)
    await connection.close()
  }

  /// It is only opened by the number of the very transaction, which a file, a role or a session cannot know before.
  @Test func opensForOneTransaction() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let change = "ALTER TABLE registry.claim SET (fillfactor = 90)"
    try await connection.script(
      "SELECT set_config('registry.migration', pg_current_xact_id()::text, false); ALTER TABLE registry.claim SET (fillfactor = 80)"
    )
    await #expect(throws: PostgresError.self) { try await connection.script(change) }
    // What makes a node opens it for itself, and shuts it.
    await #expect(throws: PostgresError.self) {
      try await connection.script("SELECT registry.install_node(371001, 'x'); \(change)")
    }
    try await connection.script("SELECT registry.install_node(371001, 'x')")
    #expect(try await connection.query("SELECT FROM registry.head").count == 2)
    await connection.close()
  }

  /// What is not of the registry's own schemas goes on as before, and so does the upkeep of the log.
  @Test func leavesTheRestAlone() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    _ = try await fixture.log.append(unit("a", 1))
    for (role, statements) in [
      (
        "postgres",
        [
          "CREATE TABLE public.x (i integer)", "GRANT SELECT ON public.x TO registry_app",
          "CREATE INDEX ON public.x (i)",
          "CREATE VIEW public.v AS SELECT * FROM registry.event", "DROP TABLE public.x",
          "CREATE PUBLICATION p FOR TABLE registry.event",
          "VACUUM registry.event", "ANALYZE registry.event", "REINDEX TABLE registry.claim",
          "CREATE TEMPORARY TABLE t (i integer)", "DROP TABLE t",
        ]
      ),
      (
        "registry_worker",
        [
          "CREATE SCHEMA mine", "CREATE TABLE mine.x (i integer)", "GRANT SELECT ON mine.x TO registry_reader",
          "CREATE INDEX CONCURRENTLY ON mine.x (i)", "CREATE VIEW mine.v AS SELECT * FROM registry.event",
          "DROP SCHEMA mine CASCADE",
        ]
      ),
      (
        "registry_inspector",
        ["CREATE TEMPORARY TABLE event (i integer)", "GRANT SELECT ON pg_temp.event TO office_auditor"]
      ),
    ] {
      let connection = try await fixture.open(as: fixture.database.configuration(user: role))
      for statement in statements {
        #expect(await connection.outcome(of: statement) == nil, "\(role): \(statement)")
      }
      await connection.close()
    }
  }

  /// What the schemas are made of, by the server's own words for it.
  private func structure(_ connection: Connection) async throws -> [String] {
    let rights = try await GrantMatrix.text(connection)
    let rest = try await connection.query(
      """
      SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relowner::regrole, c.relrowsecurity, c.reloptions::text)
      FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (guard.schemas()))
      UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
      UNION ALL SELECT concat_ws(' ', 'event trigger', evtname, evtenabled) FROM pg_event_trigger
      UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname) FROM pg_constraint
      UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) FROM pg_policy
      UNION ALL SELECT concat_ws(' ', 'function', p.oid::regprocedure, md5(p.prosrc), p.proconfig::text) FROM pg_proc p
        WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (guard.schemas()))
      ORDER BY 1
      """
    ).decode(String.self)
    return [rights] + rest
  }
}
