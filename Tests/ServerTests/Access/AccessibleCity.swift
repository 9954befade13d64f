import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Logging
import Postgres
import ProjectionEngine
import Registry
import SealedStore
import Simulator
import TestSupport
import Testing

@testable import Server

/// A small simulated city behind HTTP, where each request says who sends it.
struct AccessibleCity: Sendable {
  let database: TestDatabase
  let client: TestClient
  /// Who has entered something, by stream.
  let parties: [String: Set<String>]
  /// One for each role at each of several places.
  let visitors: [Visitor]

  private static let one = Task { try await AccessibleCity() }

  static func shared() async throws -> AccessibleCity { try await one.value }

  private init() async throws {
    database = try await TestDatabase.migrated()
    let node = Node(rawValue: TestDatabase.node)
    let pool = ConnectionPool(database.configuration(user: "registry_app"), maximum: 4, logger: .test)
    let whole = ConnectionPool(database.configuration(user: "registry_reader"), maximum: 2, logger: .test)
    let log = EventLog(pool: pool, node: node, logger: .test)
    let hasher = try #require(KeyedHasher(key: [UInt8](repeating: 7, count: 32)))
    let sealer = Sealer(pool: pool, node: node.rawValue, keys: try TestDatabase.keys())
    let door = FrontDoor(log: log, hasher: hasher, sealer: sealer, logger: .test)
    let lines = Array(Simulation(cases: 40, seed: 5, documents: try Document.read(schemas: Repository.documents)))
    for start in stride(from: 0, to: lines.count, by: 500) {
      _ = try await door.submit(Array(lines[start..<min(start + 500, lines.count)]))
    }
    for line in try Self.proposals(about: try await log.read(after: .start, limit: 100_000)) {
      let answer = try await door.submit([line]).first
      #expect(answer?.isRefused == false, "\(String(describing: answer))")
    }
    try await database.project(upTo: try await log.head())

    var parties: [String: Set<String>] = [:]
    for event in try await log.read(after: .start, limit: 100_000) {
      let source = try JSON.parse(event.bytes, maximumBytes: event.bytes.count)["source"]?.stringValue
      parties[event.stream.rawValue, default: []].insert(try #require(source))
    }
    self.parties = parties
    visitors = try Self.visitors(parties)
    let people = Dictionary(uniqueKeysWithValues: visitors.map { ($0.description, $0.principal) })
    client = TestClient(
      try .stub(
        reception: door,
        cases: log,
        log: log,
        reading: ReadModels(pool: pool, whole: whole, node: node),
        divisions: DivisionBook(log),
        persons: try .keeping(database.configuration(), log),
        signIn: ListedSignIn(people: people)
      )
    )
  }

  /// The city's bureau proposes to void the last event of each of some types, on records of several kinds.
  private static func proposals(about events: [RecordedEvent]) throws -> [[UInt8]] {
    try ["KeepingStarted", "ServiceItemDelivered", "AshesPlaced", "ClaimVerified", "FacilityGraded", "ZoneDesignated"]
      .map { type in
        let target = try #require(events.last { $0.type == type }, "\(type)")
        let id = JSON.string(target.id.uuidString.lowercased())
        var event = Event(
          "AmendmentProposed",
          target.stream.rawValue,
          "2026-11-20T09:00:00+08:00",
          [
            "target_event_id": id, "replaces_event_id": id, "reason_code": "audit_finding",
            "evidence_digest": "db0da14390d427d9e07be118daed781b9b46d4c2a196cef3ff742117d91dbc51",
          ]
        )
        event.source = "371000-MZ"
        return event.bytes
      }
  }

  private static func visitors(_ parties: [String: Set<String>]) throws -> [Visitor] {
    // The two of each kind that have entered something into most records.
    var records: [String: Int] = [:]
    for organisation in parties.values.flatMap(\.self) { records[organisation, default: 0] += 1 }
    func two(_ kinds: String...) -> [String] {
      let all = records.keys.filter { code in kinds.contains { code.contains("-\($0)") } }
      return Array(all.sorted { (records[$0] ?? 0, $0) > (records[$1] ?? 0, $1) }.prefix(2))
    }
    return try Role.allCases.flatMap { role -> [Visitor] in
      switch role {
      case .funeralHomeClerk, .funeralHomeChecker:
        try two("BYG").map { try Visitor(role: role, organisation: $0, prefix: String($0.prefix(6))) }
          + two("BYG").map { try Visitor(role: role, organisation: $0, prefix: "370102") }
      case .cemeteryClerk:
        try two("GM", "CM", "GYM", "ZM").map { try Visitor(role: role, organisation: $0, prefix: String($0.prefix(6))) }
      case .townOffice: try two("MZ").map { try Visitor(role: role, organisation: $0, prefix: String($0.prefix(6))) }
      case .countyBureau, .inspector:
        try ["371002", "371082", "3710", "37", "", "3701"].map {
          try Visitor(role: role, organisation: "371000-MZ", prefix: $0)
        }
      default:
        try ["371002", "", "3701"].map { try Visitor(role: role, organisation: "371000-MZ", prefix: $0) }
      }
    }
  }

  /// What a visitor gets.
  func get(_ path: String, as visitor: Visitor) async throws -> TestResponse {
    try await client.send(.get, path, headers: [.authorization: visitor.description])
  }
}

/// Takes each request for one from whomever it names.
struct ListedSignIn: SigningIn {
  let people: [String: Principal]
  var credential: Credential? = nil
  var desk: LocalDesk? { nil }

  func signedIn(_ request: inout Request, from peer: String?, logger: Logger) async throws(Problem) -> SignedIn? {
    request.headers[.authorization].flatMap { people[$0] }.map { SignedIn(principal: $0, credential: credential) }
  }
}

extension TestDatabase {
  /// Every read model, up to a position.
  func project(upTo position: Position) async throws {
    let worker = try ProjectionWorker(
      directory: Repository.projections,
      configuration: configuration(user: "registry_worker"),
      node: Node(rawValue: TestDatabase.node),
      logger: .test
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await worker.run() }
      group.addTask { try await worker.wait(for: position, timeout: .seconds(240)) }
      try await group.next()
      group.cancelAll()
    }
  }
}
