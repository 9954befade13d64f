import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct PoolTests {
  private let lock = 4711

  private func isBlocked(_ count: Int) -> SQL {
    """
    SELECT count(*) = \(count) FROM pg_locks
    WHERE locktype = 'advisory' AND NOT granted AND objid = \(lock)
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """
  }

  /// A lock that is held until `body` is done, so that statements can be made to wait.
  private func withLock(
    _ configuration: Configuration,
    _ body: (Connection) async throws -> Void
  ) async throws {
    let holder = try await Connection.open(configuration, logger: quiet)
    _ = try await holder.query("SELECT pg_advisory_lock(\(lock))")
    try await body(holder)
    _ = try await holder.query("SELECT pg_advisory_unlock(\(lock))")
  }

  @Test func lendsAndTakesBack() async throws {
    let pool = ConnectionPool(try await freshDatabase(), maximum: 2, logger: quiet)
    try await pool.execute("CREATE TABLE plot (id int)")
    let count = try await pool.transaction { try $0.execute("INSERT INTO plot VALUES (1), (2)") }
    #expect(count == 2)
    #expect(try await pool.query("SELECT count(*) FROM plot")[0].decode(Int.self, at: 0) == 2)
    await pool.close()
    #expect(try await postgresError { _ = try await pool.query("SELECT 1") }.code == .poolClosed)
  }

  @Test func neverOpensMoreThanTheMaximum() async throws {
    let pool = ConnectionPool(try await freshDatabase(), maximum: 3, logger: quiet)
    let pids = try await withThrowingTaskGroup { group in
      for _ in 0..<60 {
        group.addTask { try await pool.query("SELECT pg_backend_pid()")[0].decode(Int.self, at: 0) }
      }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect((1...3).contains(pids.count))
    await pool.close()
  }

  @Test func sleepingConnectionsDoNotStarveTheCooperativePool() async throws {
    let configuration = try await freshDatabase()
    // More than the pool has threads, on any machine.
    let count = 2 * ProcessInfo.processInfo.activeProcessorCount + 8
    let pool = ConnectionPool(configuration, maximum: count, logger: quiet)
    let lock = lock
    try await withLock(configuration) { holder in
      try await withThrowingTaskGroup { group in
        for _ in 0..<count { group.addTask { _ = try await pool.query("SELECT pg_advisory_lock_shared(\(lock))") } }
        // Were the waiting done on the cooperative pool, nothing could run this.
        try await holder.waitUntil(isBlocked(count))
        _ = try await holder.query("SELECT pg_advisory_unlock(\(lock))")
        try await group.waitForAll()
      }
    }
    await pool.close()
  }

  @Test func waitsNoLongerThanAllowed() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, acquireTimeout: .milliseconds(50), logger: quiet)
    let lock = lock
    try await withLock(configuration) { holder in
      async let blocked = pool.query("SELECT pg_advisory_lock_shared(\(lock))")
      try await holder.waitUntil(isBlocked(1))
      #expect(try await postgresError { _ = try await pool.query("SELECT 1") }.code == .acquireTimeout)
      _ = try await holder.query("SELECT pg_advisory_unlock(\(lock))")
      _ = try await blocked
    }
    #expect(try await pool.query("SELECT 1").count == 1)
    await pool.close()
  }

  @Test func turnsAwayWhoWouldBeOneTooMany() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, maximumWaiters: 0, logger: quiet)
    let lock = lock
    try await withLock(configuration) { holder in
      async let blocked = pool.query("SELECT pg_advisory_lock_shared(\(lock))")
      try await holder.waitUntil(isBlocked(1))
      #expect(try await postgresError { _ = try await pool.query("SELECT 1") }.code == .poolExhausted)
      _ = try await holder.query("SELECT pg_advisory_unlock(\(lock))")
      _ = try await blocked
    }
    await pool.close()
  }

  @Test func whoWaitsCanBeCancelled() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, acquireTimeout: .seconds(600), logger: quiet)
    let lock = lock
    try await withLock(configuration) { holder in
      async let blocked = pool.query("SELECT pg_advisory_lock_shared(\(lock))")
      try await holder.waitUntil(isBlocked(1))
      let waiting = Task { _ = try await pool.query("SELECT 1") }
      waiting.cancel()
      #expect(try await postgresError { try await waiting.value }.code == .cancelled)
      _ = try await holder.query("SELECT pg_advisory_unlock(\(lock))")
      _ = try await blocked
    }
    await pool.close()
  }

  @Test func aDeadConnectionIsReplacedBeforeItIsUsed() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, logger: quiet)
    let other = try await Connection.open(configuration, logger: quiet)
    let pid = try await pool.query("SELECT pg_backend_pid()")[0].decode(Int32.self, at: 0)
    _ = try await other.query("SELECT pg_terminate_backend(\(pid))")
    try await other.waitUntil("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = \(pid))")
    #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(Int32.self, at: 0) != pid)
    await pool.close()
  }

  @Test func aConnectionThatDiesInUseIsReplaced() async throws {
    let pool = ConnectionPool(try await freshDatabase(), maximum: 1, logger: quiet)
    let error = try await postgresError {
      _ = try await pool.query("SELECT pg_terminate_backend(pg_backend_pid())")
    }
    #expect(error.code == .connectionLost)
    #expect(try await pool.query("SELECT 1").count == 1)
    await pool.close()
  }

  @Test func aTransactionLeftOpenIsRolledBack() async throws {
    let pool = ConnectionPool(try await freshDatabase(), maximum: 1, logger: quiet)
    try await pool.execute("CREATE TABLE plot (id int)")
    try await pool.withConnection { try $0.script("BEGIN; INSERT INTO plot VALUES (1)") }
    #expect(try await pool.query("SELECT count(*) FROM plot")[0].decode(Int.self, at: 0) == 0)
    await pool.close()
  }

  @Test func aFailureToOpenGivesThePlaceBack() async throws {
    let pool = ConnectionPool(Configuration("host=/nonexistent"), maximum: 1, logger: quiet)
    for _ in 0..<3 {
      #expect(try await postgresError { _ = try await pool.query("SELECT 1") }.code == .connectionFailed)
    }
  }
}
