public import Postgres

/// A line of the log, and what the log has as its leaf.
public struct LoggedLeaf: Hashable, Sendable {
  public let event: RecordedEvent
  /// 32 bytes as they are stored; whether they are the hash of the line is for the reader to find out.
  public let leaf: [UInt8]
}

extension EventLog {
  /// The next lines after a position with their leaves, in the order of positions, at most `limit` of them; whatever is stored,
  /// also where positions are missing.
  public func leaves(after position: Position, limit: Int) async throws(EventLogError) -> [LoggedLeaf] {
    let sql: SQL = """
      SELECT \(unsafe: RecordedEvent.columns), leaf FROM registry.event
      WHERE node = \(node) AND position > \(position) ORDER BY position LIMIT \(limit)
      """
    do {
      return try await read { connection in
        var leaves: [LoggedLeaf] = []
        for row in try connection.query(sql) {
          leaves.append(LoggedLeaf(event: try RecordedEvent(row), leaf: try row.decode([UInt8].self, at: 10)))
        }
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
}
