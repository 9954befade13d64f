import CanonicalJSON
import EventLog
import FrontDoor
import Postgres
import PrivateCluster
import Registry
import SealedStore
import TestSupport
import Testing

/// A migrated database with doors into it.
struct Doorway {
  let database: TestDatabase
  let log: EventLog
  let door: FrontDoor
  let sealer: Sealer

  init(in cluster: PrivateCluster? = nil) async throws {
    database = try await TestDatabase.migrated(in: cluster)
    log = Self.log(database)
    sealer = try database.sealer()
    door = FrontDoor(log: log, hasher: try Self.hasher, sealer: sealer, logger: .test)
  }

  /// Another process's door: it shares nothing but the database.
  func anotherDoor() throws -> FrontDoor {
    FrontDoor(log: Self.log(database), hasher: try Self.hasher, sealer: sealer, logger: .test)
  }

  /// How many events the log holds beside what it keeps of refusals.
  func count() async throws -> Int { try await log.facts() }

  /// What the log keeps of refusals.
  func refused() async throws -> [SubmissionsRefused] {
    try await log.read(after: .start, types: [SubmissionsRefused.type], limit: 10_000).map { event in
      let data = try #require(try JSON.parse(event.bytes)["data"])
      return try #require(try EventCatalogue.decode(type: event.type, data: data) as? SubmissionsRefused)
    }
  }

  private static func log(_ database: TestDatabase) -> EventLog {
    EventLog(
      pool: ConnectionPool(database.configuration(user: "registry_app"), maximum: 4, logger: .test),
      node: Node(rawValue: TestDatabase.node),
      logger: .test
    )
  }

  static var hasher: KeyedHasher {
    get throws { try #require(KeyedHasher(key: Array(repeating: 7, count: 32))) }
  }
}

extension Answer {
  var rule: String? {
    if case .refused(let refusal) = outcome { refusal.rule.rawValue } else { nil }
  }

  var position: Int64? {
    switch outcome {
    case .accepted(let receipt), .repeated(let receipt): receipt.position.rawValue
    case .refused: nil
    }
  }

  var isAccepted: Bool {
    if case .accepted = outcome { true } else { false }
  }

  var isRepeated: Bool {
    if case .repeated = outcome { true } else { false }
  }
}
