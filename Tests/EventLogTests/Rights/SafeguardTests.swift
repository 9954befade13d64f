import EventLog
import Foundation
import Postgres
import PrivateCluster
import TestSupport
import Testing

/// What is looked at because a superuser could take it away, or the machine's owner leave it out.
@Suite struct SafeguardTests {
  @Test func nothingIsMissing() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    #expect(try await Safeguard.missing(in: fixture.pool).isEmpty)
  }

  @Test(arguments: [
    ("ALTER EVENT TRIGGER guard_drop DISABLE", Safeguard.guardOfSchemas),
    ("ALTER EVENT TRIGGER guard_after ENABLE", .guardOfSchemas),
    ("DROP EVENT TRIGGER guard_before", .guardOfSchemas),
    // No event trigger hears of it.
    ("REASSIGN OWNED BY registry_owner TO postgres", .owner),
  ])
  func whatIsTakenAwayIsMissed(statement: String, safeguard: Safeguard) async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    try await connection.script(statement)
    await connection.close()
    #expect(try await Safeguard.missing(in: fixture.pool) == [safeguard])
  }

  @Test(arguments: [
    "ALTER TABLE registry.event_371000 DISABLE TRIGGER ALL", "ALTER TABLE registry.event ENABLE TRIGGER refuse_change",
    "DROP TRIGGER refuse_row_change ON registry.voucher", "ALTER TABLE sealed.part DISABLE TRIGGER refuse_change",
  ])
  func aDisabledTriggerIsMissed(statement: String) async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    try await fixture.database.tamper(statement)
    #expect(try await Safeguard.missing(in: fixture.pool) == [.appendOnly])
  }

  @Test func pageChecksumsAreOnInOurClusters() async throws {
    let cluster = try await TestCluster.separate(durability: .none)
    let database = try await TestDatabase.make(in: cluster)
    try await LogFixture.prepare(database)
    let asked = try await cluster.server("psql", ["-XAtc", "SHOW data_checksums", "-d", database.connectionString()])
    #expect(asked.output == "on\n")
    #expect(try await Safeguard.missing(in: LogFixture(database: database).pool).isEmpty)
    try await cluster.stop()
    let off = try await cluster.server(
      "pg_checksums",
      ["--disable", "-D", cluster.directory.appending(path: "data").path]
    )
    #expect(off.succeeded, "\(off.output)")
    try await cluster.start()
    #expect(try await Safeguard.missing(in: LogFixture(database: database).pool) == [.pageChecksums])
    try await cluster.stop()
  }
}
