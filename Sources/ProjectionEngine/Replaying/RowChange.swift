import EventLog
import Postgres

/// What an event made of a row of a read model's tables.
public struct RowChange: Sendable {
  /// The event's.
  public let position: Int64
  public let table: ReplayedTable
  /// What the row is known by, as text.
  public let key: [String?]
  /// Its columns before; nil where there was no such row.
  public let before: [String?]?
  public let after: [String?]?

  /// The columns beside the key that differ, by their places; of a row that came or went, those that are not empty.
  public var columns: [Int] {
    table.columns.indices.filter { !table.keys.contains(table.columns[$0]) && before?[$0] != after?[$0] }
  }
}

/// A table of a replay, with its columns and those of its key.
public struct ReplayedTable: Hashable, Sendable {
  public let model: String
  public let name: String
  public let columns: [String]
  public let keys: [String]
}

extension ReplayedModel {
  /// Applies what comes up to a position one event at a time.
  /// - Parameters:
  ///   - end: up to which position.
  ///   - day: on which the views stand afterwards, `YYYY-MM-DD`; nil: as before.
  ///   - progress: told how far it has come.
  /// - Returns: what became of each row, by each event that changed it.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public mutating func changes(
    through end: Int64,
    asOf day: String? = nil,
    progress: @Sendable (Replay.Progress) -> Void = { _ in }
  ) async throws(ProjectionError) -> [RowChange] {
    do {
      _ = try await connection.query("SELECT projection.note_changes()")
      let events = try await positions(through: end)
      for event in events {
        try Task.checkCancellation()
        progress(Replay.Progress(position: position, end: end))
        do throws(PostgresError) {
          try await connection.apply(node, after: event - 1, upTo: event, isPart: isPart, parked: &parked)
        } catch {
          guard try await connection.mayPark(error, beside: parked) else { throw error }
          try await connection.park(event, of: node, in: &parked)
        }
        position = event
      }
      position = end
      progress(Replay.Progress(position: end, end: end))
      if let day { _ = try await connection.query("SELECT set_config('projection.as_of', \(day), false)") }
      return try await connection.notedChanges(of: definition.name)
    } catch {
      throw ProjectionError(any: error)
    }
  }

  /// Of the events that the read model does not ignore.
  private func positions(through end: Int64) async throws -> [Int64] {
    let rows = try await connection.query(
      """
      SELECT e.position FROM \(unsafe: isPart ? "pg_temp.narrowed_event" : "registry.event") e
      WHERE e.node = \(node) AND e.position > \(position) AND e.position <= \(end)
        AND (e.type = ANY (\(definition.applies)) OR e.type = ANY (projection.amendments()))
      ORDER BY e.position
      """
    )
    return try rows.decode(Int64.self)
  }
}

extension Connection {
  /// Of each row and event what there was first and last.
  fileprivate func notedChanges(of model: String) throws -> [RowChange] {
    let tables = try query("SELECT relation, columns, keys FROM projection.replayed_tables()")
      .decode(String.self, [String].self, [String].self)
      .map { ($0, ReplayedTable(model: model, name: $0, columns: $1, keys: $2)) }
    let named = Dictionary(tables) { first, _ in first }
    let rows = try query(
      """
      SELECT DISTINCT ON (c.position, c.relation, c.key) c.position, c.relation, c.key,
        first_value(c.before) OVER w, last_value(c.after) OVER w
      FROM pg_temp.changed_row c
      WINDOW w AS (
        PARTITION BY c.position, c.relation, c.key ORDER BY c.place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      ORDER BY c.position, c.relation, c.key
      """
    )
    return try rows.decode(Int64.self, String.self, [String?].self, [String?]?.self, [String?]?.self)
      .compactMap { position, relation, key, before, after in
        guard before != after, let table = named[relation] else { return nil }
        return RowChange(position: position, table: table, key: key, before: before, after: after)
      }
  }
}
