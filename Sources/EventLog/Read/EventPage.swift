import Postgres

/// Some events, and how far the log has been looked through for them.
public struct EventPage: Sendable {
  public let events: [RecordedEvent]
  /// Everything up to here has been looked at: at least the position of the last event.
  public let end: Position
  /// The last event of the log at that time.
  public let head: Position

  public init(events: [RecordedEvent], end: Position, head: Position) {
    (self.events, self.end, self.head) = (events, end, head)
  }
}

extension EventLog {
  /// The next events after a position. With types, events between the last one found and ``EventPage/end`` are of other
  /// types and need not be looked at again.
  public func page(
    after position: Position,
    types: [String]? = nil,
    limit: Int
  ) async throws(EventLogError) -> EventPage {
    let (node, lookingThrough) = (node, lookingThrough)
    do {
      return try await read { connection in
        // First the head, then the events up to it: all of these are visible by then.
        let heads = try connection.query("SELECT position FROM registry.head WHERE node = \(node)")
        guard let head = try heads.first?.decode(Position.self, at: 0) else {
          throw EventLogError.notInstalled
        }
        guard head > position else { return EventPage(events: [], end: position, head: head) }
        let last = lookingThrough.map { Position(rawValue: min(head.rawValue, position.rawValue + $0)) } ?? head
        let rows = try connection.query(
          """
          SELECT \(unsafe: RecordedEvent.columns) FROM registry.event
          WHERE node = \(node) AND position > \(position) AND position <= \(last)
            AND (\(types == nil) OR type = ANY (\(types ?? [])))
          ORDER BY position LIMIT \(limit)
          """
        )
        let events = try RecordedEvent.all(rows)
        let end = events.count < limit ? last : events.last?.position ?? last
        return EventPage(events: events, end: end, head: head)
      }
    } catch {
      throw EventLogError(any: error)
    }
  }
}
