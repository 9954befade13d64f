import CanonicalJSON
import EventLog
import Foundation
import Postgres
import ProjectionEngine
import TestSupport

/// An event of a test: what it is about, without the envelope.
struct Happening {
  var id = UUID()
  var source = "371000"
  var time = "2026-01-01T08:00:00+08:00"
  var stream: String
  var type: String
  /// Of the type's schema; nil for the current one.
  var version: Int?
  var data: JSON

  init(
    _ type: String,
    version: Int? = nil,
    _ stream: String,
    _ data: JSON,
    at time: String = "2026-01-01T08:00:00+08:00"
  ) {
    self.time = time
    self.stream = stream
    self.type = type
    self.version = version
    self.data = data
  }

  /// Who sends it.
  func from(_ source: String) -> Happening {
    var happening = self
    happening.source = source
    return happening
  }

  /// The day in China of an instant.
  static func day(_ instant: String) -> String {
    guard instant.hasSuffix("Z"), let date = try? Date(instant, strategy: .iso8601) else {
      return String(instant.prefix(10))
    }
    return String((date + 8 * 3600).formatted(.iso8601).prefix(10))
  }

  var day: String { Self.day(time) }

  /// The key of the stream: what stands after its kind.
  var key: String { String(stream.drop { $0 != "/" }.dropFirst()) }
}

extension Happening {
  /// The data as they are sent: a correction says by which version it restates its fact, the current one if not told.
  fileprivate func data(_ current: [String: Int]) -> JSON {
    guard type == "FactCorrected", version != 1, data["data_version"] == nil else { return data }
    return data.adding("data_version", .integer(Int64(current[data.text("target_type")] ?? 1)))
  }
}

extension Collection<Happening> {
  /// The facts as they stand: corrected ones in their own place, voided ones gone.
  var standing: [Happening] {
    var facts: [Happening] = []
    for happening in self {
      let target = happening.data["target_event_id"]?.stringValue
      switch happening.type {
      case "EventVoided": facts.removeAll { $0.id.text == target }
      case "FactCorrected":
        for index in facts.indices where facts[index].id.text == target {
          facts[index].data = happening.data["data"] ?? .null
          facts[index].time = happening.data["time"]?.stringValue ?? ""
        }
      default: facts.append(happening)
      }
    }
    return facts
  }
}

extension UUID {
  var text: String { uuidString.lowercased() }
}

/// A database with the schema of the registry, and its log.
struct Registry {
  static let node = Node(rawValue: TestDatabase.node)
  let database: TestDatabase
  let pool: ConnectionPool
  let log: EventLog

  static func make() async throws -> Registry {
    let database = try await TestDatabase.migrated()
    let pool = ConnectionPool(database.configuration(), maximum: 4, logger: .test)
    return Registry(
      database: database,
      pool: pool,
      log: EventLog(pool: pool, node: node, logger: .test)
    )
  }

  /// Appends each event as a unit of its own.
  func append(_ history: [Happening]) async throws {
    var versions: [String: Int32] = [:]
    for row in try await pool.query("SELECT stream, max(version) FROM registry.event GROUP BY stream") {
      versions[try row.decode(String.self, at: 0)] = try row.decode(Int32.self, at: 1)
    }
    let current = try await currentVersions(of: Set(history.flatMap { [$0.type, $0.data.text("target_type")] }))
    let units = history.map { happening in
      versions[happening.stream, default: 0] += 1
      let id = happening.id
      let event: JSON = [
        "actor": "a", "data": happening.data(current),
        "dataschema": .string("\(happening.type)/v\(happening.version ?? current[happening.type] ?? 1)"),
        "id": .string(id.text), "source": .string(happening.source), "specversion": "1.0",
        "subject": .string(happening.stream), "time": .string(happening.time), "type": .string(happening.type),
      ]
      return AppendUnit(events: [
        ProposedEvent(
          id: id,
          stream: StreamID(rawValue: happening.stream),
          version: versions[happening.stream] ?? 1,
          bytes: event.canonicalBytes
        )
      ])
    }
    for outcome in try await log.append(units) {
      guard case .appended = outcome else { throw NotAppended(outcome: outcome) }
    }
  }

  private func currentVersions(of types: Set<String>) async throws -> [String: Int] {
    let rows = try await pool.query(
      "SELECT t, registry.current_version(t)::bigint FROM unnest(\(types.sorted())) AS t"
    )
    return try rows.reduce(into: [:]) { versions, row in
      let (type, version) = try row.decode(String.self, Int64.self)
      versions[type] = Int(version)
    }
  }

  struct NotAppended: Error { let outcome: AppendOutcome }

  func worker(_ definitions: [ProjectionDefinition]) -> ProjectionWorker {
    ProjectionWorker(
      definitions: definitions,
      configuration: database.configuration(user: "registry_worker"),
      node: Self.node,
      logger: .test
    )
  }

  /// The rows of a relation as text, sorted; as those see them who may only read.
  func rows(_ relation: String, _ columns: [String], on day: String? = nil) async throws -> [[String]] {
    let list = columns.map { "coalesce(\($0)::text, '')" }.joined(separator: ", ")
    return try await pool.transaction { connection in
      try connection.execute("SET LOCAL ROLE registry_reader")
      if let day { try connection.execute("SELECT set_config('projection.as_of', \(day), true)") }
      let rows = try connection.query("SELECT \(unsafe: list) FROM \(unsafe: relation)")
      return try rows.map { row in try columns.indices.map { try row.decode(String.self, at: $0) } }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
  }
}
