import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct ConnectionTests {
  @Test func theFirstLivingHostIsTaken() async throws {
    let database = try await TestDatabase.make()
    let real = database.connectionString().split(separator: "'")[1]
    for hosts in ["/nonexistent,\(real)", "127.0.0.1,\(real)"] {
      let configuration = Configuration(database.connectionString())
        .with("host", hosts).with("port", "1,5432").with("target_session_attrs", "read-write")
      let connection = try await Connection.open(configuration, logger: quiet)
      #expect(try await connection.query("SELECT current_database()").decode(String.self) == [database.name])
    }
  }

  @Test func aServerThatOnlyReadsIsNotTakenForWriting() async throws {
    let configuration = try await freshDatabase()
    let connection = try await Connection.open(configuration, logger: quiet)
    let name = try await connection.query("SELECT current_database()")[0].decode(String.self, at: 0)
    try await connection.execute("ALTER DATABASE \(identifier: name) SET default_transaction_read_only = on")
    let error = try await postgresError {
      _ = try await Connection.open(configuration.with("target_session_attrs", "read-write"), logger: quiet)
    }
    #expect(error.code == .connectionFailed)
    let reader = try await Connection.open(configuration.with("target_session_attrs", "read-only"), logger: quiet)
    #expect(try await postgresError { try await reader.execute("CREATE TABLE a ()") }.sqlState == .readOnlyTransaction)
  }

  @Test func aRefusedSessionSaysWhy() async throws {
    let configuration = try await freshDatabase().with("dbname", "absent")
    let error = try await postgresError { _ = try await Connection.open(configuration, logger: quiet) }
    #expect(error.code == .connectionFailed)
    #expect(error.message.contains("absent"))
  }

  @Test func isOnOneThreadAndSaysSo() async throws {
    let connection = try await freshConnection()
    let pids = try await connection.transaction { connection in
      connection.assertIsolated()
      return try (0..<3).map { _ in try connection.query("SELECT pg_backend_pid()")[0].decode(Int.self, at: 0) }
    }
    #expect(Set(pids).count == 1)
  }

  @Test func manyCallersAreServedOneAfterTheOther() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE counter AS SELECT 0 AS value")
    try await withThrowingTaskGroup { group in
      for _ in 0..<50 {
        group.addTask {
          try await connection.transaction { connection in
            let value = try connection.query("SELECT value FROM counter")[0].decode(Int32.self, at: 0)
            try connection.execute("UPDATE counter SET value = \(value + 1)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await connection.query("SELECT value FROM counter").decode(Int.self) == [50])
  }

  @Test func sessionsEndWithTheirConnections() async throws {
    let configuration = try await freshDatabase()
    let watcher = try await Connection.open(configuration, logger: quiet)
    for _ in 0..<5 { _ = try await Connection.open(configuration, logger: quiet) }
    let closed = try await Connection.open(configuration, logger: quiet)
    await closed.close()
    try await watcher.waitUntil(
      "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
    )
  }
}
