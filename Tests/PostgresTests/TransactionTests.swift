import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct TransactionTests {
  struct Refused: Error {}

  private func plots() async throws -> Connection {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int PRIMARY KEY)")
    return connection
  }

  private func ids(_ connection: Connection) async throws -> [Int] {
    try await connection.query("SELECT id FROM plot ORDER BY id").decode(Int.self)
  }

  @Test func commits() async throws {
    let connection = try await plots()
    let count = try await connection.transaction { connection in
      try connection.execute("INSERT INTO plot VALUES (1), (2)")
    }
    #expect(count == 2)
    #expect(try await ids(connection) == [1, 2])
  }

  @Test func rollsBackAndThrowsTheBodysError() async throws {
    let connection = try await plots()
    await #expect(throws: Refused.self) {
      _ = try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        throw Refused()
      }
    }
    let error = try await postgresError {
      _ = try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        try connection.execute("INSERT INTO plot VALUES (1)")
      }
    }
    #expect(error.sqlState == .uniqueViolation)
    #expect(try await ids(connection) == [])
  }

  @Test func aSwallowedErrorIsNoCommit() async throws {
    let connection = try await plots()
    let error = try await postgresError {
      _ = try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        _ = try? connection.execute("INSERT INTO plot VALUES (1)")
      }
    }
    #expect(error.code == .transactionAborted)
    #expect(try await ids(connection) == [])
  }

  @Test func theBodyMustNotEndTheTransaction() async throws {
    let connection = try await plots()
    let error = try await postgresError {
      _ = try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        try connection.execute("ROLLBACK")
      }
    }
    #expect(error.code == .misuse)
    let lost = try await postgresError {
      try await connection.transaction { connection in
        _ = try? connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
    }
    #expect(lost.code == .connectionLost)
  }

  @Test func anErrorAtCommitIsThrown() async throws {
    let connection = try await plots()
    try await connection.script("CREATE TABLE use_right (plot int REFERENCES plot DEFERRABLE INITIALLY DEFERRED)")
    let error = try await postgresError {
      _ = try await connection.transaction { try $0.execute("INSERT INTO use_right VALUES (9)") }
    }
    #expect(error.sqlState == .foreignKeyViolation)
    #expect(try await connection.transaction { _ in true })
  }

  @Test func bothErrorsAreKept() async throws {
    let connection = try await plots()
    // The body ends the transaction behind the client's back, so that there is no savepoint to go back to.
    let thrown = await #expect(throws: TransactionError.self) {
      try await connection.transaction { connection in
        try connection.savepoint { connection in
          try connection.execute("ROLLBACK")
          throw Refused()
        }
      }
    }
    let error = try #require(thrown)
    #expect(error.body is Refused)
    #expect(error.rollback.sqlState == SQLState(rawValue: "25P01"))
    #expect(!"\(error)".contains("Refused"))
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func aLostConnectionThrowsItsOwnError() async throws {
    let connection = try await plots()
    let error = try await postgresError {
      _ = try await connection.transaction { connection in
        try connection.execute("INSERT INTO plot VALUES (1)")
        _ = try connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
    }
    #expect(error.code == .connectionLost)
  }

  @Test func aConnectionLostDuringCommitSaysThatNothingIsKnown() async throws {
    let connection = try await plots()
    try await connection.script(
      """
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER die AFTER INSERT ON plot DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION die();
      """
    )
    let error = try await postgresError {
      _ = try await connection.transaction { try $0.execute("INSERT INTO plot VALUES (1)") }
    }
    #expect(error.code == .commitOutcomeUnknown)
  }

  @Test func savepointsUndoTheirOwnPart() async throws {
    let connection = try await plots()
    try await connection.transaction { connection in
      try connection.execute("INSERT INTO plot VALUES (1)")
      #expect(throws: PostgresError.self) {
        try connection.savepoint { connection in
          try connection.execute("INSERT INTO plot VALUES (2)")
          try connection.savepoint { try $0.execute("INSERT INTO plot VALUES (3)") }
          try connection.execute("INSERT INTO plot VALUES (1)")
        }
      }
      try connection.savepoint { try $0.execute("INSERT INTO plot VALUES (4)") }
    }
    #expect(try await ids(connection) == [1, 4])
  }

  @Test func transactionsDoNotNest() async throws {
    let connection = try await plots()
    let error = try await postgresError {
      _ = try await connection.transaction { try $0.transaction { _ in } }
    }
    #expect(error.code == .misuse)
  }

  @Test(arguments: [
    (TransactionMode.standard, "read committed", "off"), (.repeatableRead, "repeatable read", "off"),
    (.snapshot, "repeatable read", "on"), (.serializable, "serializable", "off"),
  ])
  func modes(_ mode: TransactionMode, _ isolation: String, _ readOnly: String) async throws {
    let connection = try await freshConnection()
    let rows = try await connection.transaction(mode: mode) {
      try $0.query("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
    }
    #expect(try rows.decode(String.self, String.self).first ?? ("", "") == (isolation, readOnly))
  }

  @Test func bothConflictErrorsCanBeToldApart() async throws {
    let database = try await freshDatabase()
    let one = try await Connection.open(database, logger: quiet)
    let other = try await Connection.open(database, logger: quiet)
    try await one.script("CREATE TABLE plot (id int PRIMARY KEY, n int); INSERT INTO plot VALUES (1, 0)")
    try await one.script("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT n FROM plot")
    try await other.execute("UPDATE plot SET n = 1")
    #expect(
      try await postgresError { try await one.execute("UPDATE plot SET n = 2") }.sqlState == .serializationFailure
    )
  }
}
