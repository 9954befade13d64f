import Audit
import EventLog
import FrontDoor
import Notary
import Postgres
import Registry
import SealedStore
import Simulator
import TestSupport
import Testing

/// A simulated town in a database of its own, to be tampered with.
struct AuditedTown {
  let database: TestDatabase
  private let pool: ConnectionPool

  /// A copy of the one town that all tests have.
  static func copy() async throws -> AuditedTown {
    AuditedTown(try await TestDatabase.copy(of: try await original.value))
  }

  private init(_ database: TestDatabase) {
    self.database = database
    pool = ConnectionPool(database.configuration(user: "registry_inspector"), maximum: 1, logger: .test)
  }

  /// Played once: it takes longer than to look at it.
  private static let original = Task { try await play(cases: 400, seed: 7) }

  private static func play(cases: Int, seed: UInt64) async throws -> String {
    let database = try await TestDatabase.migrated()
    let pool = ConnectionPool(database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    let log = EventLog(pool: pool, node: Node(rawValue: TestDatabase.node), logger: .test)
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let door = FrontDoor(log: log, hasher: hasher, sealer: try database.sealer(pool), logger: .test)
    let frauds = Set(Fraud.allCases)
    var lines = Array(
      Simulation(cases: cases, seed: seed, documents: try Document.read(schemas: Repository.documents), frauds: frauds)
    )[...]
    while !lines.isEmpty {
      for answer in try await door.submit(Array(lines.prefix(500))) { #expect(answer.refusal == nil) }
      lines = lines.dropFirst(500)
    }
    await pool.close()
    return database.name
  }

  func audit() async throws -> RecordAudit.Report {
    try await RecordAudit(pool, node: Node(rawValue: TestDatabase.node)).run { _, _ in }
  }

  /// A number that a question to the database gives.
  func number(_ question: String) async throws -> Int {
    let connection = try await Connection.open(database.configuration(), logger: .test)
    let answer = try await connection.query("\(unsafe: question)")
    await connection.close()
    return Int(try #require(answer.first).decode(Int64.self, at: 0))
  }

  /// As a superuser, whom nothing can be forbidden: without triggers, and with the leaves that go with it.
  func tamper(_ statements: String) async throws {
    try await database.tamper(
      """
      ALTER TABLE registry.event DISABLE TRIGGER ALL;
      ALTER TABLE registry.event_\(TestDatabase.node) DISABLE TRIGGER ALL;
      \(statements)
      """
    )
  }

  func close() async { await pool.close() }
}

extension Answer {
  var refusal: Refusal? { if case .refused(let refusal) = outcome { refusal } else { nil } }
}
