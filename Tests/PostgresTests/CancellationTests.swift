import Postgres
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct CancellationTests {
  /// Runs `work` on `connection` until it sleeps on the server, then cancels its task.
  private func cancel(
    _ configuration: Configuration,
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws -> PostgresError {
    let watcher = try await Connection.open(configuration, logger: quiet)
    let task = Task { try await work() }
    try await watcher.waitUntil(
      """
      SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database())
      """
    )
    task.cancel()
    let error = try await postgresError { try await task.value }
    try await watcher.waitUntil(
      """
      SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database())
      """
    )
    return error
  }

  @Test func aStatementIsCancelledOnTheServer() async throws {
    let configuration = try await freshDatabase()
    let connection = try await Connection.open(configuration, logger: quiet)
    let error = try await cancel(configuration) { _ = try await connection.query("SELECT pg_sleep(600)") }
    #expect(error.code == .cancelled)
    #expect(error.sqlState == .queryCanceled)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func aBorrowersStatementIsCancelled() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, logger: quiet)
    let pid = try await pool.query("SELECT pg_backend_pid()")[0].decode(Int.self, at: 0)
    let error = try await cancel(configuration) { _ = try await pool.query("SELECT pg_sleep(600)") }
    #expect(error.code == .cancelled)
    #expect(try await pool.query("SELECT pg_backend_pid()")[0].decode(Int.self, at: 0) == pid)
    await pool.close()
  }

  @Test func aTransactionIsRolledBack() async throws {
    let configuration = try await freshDatabase()
    let pool = ConnectionPool(configuration, maximum: 1, logger: quiet)
    try await pool.execute("CREATE TABLE plot (id int)")
    let error = try await cancel(configuration) {
      try await pool.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        try connection.execute("SELECT pg_sleep(600)")
      }
    }
    #expect(error.code == .cancelled)
    #expect(try await pool.query("SELECT 1 FROM plot").isEmpty)
    await pool.close()
  }

  @Test func aWholePipelineIsCancelled() async throws {
    let configuration = try await freshDatabase()
    let connection = try await Connection.open(configuration, logger: quiet)
    let error = try await cancel(configuration) {
      _ = try await connection.pipeline(Array(repeating: "SELECT pg_sleep(600)", count: 5))
    }
    #expect(error.code == .cancelled)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func aCancelledAtomicPipelineHasNoEffect() async throws {
    let configuration = try await freshDatabase()
    let connection = try await Connection.open(configuration, logger: quiet)
    try await connection.script("CREATE TABLE plot (id int)")
    let error = try await cancel(configuration) {
      _ = try await connection.pipelineAtomically(
        ["INSERT INTO plot VALUES (1)", "SELECT pg_sleep(600)", "INSERT INTO plot VALUES (2)"])
    }
    #expect(error.code == .cancelled)
    #expect(try await connection.query("SELECT 1 FROM plot").isEmpty)
  }

  @Test func copyingIsCancelled() async throws {
    let configuration = try await freshDatabase()
    let connection = try await Connection.open(configuration, logger: quiet)
    let error = try await cancel(configuration) {
      try await connection.copyOut("COPY (SELECT pg_sleep(600)) TO STDOUT") { _ in }
    }
    #expect(error.code == .cancelled)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func nothingIsSentForATaskThatIsCancelledAlready() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int)")
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await connection.execute("INSERT INTO plot VALUES (1)")
    }
    #expect(try await postgresError { _ = try await task.value }.code == .cancelled)
    #expect(try await connection.query("SELECT 1 FROM plot").isEmpty)
  }

  @Test func aTransactionThatIsDoneCommitsNevertheless() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int)")
    let task = Task {
      try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    try await task.value
    #expect(try await connection.query("SELECT 1 FROM plot").count == 1)
  }
}
