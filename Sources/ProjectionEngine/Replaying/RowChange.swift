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

  public init(position: Int64, table: ReplayedTable, key: [String?], before: [String?]?, after: [String?]?) {
    (self.position, self.table, self.key, self.before, self.after) = (position, table, key, before, after)
  }

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
  /// Applies what comes up to a position one event at a time; those that the read model ignores together with the next one.
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
      for step in try await steps(through: end) {
        try Task.checkCancellation()
        progress(Replay.Progress(position: position, end: end))
        do throws(PostgresError) {
          try await connection.apply(node, after: step.first - 1, upTo: step.last, isPart: isPart, parked: &parked)
        } catch {
          guard try await connection.mayPark(error, beside: parked) else { throw error }
          try await connection.park(step.last, of: node, in: &parked)
        }
        position = step.last
      }
      position = end
      progress(Replay.Progress(position: end, end: end))
      if let day { _ = try await connection.query("SELECT set_config('projection.as_of', \(day), false)") }
      return try await connection.notedChanges(of: definition.name)
    } catch {
      throw ProjectionError(any: error)
    }
  }

  /// The positions of the first and the last event of each step. A read model may count events whose content it ignores.
  private func steps(through end: Int64) async throws -> [(first: Int64, last: Int64)] {
    let rows = try await connection.query(
      """
      SELECT e.position, e.type = ANY (\(definition.applies)) OR e.type = ANY (projection.amendments()) FROM \(unsafe: isPart ? "pg_temp.narrowed_event" : "registry.event") e
      WHERE e.node = \(node) AND e.position > \(position) AND e.position <= \(end)
      ORDER BY e.position
      """
    )
    var (steps, first): ([(first: Int64, last: Int64)], Int64?) = ([], nil)
    let events = try rows.decode(Int64.self, Bool.self)
    for (event, isApplied) in events {
      first = first ?? event
      guard isApplied || event == events.last?.0, let begin = first else { continue }
      steps.append((begin, event))
      first = nil
    }
    return steps
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
