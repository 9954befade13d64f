import TestSupport
import Testing

@testable import Postgres

@Suite(.serialized) struct StatementCacheTests {
  @Test func isPreparedOnTheSecondUse() {
    var cache = StatementCache()
    let key = StatementCache.Key("SELECT \(1)")
    #expect(cache.choose(key) == .unnamed)
    guard case .prepare(let name) = cache.choose(key) else { return #expect(Bool(false), "not prepared") }
    cache.insert(key, name: name)
    #expect(cache.choose(StatementCache.Key("SELECT \(2)")) == .prepared(name))
    #expect(cache.choose(StatementCache.Key("SELECT \("x")")) == .unnamed)
    cache.forget(key)
    guard case .prepare(let other) = cache.choose(key) else { return #expect(Bool(false), "not prepared") }
    #expect(other != name)
  }

  @Test func isBounded() {
    var cache = StatementCache()
    for index in 0..<StatementCache.maximumPrepared {
      let key = StatementCache.Key(SQL(unsafe: "SELECT \(index)"))
      _ = cache.choose(key)
      cache.insert(key, name: "n\(index)")
    }
    #expect((0..<3).allSatisfy { _ in cache.choose(StatementCache.Key("SELECT 'new'")) == .unnamed })
  }

  @Test func repeatedStatementsArePreparedOnce() async throws {
    let connection = try await freshConnection()
    for number in 0..<5 { _ = try await connection.query("SELECT \(number) AS marked") }
    let rows = try await connection.query(
      "SELECT count(*), min(name) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1 AS marked%'"
    )
    let (count, name) = try rows[0].decode(Int.self, String.self)
    #expect(count == 1)
    #expect(name.hasPrefix("q"))
  }

  @Test func survivesDeallocation() async throws {
    let connection = try await freshConnection()
    for number in 0..<3 { _ = try await connection.query("SELECT \(number)") }
    try await connection.execute("DEALLOCATE ALL")
    #expect(try await connection.query("SELECT \(7)")[0].decode(Int.self, at: 0) == 7)
  }

  @Test func survivesAChangedResultType() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int); INSERT INTO plot VALUES (1)")
    for _ in 0..<3 { #expect(try await connection.query("SELECT * FROM plot").columns.count == 1) }
    try await connection.execute("ALTER TABLE plot ADD COLUMN place int NOT NULL DEFAULT 7")
    let rows = try await connection.query("SELECT * FROM plot")
    #expect(try rows.decode(Int.self, Int.self).map(\.1) == [7])
  }

  @Test func insideATransactionTheErrorIsThrownAndTheNextTryWorks() async throws {
    let connection = try await freshConnection()
    for number in 0..<3 { _ = try await connection.query("SELECT \(number)") }
    try await connection.execute("DEALLOCATE ALL")
    let work: @Sendable (isolated Connection) throws -> Int = { try $0.query("SELECT \(8)")[0].decode(Int.self, at: 0) }
    let error = try await postgresError { _ = try await connection.transaction(work) }
    #expect(error.sqlState == .invalidStatementName)
    #expect(try await connection.transaction(work) == 8)
  }
}
