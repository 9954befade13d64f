public import FoundationEssentials
import Postgres

extension EventLog {
  /// The events of a stream in its order, those after a version.
  public func read(stream: StreamID, after version: Int32 = 0) async throws(EventLogError) -> [RecordedEvent] {
    try await events(
      """
      SELECT \(unsafe: RecordedEvent.columns) FROM registry.event
      WHERE node = \(node) AND stream = \(stream) AND version > \(version) ORDER BY version
      """
    )
  }

  /// The events of some streams, each in its order, as of one moment. A stream without events is not in the answer.
  public func read(streams: [StreamID]) async throws(EventLogError) -> [StreamID: [RecordedEvent]] {
    if streams.isEmpty { return [:] }
    let events = try await events(
      """
      SELECT \(unsafe: RecordedEvent.columns) FROM registry.event
      WHERE node = \(node) AND stream = ANY (\(streams)) ORDER BY stream, version
      """
    )
    return Dictionary(grouping: events, by: \.stream)
  }

  /// What the log holds under these ids: the receipt and the bytes. They may be told to whoever has submitted them: a server that
  /// is lost now takes none of them with it.
  public func receipts(for ids: [UUID]) async throws(EventLogError) -> [UUID: (receipt: Receipt, bytes: [UInt8])] {
    if ids.isEmpty { return [:] }
    let sql: SQL = """
      SELECT \(unsafe: RecordedEvent.columns) FROM registry.event
      WHERE node = \(node) AND event_id = ANY (\(ids))
      """
    let events: [RecordedEvent]
    do {
      events = try await read { connection in
        let events = try RecordedEvent.all(try connection.query(sql))
        if !events.isEmpty { try connection.waitUntilReplicated() }
        return events
      }
    } catch {
      throw EventLogError(any: error)
    }
    return Dictionary(events.map { ($0.id, ($0.receipt, $0.bytes)) }) { first, _ in first }
  }

  /// The `source` of every event of some streams: who has entered something. A stream without events is not in the answer.
  public func sources(of streams: [StreamID]) async throws(EventLogError) -> [StreamID: Set<String>] {
    if streams.isEmpty { return [:] }
    let sql: SQL = """
      SELECT DISTINCT e.stream, e.event ->> 'source' FROM registry.event e
      WHERE e.node = \(node) AND e.stream = ANY (\(streams))
      """
    do {
      let found = try await read { connection in try connection.query(sql).decode(StreamID.self, String.self) }
      return Dictionary(grouping: found) { $0.0 }.mapValues { Set($0.map(\.1)) }
    } catch {
      throw EventLogError(any: error)
    }
  }

  /// The event with an id; nil when the log has none.
  public func event(_ id: UUID) async throws(EventLogError) -> RecordedEvent? {
    try await events(
      "SELECT \(unsafe: RecordedEvent.columns) FROM registry.event WHERE node = \(node) AND event_id = \(id)"
    ).first
  }

  /// The next events after a position, at most `limit`, only those of some types if these are given.
  public func read(
    after position: Position,
    types: [String]? = nil,
    limit: Int
  ) async throws(EventLogError) -> [RecordedEvent] {
    try await page(after: position, types: types, limit: limit).events
  }

  /// The position of the last event; ``Position/start`` if there is none.
  public func head() async throws(EventLogError) -> Position {
    let position: Position?
    do throws(PostgresError) {
      position = try await pool.query("SELECT position FROM registry.head WHERE node = \(node)").first?
        .decode(Position.self, at: 0)
    } catch {
      throw EventLogError(error)
    }
    guard let position else { throw .notInstalled }
    return position
  }

  func events(_ sql: SQL) async throws(EventLogError) -> [RecordedEvent] {
    do {
      return try await read { connection in try RecordedEvent.all(try connection.query(sql)) }
    } catch {
      throw EventLogError(any: error)
    }
  }
}
