import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster
import TestSupport

/// A migrated database of its own with one node, and the log as the application sees it.
struct LogFixture {
  static let node = Node(rawValue: 371_000)
  static let schema = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schemas/database")
    .standardizedFileURL
  static let logger = Logger(label: "EventLogTests")

  let database: TestDatabase
  let pool: ConnectionPool
  let log: EventLog

  var superuser: Configuration { Configuration(database.connectionString()) }
  var application: Configuration { Configuration(database.connectionString(user: "registry_app")) }

  static func make(limits: AppendLimits = AppendLimits()) async throws -> LogFixture {
    LogFixture(database: try await TestDatabase.make(template: template.value), limits: limits)
  }

  /// In a cluster of the test's own.
  static func make(in cluster: PrivateCluster) async throws -> LogFixture {
    let database = try await TestDatabase.make(in: cluster)
    try await prepare(database)
    return LogFixture(database: database)
  }

  init(database: TestDatabase, limits: AppendLimits = AppendLimits()) {
    self.database = database
    let application = Configuration(database.connectionString(user: "registry_app"))
    pool = ConnectionPool(application, maximum: 4, logger: Self.logger)
    log = EventLog(pool: pool, node: Self.node, limits: limits, logger: Self.logger)
  }

  private static let template = Task {
    let database = try await TestDatabase.make()
    try await prepare(database)
    return database.name
  }

  static func prepare(_ database: TestDatabase) async throws {
    let configuration = Configuration(database.connectionString())
    try await DatabaseSchema.migrate(directory: schema, configuration: configuration, logger: logger)
    try await DatabaseSchema.install(node, name: "威海市", configuration: configuration, logger: logger)
  }

  /// Another process, as far as the log can tell.
  func otherLog() -> EventLog {
    EventLog(
      pool: ConnectionPool(application, maximum: 4, logger: Self.logger),
      node: Self.node,
      logger: Self.logger
    )
  }

  func open(as configuration: Configuration? = nil) async throws -> Connection {
    try await Connection.open(configuration ?? superuser, logger: Self.logger)
  }

  /// What the log holds, by a plain statement.
  func stored() async throws -> [HistoryChecker.Entry] {
    let connection = try await open()
    let rows = try await connection.query(
      "SELECT position, stream, version, event_id, recorded_at, event FROM registry.event ORDER BY position"
    )
    await connection.close()
    return try rows.decode(Int64.self, String.self, Int32.self, UUID.self, PostgresTimestamp.self, [UInt8].self)
      .map { HistoryChecker.Entry(position: $0, stream: $1, version: $2, id: $3, recordedAt: $4, bytes: $5) }
  }
}

/// An event that the log accepts.
func event(_ stream: String, _ version: Int32, id: UUID = UUID(), note: String = "") -> ProposedEvent {
  let text =
    #"{"data":{"note":"\#(note)"},"dataschema":"CaseOpened/v1","id":"\#(id.uuidString.lowercased())","#
    + #""source":"371002","specversion":"1.0","subject":"\#(stream)","time":"2026-11-21T12:00:00Z","type":"CaseOpened"}"#
  return ProposedEvent(id: id, stream: StreamID(rawValue: stream), version: version, bytes: Array(text.utf8))
}

/// A unit of one event.
func unit(_ stream: String, _ version: Int32, id: UUID = UUID(), note: String = "") -> AppendUnit {
  AppendUnit(events: [event(stream, version, id: id, note: note)])
}

/// A unit whose event's bytes are whatever is given.
func raw(_ bytes: [UInt8]) -> AppendUnit {
  AppendUnit(events: [ProposedEvent(id: UUID(), stream: StreamID(rawValue: "raw"), version: 1, bytes: bytes)])
}

func raw(_ text: String) -> AppendUnit { raw(Array(text.utf8)) }

extension AppendOutcome {
  var appended: [Receipt]? {
    if case .appended(let receipts) = self { receipts } else { nil }
  }
}

extension LogFixture {
  /// Collects what a follower is given, up to `count` events.
  func follower(after position: Position = .start, count: Int) -> Task<[RecordedEvent], any Error> {
    let events = log.follow(after: position, listeningOn: application)
    return Task {
      var delivered: [RecordedEvent] = []
      if count == 0 { return delivered }
      for try await event in events {
        delivered.append(event)
        if delivered.count == count { break }
      }
      return delivered
    }
  }
}

struct NotInTime: Error {}

/// Waits until something that nobody announces has happened.
func eventually(_ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(30)
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NotInTime() }
    try await Task.sleep(for: .milliseconds(5))
  }
}
