import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct ErrorTests {
  @Test func carriesWhatTheServerSays() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE holder (id text CONSTRAINT one_holder PRIMARY KEY)")
    let secret = "370101194910010011"
    try await connection.execute("INSERT INTO holder VALUES (\(secret))")
    let error = try await postgresError { try await connection.execute("INSERT INTO holder VALUES (\(secret))") }
    #expect(error.code == .server)
    #expect(error.sqlState == .uniqueViolation)
    #expect(error.sqlState?.category == "23")
    #expect(error.constraint == "one_holder")
    #expect(error.table == "holder")
    #expect(error.schema == "public")
    #expect(error.detail?.contains(secret) == true)
    #expect(!error.isConnectionLost)
    #expect(String(reflecting: error).contains(secret))
    #expect(
      "\(error)"
        == "PostgreSQL: the server refused the statement [23505], constraint one_holder, table public.holder"
    )
  }

  @Test func carriesHintsAndOwnCodes() async throws {
    let connection = try await freshConnection()
    let error = try await postgresError {
      try await connection.script(
        "DO $$ BEGIN RAISE EXCEPTION 'm' USING ERRCODE = 'QM001', DETAIL = 'd', HINT = 'h', COLUMN = 'c'; END $$"
      )
    }
    #expect(error.sqlState == SQLState(rawValue: "QM001"))
    #expect([error.message, error.detail, error.hint, error.column] == ["m", "d", "h", "c"])
  }

  @Test(
    arguments: [
      "SELECT \("370101194910010011")::int4", "SELECT \("370101194910010011")::uuid",
      "SELECT \("370101194910010011x")::json", "SELECT \("37010119491001\u{0}")",
    ] as [SQL]
  )
  func descriptionHasNoParameterValue(_ sql: SQL) async throws {
    let connection = try await freshConnection()
    let error = try await postgresError { _ = try await connection.query(sql) }
    #expect(error.code == .server)
    #expect(!"\(error)".contains("37010"))
  }

  @Test func aScriptStopsAtItsFirstErrorAndLeavesNothing() async throws {
    let connection = try await freshConnection()
    let error = try await postgresError {
      try await connection.script("CREATE TABLE a (id int); SELECT 1/0; CREATE TABLE b (id int)")
    }
    #expect(error.sqlState == SQLState(rawValue: "22012"))
    let rows = try await connection.query("SELECT to_regclass('a') IS NULL, to_regclass('b') IS NULL")
    #expect(try rows.decode(Bool.self, Bool.self).first ?? (false, false) == (true, true))
  }

  @Test func copyNeedsItsOwnCalls() async throws {
    let connection = try await freshConnection()
    for sql in ["COPY pg_class TO STDOUT", "CREATE TEMP TABLE t (a int); COPY t FROM STDIN"] {
      let error = try await postgresError { try await connection.script(sql) }
      #expect(error.code == .misuse)
    }
    #expect(try await postgresError { try await connection.execute("COPY pg_class TO STDOUT") }.code == .misuse)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func tooManyParametersAreMisuse() async throws {
    let connection = try await freshConnection()
    var text = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    text.appendLiteral("SELECT 1 WHERE 0 IN (0")
    for number in 0..<65_536 {
      text.appendLiteral(",")
      text.appendInterpolation(number)
    }
    text.appendLiteral(")")
    let sql = SQL(stringInterpolation: text)
    #expect(try await postgresError { _ = try await connection.query(sql) }.code == .misuse)
    #expect(try await postgresError { _ = try await connection.pipeline([sql]) }.code == .misuse)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func aClosedConnectionAnswers() async throws {
    let connection = try await freshConnection()
    await connection.close()
    await connection.close()
    #expect(try await postgresError { _ = try await connection.query("SELECT 1") }.code == .connectionClosed)
  }

  @Test func aTerminatedSessionIsLost() async throws {
    let database = try await freshDatabase()
    let connection = try await Connection.open(database, logger: quiet)
    let error = try await postgresError {
      _ = try await connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
    }
    #expect(error.code == .connectionLost)
    #expect(error.sqlState == .adminShutdown)
    #expect(error.isConnectionLost)
    #expect(try await postgresError { _ = try await connection.query("SELECT 1") }.isConnectionLost)
  }
}
