import EventLog
import Foundation
import Postgres
import PrivateCluster
import TestSupport
import Testing

/// A server that has to wait for a standby, and has none: what it commits is on one machine alone.
@Suite struct ReplicationTests {
  private struct Alone {
    let cluster: PrivateCluster
    let fixture: LogFixture
    let observer: Connection

    static func make() async throws -> Alone {
      let cluster = try await TestCluster.separate()
      let fixture = try await LogFixture.make(in: cluster)
      let alone = Alone(cluster: cluster, fixture: fixture, observer: try await fixture.open())
      try await alone.waitForStandbys("*")
      return alone
    }

    func waitForStandbys(_ names: String) async throws {
      try await observer.script("ALTER SYSTEM SET synchronous_standby_names = '\(names)'")
      try await observer.script("SELECT pg_reload_conf()")
      try await eventually {
        try await observer.query("SHOW synchronous_standby_names")[0].decode(String.self, at: 0) == names
      }
    }

    /// Sessions of the application whose commit waits for a standby.
    func waiting() async throws -> Set<Int32> {
      let pids = try await observer.query("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
      return Set(try pids.decode(Int32.self))
    }

    /// Its session, once one waits.
    func oneWaits() async throws -> Int32 {
      try await eventually { try await !waiting().isEmpty }
      return try #require(try await waiting().first)
    }

    func stored() async throws -> Int64 {
      try await observer.query("SELECT count(*) FROM registry.event")[0].decode(Int64.self, at: 0)
    }

    func end() async throws {
      await observer.close()
      try await cluster.stop(.immediate)
    }
  }

  /// The server calls a commit a success whose wait somebody has cut short, and warns.
  @Test func aCommitWhoseWaitWasCutShortIsNoSuccess() async throws {
    let alone = try await Alone.make()
    let pool = ConnectionPool(alone.fixture.superuser, maximum: 1, logger: LogFixture.logger)
    let kinds: [(Int, @Sendable () async throws -> Void)] = [
      (1, { _ = try await pool.execute("CREATE TABLE one (i integer)") }),
      (2, { _ = try await pool.transaction { try $0.execute("CREATE TABLE two (i integer)") } }),
      (3, { _ = try await pool.withConnection { try $0.pipeline(["CREATE TABLE three (i integer)"]).count } }),
    ]
    for (count, write) in kinds {
      let writing = Task { try await write() }
      let pid = try await alone.oneWaits()
      try await alone.observer.execute("SELECT pg_cancel_backend(\(pid))")
      let error = await #expect(throws: PostgresError.self) { try await writing.value }
      #expect(error?.code == .notReplicated)
      #expect(error?.isServerAway == true)
      // It has taken effect all the same.
      let tables = try await alone.observer.query(
        "SELECT count(*) FROM pg_tables WHERE tablename IN ('one', 'two', 'three')"
      )
      #expect(try tables[0].decode(Int64.self, at: 0) == Int64(count))
    }
    await pool.close()
    try await alone.end()
  }

  /// Whether its statement is cancelled or its session ended: what is appended is stored once, and answered once a standby has it.
  @Test(arguments: ["pg_cancel_backend", "pg_terminate_backend"])
  func anAppendIsAnsweredOnceAStandbyHasIt(_ interruption: String) async throws {
    let alone = try await Alone.make()
    let first = unit("a", 1)
    let appending = Task { try await alone.fixture.log.append(first) }
    let pid = try await alone.oneWaits()
    try await alone.observer.script("SELECT \(interruption)(\(pid))")
    // It shows now, and is no answer: the appender asks again, and that waits in its turn.
    try await eventually { try await alone.stored() == 1 }
    _ = try await alone.oneWaits()
    try await alone.waitForStandbys("")
    guard case .duplicate(let receipts) = try await appending.value else {
      Issue.record("not the second answer")
      return
    }
    #expect(receipts.map(\.position.rawValue) == [1])
    #expect(try await alone.stored() == 1)
    try await alone.end()
  }

  /// What was left by a session that was ended, is there for all to see. To those who ask for its receipt, and to the notary, it is
  /// told once a standby has it.
  @Test func whatNoStandbyHasIsNotTold() async throws {
    let alone = try await Alone.make()
    let written = event("a", 1)
    let writer = try await alone.fixture.open(as: alone.fixture.application)
    let writing = Task {
      try await writer.execute(
        """
        SELECT FROM registry.append(\(LogFixture.node), \([String(decoding: written.bytes, as: UTF8.self)]),
          \([Int32(1)]), \([Int32(1)]))
        """
      )
    }
    let pid = try await alone.oneWaits()
    try await alone.observer.execute("SELECT pg_terminate_backend(\(pid))")
    await #expect(throws: PostgresError.self) { try await writing.value }
    #expect(try await alone.fixture.log.read(after: .start, limit: 2).map(\.id) == [written.id])
    let asked = Task { try await alone.fixture.log.receipts(for: [written.id]) }
    let signing = Task { try await alone.fixture.log.leaves(after: .start, limit: 9, isKept: true) }
    try await eventually { try await alone.waiting().count == 2 }
    try await alone.waitForStandbys("")
    #expect(try await asked.value[written.id]?.receipt.position.rawValue == 1)
    #expect(try await signing.value.map(\.event.id) == [written.id])
    try await alone.end()
  }

  /// A session of a server that takes no writes any more is not used again.
  @Test func aSessionThatTakesNoWritesIsLeft() async throws {
    let alone = try await Alone.make()
    try await alone.waitForStandbys("")
    let pool = ConnectionPool(alone.fixture.application, maximum: 1, logger: LogFixture.logger)
    let log = EventLog(pool: pool, node: LogFixture.node, logger: LogFixture.logger)
    // As a former leader that its sessions were left to.
    try await pool.execute("SET default_transaction_read_only = on")
    #expect(try await log.append(unit("a", 1)).appended?.first?.position.rawValue == 1)
    await pool.close()
    try await alone.end()
  }
}
