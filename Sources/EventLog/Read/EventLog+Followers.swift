public import FoundationEssentials
import Postgres

/// The event that follows another one in the log.
public struct FollowingEvent: Hashable, Sendable {
  public let id: UUID
  public let position: Position
  /// The leaf hash as it is stored, in hexadecimal.
  public let leaf: String
}

extension EventLog {
  /// What the log holds right behind an event, of whatever stream; nil when the event is not stored, or is the last.
  public func follower(of event: UUID) async throws(EventLogError) -> FollowingEvent? {
    let sql: SQL = """
      SELECT n.event_id, n.position, encode(n.leaf, 'hex')
      FROM registry.event e JOIN registry.event n ON n.node = e.node AND n.position = e.position + 1
      WHERE e.node = \(node) AND e.event_id = \(event)
      """
    do {
      return try await read { connection in try connection.query(sql).decode(UUID.self, Position.self, String.self) }
        .first.map { FollowingEvent(id: $0, position: $1, leaf: $2) }
    } catch {
      throw EventLogError(any: error)
    }
  }
}
