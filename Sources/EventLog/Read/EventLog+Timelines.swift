public import FoundationEssentials
import Postgres

/// Streams by their names, and by what their names begin with.
public struct StreamsNamed: Hashable, Sendable {
  public var streams: [StreamID]
  /// Each with its last slash: `section/371002-GM-01/`.
  public var beginnings: [String]

  public init(_ streams: [StreamID], beginning beginnings: [String] = []) {
    (self.streams, self.beginnings) = (streams, beginnings)
  }

  /// The names from one bound up to the other, which is none of them.
  fileprivate var bounds: (first: [String], last: [String]) {
    let exact = streams.map(\.rawValue)
    // Names have no control characters, and a zero follows the slash.
    return (exact + beginnings, exact.map { $0 + "\u{1}" } + beginnings.map { $0.dropLast() + "0" })
  }
}

/// What the log holds beside an event, so that nobody can alter it unseen.
public struct Seal: Hashable, Sendable {
  /// The leaf hash as it is stored, in hexadecimal.
  public let leaf: String
  /// Whether the line, hashed again, gives the same.
  public let isTrue: Bool
}

extension EventLog {
  /// The next events of some streams after a position, in the order of the log; only those of some types if these are given.
  public func timeline(
    of streams: StreamsNamed,
    types: [String]? = nil,
    after position: Position = .start,
    limit: Int
  ) async throws(EventLogError) -> [RecordedEvent] {
    let (first, last) = streams.bounds
    if first.isEmpty { return [] }
    let columns = RecordedEvent.columns.split(separator: ", ").map { "e.\($0)" }.joined(separator: ", ")
    return try await events(
      """
      SELECT \(unsafe: columns) FROM unnest(\(first), \(last)) AS n (first, last)
      CROSS JOIN LATERAL (
        SELECT * FROM registry.event s
        WHERE s.node = \(node) AND s.stream >= n.first AND s.stream < n.last AND s.position > \(position)
          AND (\(types == nil) OR s.type = ANY (\(types ?? [])))
      ) e
      ORDER BY e.position LIMIT \(limit)
      """
    )
  }

  /// The events with these ids, in the order of the log; an id that the log has not is left out.
  public func events(_ ids: [UUID]) async throws(EventLogError) -> [RecordedEvent] {
    if ids.isEmpty { return [] }
    return try await events(
      """
      SELECT \(unsafe: RecordedEvent.columns) FROM registry.event
      WHERE node = \(node) AND event_id = ANY (\(ids)) ORDER BY position
      """
    )
  }

  /// The seals of the events with these ids.
  public func seals(of ids: [UUID]) async throws(EventLogError) -> [UUID: Seal] {
    if ids.isEmpty { return [:] }
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT e.event_id, encode(l.leaf, 'hex'), sha256('\\x00'::bytea || convert_to(l.line, 'UTF8')) = l.leaf
        FROM registry.event e JOIN registry.line l ON l.node = e.node AND l.position = e.position
        WHERE e.node = \(node) AND e.event_id = ANY (\(ids))
        """
      )
      let seals = try rows.decode(UUID.self, String.self, Bool.self).map { ($0, Seal(leaf: $1, isTrue: $2)) }
      return Dictionary(seals) { first, _ in first }
    } catch {
      throw EventLogError(error)
    }
  }
}
