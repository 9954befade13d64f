public import Postgres

/// Some streams of a range of the log, and how far that has been looked through.
public struct StreamPage: Sendable {
  public let streams: [StreamID]
  /// Everything up to here has been looked at.
  public let end: Position
}

/// Events by what the names of their streams begin with.
public struct EventsNamed: Hashable, Sendable {
  public var names: [String]
  /// Only what occurred from then on counts,
  public var occurredSince: PostgresTimestamp?
  /// but for streams with these names.
  public var whenever: [String]

  public init(_ names: [String], occurredSince: PostgresTimestamp? = nil, whenever: [String] = []) {
    (self.names, self.occurredSince, self.whenever) = (names, occurredSince, whenever)
  }
}

extension EventLog {
  /// The position of the last event that was recorded before a moment; ``Position/start`` if there is none.
  public func position(before moment: PostgresTimestamp) async throws(EventLogError) -> Position {
    do throws(PostgresError) {
      // Time never runs backwards along the log, so that the first one found from the end is the one.
      let rows = try await pool.query(
        """
        SELECT e.position FROM registry.event e WHERE e.node = \(node) AND e.recorded_at < \(moment)
        ORDER BY e.position DESC LIMIT 1
        """
      )
      return try rows.first?.decode(Position.self, at: 0) ?? .start
    } catch {
      throw EventLogError(error)
    }
  }

  /// The streams whose last such event up to `end` is one of the next `limit` events: so that, page by page, each stream of a
  /// range comes once.
  public func streams(
    of events: EventsNamed,
    after position: Position,
    upTo end: Position,
    limit: Int64
  ) async throws(EventLogError) -> StreamPage {
    let last = Position(rawValue: min(end.rawValue, position.rawValue + limit))
    let since = events.occurredSince ?? .negativeInfinity
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT e.stream FROM registry.event e
        WHERE e.node = \(node) AND e.position > \(position) AND e.position <= \(last)
          AND e.stream ^@ ANY (\(events.names)) AND (e.occurred_at >= \(since) OR e.stream ^@ ANY (\(events.whenever)))
          AND NOT EXISTS (
            SELECT FROM registry.event n
            WHERE n.node = \(node) AND n.stream = e.stream AND n.version > e.version AND n.position <= \(end)
              AND (n.occurred_at >= \(since) OR n.stream ^@ ANY (\(events.whenever)))
            -- One by one: all at once, the planner would read the whole log for every page.
            OFFSET 0)
        ORDER BY e.position
        """
      )
      return StreamPage(streams: try rows.decode(StreamID.self), end: last)
    } catch {
      throw EventLogError(error)
    }
  }
}
