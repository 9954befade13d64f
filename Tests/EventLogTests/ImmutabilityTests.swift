import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// The log cannot be changed: not by the application's roles, and not by a superuser's statement.
@Suite struct ImmutabilityTests {
  private static let changes = [
    "UPDATE registry.event SET type = 'x'",
    "UPDATE registry.event_371000 SET type = 'x'",
    "UPDATE registry.event SET type = 'x' WHERE false",
    "DELETE FROM registry.event",
    "DELETE FROM registry.event_371000",
    "DELETE FROM registry.event_371000 WHERE false",
    "TRUNCATE registry.event",
    "TRUNCATE registry.event_371000",
    "TRUNCATE registry.event CASCADE",
    "INSERT INTO registry.event SELECT * FROM registry.event ON CONFLICT (position, node) DO UPDATE SET type = 'x'",
    "MERGE INTO registry.event e USING (SELECT 1 AS p) s ON e.position = s.p WHEN MATCHED THEN DELETE",
    "MERGE INTO registry.event e USING (SELECT 1 AS p) s ON e.position = s.p WHEN MATCHED THEN UPDATE SET type = 'x'",
  ]

  @Test(arguments: ["origin", "replica", "local"])
  func aSuperuserIsRefused(replicationRole: String) async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append([unit("a", 1), unit("a", 2)])
    let before = try await fixture.stored()
    let connection = try await fixture.open()
    try await connection.script("SET session_replication_role = \(replicationRole)")
    for change in Self.changes {
      let error = await #expect(throws: PostgresError.self, "\(change)") { try await connection.script(change) }
      #expect(error?.sqlState == .insufficientPrivilege, "\(change)")
      #expect(error?.message.contains("append-only") == true, "\(change)")
    }
    await connection.close()
    #expect(try await fixture.stored() == before)
  }

  @Test(arguments: ["registry_app", "registry_worker", "registry_reader"])
  func theApplicationMayOnlyReadAndAppend(role: String) async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append(unit("a", 1))
    let connection = try await fixture.open(as: Configuration(fixture.database.connectionString(user: role)))
    let forbidden =
      Self.changes + [
        "INSERT INTO registry.event SELECT * FROM registry.event",
        "INSERT INTO registry.event_371000 SELECT * FROM registry.event",
        "SELECT * FROM registry.event FOR UPDATE",
        "UPDATE registry.head SET position = 0",
        "SELECT * FROM registry.head FOR UPDATE",
        "DELETE FROM registry.claim",
        "DELETE FROM registry.migration",
        "ALTER TABLE registry.event DISABLE TRIGGER ALL",
        "DROP TABLE registry.event",
        "CREATE TABLE registry.other (i integer)",
        "SET session_replication_role = replica",
        "SET ROLE registry_owner",
        "SELECT registry.install_node(1, 'x')",
        "SELECT registry.write_events(371000, 1, now(), '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
        "SELECT registry.append_unit(371000, 1, now(), 1, 1, 1" + String(repeating: ", '{}'", count: 14) + ")",
      ]
    for statement in forbidden {
      let error = await #expect(throws: PostgresError.self, "\(statement)") { try await connection.script(statement) }
      #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
    }
    #expect(try await connection.query("SELECT FROM registry.event").count == 1)
    let append: SQL = "SELECT FROM registry.append(\(LogFixture.node), \(["{]"]), \([Int32(1)]), \([Int32(1)]))"
    if role == "registry_app" {
      #expect(try await connection.query(append).count == 1)
    } else {
      await #expect(throws: PostgresError.self) { try await connection.query(append) }
    }
    await connection.close()
  }

  @Test func nobodyIsTheOwner() async throws {
    let fixture = try await LogFixture.make()
    #expect(
      try await fixture.superuserValue(
        "SELECT count(*) FROM pg_auth_members WHERE roleid = 'registry_owner'::regrole",
        as: Int64.self
      ) == 0
    )
    #expect(
      try await fixture.superuserValue(
        """
        SELECT count(*) FROM pg_class WHERE relnamespace = 'registry'::regnamespace
          AND relowner <> 'registry_owner'::regrole
        """,
        as: Int64.self
      ) == 0
    )
    #expect(
      try await fixture.superuserValue(
        """
        SELECT count(*) FROM pg_proc WHERE pronamespace = 'registry'::regnamespace
          AND proowner <> 'registry_owner'::regrole
        """,
        as: Int64.self
      ) == 0
    )
  }
}
