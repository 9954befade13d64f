import EventLog
import Foundation
import Postgres
import PrivateCluster
import TestSupport
import Testing

/// The seven ways in which event stores on PostgreSQL lose, delay or disorder events.
@Suite struct HazardTests {
  private static let append: SQL = """
    SELECT position FROM registry.append(\(LogFixture.node), \([String(decoding: event("held", 1).bytes, as: UTF8.self)]),
      \([Int32(1)]), \([Int32(1)]))
    """

  /// 1. Whoever comes first is seen first: while one append is uncommitted, no later one can be seen.
  @Test func commitsOutOfOrder() async throws {
    let fixture = try await LogFixture.make()
    let slow = try await fixture.open()
    try await slow.script("BEGIN")
    #expect(try await slow.query(Self.append)[0].decode(Int64.self, at: 0) == 1)
    async let fast = fixture.log.append(unit("a", 1))
    let observer = try await fixture.open()
    try await eventually {
      try await observer.query(
        """
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'registry_app' AND wait_event_type = 'Lock'
        """
      ).count == 1
    }
    #expect(try await fixture.log.read(after: .start, limit: 10).isEmpty)
    try await slow.script("COMMIT")
    #expect(try await fast.appended?.first?.position == Position(rawValue: 2))
    #expect(try await fixture.log.read(after: .start, limit: 10).map(\.position.rawValue) == [1, 2])
    await slow.close()
    await observer.close()
  }

  /// 2. An append that is rolled back leaves no hole for a reader to wonder about.
  @Test func rolledBackAppend() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append(unit("a", 1))
    let connection = try await fixture.open()
    try await connection.script("BEGIN")
    #expect(try await connection.query(Self.append)[0].decode(Int64.self, at: 0) == 2)
    try await connection.script("ROLLBACK")
    #expect(try await fixture.log.append(unit("a", 2)).appended?.first?.position == Position(rawValue: 2))
    await connection.close()
  }

  /// 3. A session that sleeps in a transaction, having read the log and written elsewhere, delays nobody.
  @Test func sessionIdleInTransaction() async throws {
    let fixture = try await LogFixture.make()
    let sleeper = try await fixture.open()
    try await sleeper.script(
      "CREATE TABLE note (i integer); BEGIN; SELECT FROM registry.event; INSERT INTO note VALUES (1)"
    )
    try await appendsAreDelivered(by: fixture)
    await sleeper.close()
  }

  /// 4. A long write transaction in another database of the cluster holds back the cluster's oldest transaction id.
  @Test func longTransactionInAnotherDatabase() async throws {
    let fixture = try await LogFixture.make()
    let other = try await LogFixture.make()
    let writer = try await other.open()
    try await writer.script("BEGIN; CREATE TABLE note (i integer); INSERT INTO note VALUES (1)")
    try await appendsAreDelivered(by: fixture)
    await writer.close()
  }

  /// Each event reaches a follower while whatever stands open still stands open.
  private func appendsAreDelivered(by fixture: LogFixture) async throws {
    var followed = fixture.log.follow(after: .start, listeningOn: fixture.application).makeAsyncIterator()
    for version in Int32(1)...10 {
      _ = try await fixture.log.append(unit("a", version))
      #expect(try await followed.next()?.version == version)
    }
  }

  /// 5. Many writers on one stream: a follower sees 1, 2, 3, ….
  @Test func orderInsideAStream() async throws {
    let fixture = try await LogFixture.make()
    let follower = fixture.follower(count: 160)
    let logs = [fixture.log, fixture.otherLog()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<16 {
        group.addTask {
          var left = 10
          var version: Int32 = 1
          while left > 0 {
            switch try await logs[writer % 2].append(unit("one", version)) {
            case .appended:
              left -= 1
              version += 1
            case .conflict(_, _, let actual): version = actual + 1
            case let other: Issue.record("\(other)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await follower.value.map(\.version) == Array(1...160))
  }

  /// 6. Restored into a new cluster, whose transaction ids begin again, the log is read and goes on as before.
  @Test func dumpAndRestore() async throws {
    let fixture = try await LogFixture.make()
    let claim = Claim(kind: "k", key: "1")
    _ = try await fixture.log.append([
      unit("a", 1), AppendUnit(events: [event("a", 2), event("b", 1)], takes: [claim]), unit("c", 1, note: "清明"),
    ])
    let old = fixture.database.cluster
    let new = try await TestCluster.separate(durability: .none)
    let roles = new.directory.appending(path: "roles.sql").path
    let dump = new.directory.appending(path: "log.dump").path
    let target = try await TestDatabase.make(in: new)
    for (cluster, tool, arguments) in [
      (old, "pg_dumpall", ["--roles-only", "-f", roles, "-d", old.connectionString()]),
      (old, "pg_dump", ["-Fc", "-f", dump, "-d", fixture.database.connectionString()]),
      (new, "psql", ["-q", "-f", roles, "-d", new.connectionString()]),
      (new, "pg_restore", ["--exit-on-error", "-j", "2", "-d", target.connectionString(), dump]),
    ] {
      let result = try await cluster.server(tool, arguments)
      #expect(result.succeeded, "\(tool): \(result.output)")
    }

    let restored = LogFixture(database: target)
    #expect(try await restored.stored() == fixture.stored())
    #expect(
      try await restored.superuserValue(
        "SELECT count(*) FROM registry.line WHERE leaf = sha256('\\x00' || convert_to(line, 'UTF8'))",
        as: Int64.self
      )
        == 4
    )
    // What keeps it as it is has come along, the guard of the schemas too.
    #expect(try await Safeguard.missing(in: restored.pool).isEmpty)
    // A dump has no rights on the database itself. The new one may happen to have the number of the old one.
    let isOurs: SQL = "SELECT has_database_privilege('registry_worker', current_database(), 'CREATE')"
    #expect(try await restored.superuserValue(isOurs, as: Bool.self) == false)
    _ = try await restored.superuserValue(
      """
      UPDATE registry.definitions SET database = (SELECT oid FROM pg_database WHERE datname = current_database())
      RETURNING true
      """,
      as: Bool.self
    )
    try await LogFixture.prepare(target)
    #expect(try await restored.superuserValue(isOurs, as: Bool.self))
    let follower = restored.follower(count: 5)
    #expect(try await restored.log.append(unit("a", 3)).appended?.first?.position == Position(rawValue: 5))
    #expect(
      try await restored.log.append(AppendUnit(events: [event("d", 1)], takes: [claim]))
        == .claimed(claim, by: StreamID(rawValue: "a"), at: Position(rawValue: 2))
    )
    #expect(try await follower.value.map(\.position.rawValue) == [1, 2, 3, 4, 5])
    let connection = try await restored.open()
    await #expect(throws: PostgresError.self) { try await connection.script("TRUNCATE registry.event_371000") }
    await connection.close()
    try await new.stop()
  }

  /// 7. Sixteen writers at once: everything acknowledged, nothing missing, nothing twice.
  @Test func sixteenWriters() async throws {
    let fixture = try await LogFixture.make()
    let follower = fixture.follower(count: 800)
    let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
      for writer in 0..<16 {
        group.addTask {
          var receipts: [Receipt] = []
          for version in Int32(1)...50 {
            receipts += try await fixture.log.append(unit("w\(writer)", version)).appended ?? []
          }
          return receipts
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(receipts.map(\.position.rawValue)) == Set(1...800))
    let stored = try await fixture.stored()
    #expect(stored.map(\.position) == Array(1...800))
    #expect(try await follower.value.map(\.id) == stored.map(\.id))
  }
}
