public import Postgres

/// A line of the log, and what the log has as its leaf.
public struct LoggedLeaf: Hashable, Sendable {
  public let event: RecordedEvent
  /// 32 bytes as they are stored; whether they are the hash of the line is for the reader to find out.
  public let leaf: [UInt8]
}

/// An event whose version says another place in its stream than it has.
public struct StrayVersion: Hashable, Sendable {
  public let stream: StreamID
  public let position: Position
  public let version: Int32
  public let expected: Int32
}

extension EventLog {
  /// The next lines after a position with their leaves, in the order of positions, at most `limit` of them; whatever is stored,
  /// also where positions are missing. With `isKept`, a server that is lost afterwards takes none of them with it.
  public func leaves(
    after position: Position,
    limit: Int,
    isKept: Bool = false
  ) async throws(EventLogError) -> [LoggedLeaf] {
    try await leaves(
      """
      SELECT \(unsafe: RecordedEvent.columns), leaf FROM registry.event
      WHERE node = \(node) AND position > \(position) ORDER BY position LIMIT \(limit)
      """,
      isKept: isKept
    )
  }

  /// The lines at these positions with their leaves, as far as they are stored, in the order of positions.
  public func leaves(at positions: [Position]) async throws(EventLogError) -> [LoggedLeaf] {
    try await leaves(
      """
      SELECT \(unsafe: RecordedEvent.columns), leaf FROM registry.event
      WHERE node = \(node) AND position = ANY (\(positions.map(\.rawValue))) ORDER BY position
      """
    )
  }

  private func leaves(_ sql: SQL, isKept: Bool = false) async throws(EventLogError) -> [LoggedLeaf] {
    do {
      return try await read { connection in
        var leaves: [LoggedLeaf] = []
        for row in try connection.query(sql) {
          leaves.append(LoggedLeaf(event: try RecordedEvent(row), leaf: try row.decode([UInt8].self, at: 10)))
        }
        if isKept, !leaves.isEmpty { try connection.waitUntilReplicated() }
        return leaves
      }
    } catch {
      throw EventLogError(any: error)
    }
  }

  /// The first and the last position of what the log took from one instant up to another; nil where it took nothing then.
  public func positions(
    recordedFrom start: PostgresTimestamp,
    upTo end: PostgresTimestamp
  ) async throws(EventLogError) -> ClosedRange<Position>? {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT min(position), max(position) FROM registry.event
        WHERE node = \(node) AND recorded_at >= \(start) AND recorded_at < \(end)
        """
      )
      guard let (first, last) = try rows.decode(Position?.self, Position?.self).first, let first, let last else {
        return nil
      }
      return first...last
    } catch {
      throw EventLogError(error)
    }
  }

  /// Events whose version is not their place in their stream, the first so many.
  public func strayVersions(limit: Int) async throws(EventLogError) -> [StrayVersion] {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT s.stream, s.position, s.version, s.expected::integer
        FROM (
          SELECT e.stream, e.position, e.version, row_number() OVER (PARTITION BY e.stream ORDER BY e.position) AS expected
          FROM registry.event e WHERE e.node = \(node)
        ) s
        WHERE s.version <> s.expected ORDER BY s.position LIMIT \(limit)
        """
      )
      return try rows.decode(StreamID.self, Position.self, Int32.self, Int32.self)
        .map { StrayVersion(stream: $0, position: $1, version: $2, expected: $3) }
    } catch {
      throw EventLogError(error)
    }
  }
}
