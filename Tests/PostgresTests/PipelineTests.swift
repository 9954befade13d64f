import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct PipelineTests {
  @Test func answersComeInOrder() async throws {
    let connection = try await freshConnection()
    let answers = try await connection.pipeline((0..<1_000).map { "SELECT \($0)" })
    #expect(try answers.map { try $0.get()[0].decode(Int.self, at: 0) } == Array(0..<1_000))
    #expect(try await connection.pipeline([]).isEmpty)
    #expect(try await connection.pipelineAtomically([]).isEmpty)
  }

  /// The server stops reading when nobody reads its answers: small statements with big answers, and both big.
  @Test(.timeLimit(.minutes(2)), arguments: [(2_000, 2_000), (64, 1_000_000)])
  func bigAnswersBothWaysDoNotDeadlock(_ count: Int, _ size: Int) async throws {
    let connection = try await freshConnection()
    let text = String(repeating: "x", count: size)
    for answer in try await connection.pipeline((0..<count).map { "SELECT \(text) || \($0)::text" }) {
      #expect(try answer.get()[0].decode(String.self, at: 0).utf8.count > size)
    }
    let rows = try await connection.pipelineAtomically((0..<count).map { "SELECT \(text) || \($0)::text" })
    #expect(rows.count == count)
  }

  @Test func anErrorLeavesTheOthersInEffect() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int PRIMARY KEY)")
    let ids: [Int32] = [1, 2, 1, 3]
    let answers = try await connection.pipeline(ids.map { "INSERT INTO plot VALUES (\($0))" })
    #expect(answers.map { (try? $0.get().affected) ?? 0 } == [1, 1, 0, 1])
    guard case .failure(let error) = answers[2] else {
      Issue.record("the duplicate was inserted")
      return
    }
    #expect(error.sqlState == .uniqueViolation)
    #expect(try await connection.query("SELECT id FROM plot ORDER BY id").decode(Int.self) == [1, 2, 3])
  }

  @Test(arguments: [4, 1_000])
  func anErrorUndoesAnAtomicGroup(_ count: Int32) async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int PRIMARY KEY)")
    let statements = (0..<count).map { "INSERT INTO plot VALUES (\($0 == 2 ? 1 : $0))" as SQL }
    let error = try await postgresError { _ = try await connection.pipelineAtomically(statements) }
    #expect(error.sqlState == .uniqueViolation)
    #expect(try await connection.query("SELECT id FROM plot").isEmpty)
    _ = try await connection.pipelineAtomically([statements[0], statements[1]])
    #expect(try await connection.query("SELECT id FROM plot").count == 2)
  }

  @Test func isPartOfAnOpenTransaction() async throws {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id int PRIMARY KEY)")
    let error = try await postgresError {
      try await connection.transaction { connection in
        _ = try connection.pipelineAtomically(["INSERT INTO plot VALUES (1)", "INSERT INTO plot VALUES (2)"])
        for answer in try connection.pipeline(["INSERT INTO plot VALUES (1)", "SELECT 1"]) { _ = try answer.get() }
      }
    }
    #expect(error.sqlState == .uniqueViolation)
    #expect(try await connection.query("SELECT id FROM plot").isEmpty)
  }

  @Test func aStatementMayNeedTheOneBeforeIt() async throws {
    let connection = try await freshConnection()
    let insert: SQL = "INSERT INTO plot VALUES (\(1 as Int32))"
    let answers = try await connection.pipeline(["CREATE TABLE plot (id int)", insert, insert, insert])
    #expect(try answers.map { try $0.get().affected } == [0, 1, 1, 1])
  }

  @Test func copyIsRefused() async throws {
    let connection = try await freshConnection()
    let answers = try? await connection.pipeline(["COPY pg_class TO STDOUT", "SELECT 1"])
    #expect(answers == nil)
    #expect(try await postgresError { _ = try await connection.query("SELECT 1") }.isConnectionLost)
  }

  @Test func aLostConnectionIsAnError() async throws {
    let connection = try await freshConnection()
    let error = try await postgresError {
      _ = try await connection.pipeline(["SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 2"])
    }
    #expect(error.code == .connectionLost)
  }
}
