public import EventLog
import Postgres

/// A read model that a replay has filled. It lives as long as its session.
public struct ReplayedModel: Sendable {
  let connection: Connection
  public let definition: ProjectionDefinition
  public let node: Node
  /// Whether it is of some streams alone.
  let isPart: Bool
  /// The last event that was applied.
  public internal(set) var position: Int64 = 0
  /// Streams with an event that cannot be applied: what they said before it is in the tables.
  public internal(set) var parked: [String] = []

  /// The rows of one of the definition's views, in the order of its key.
  /// - Parameters:
  ///   - view: one of the definition's.
  ///   - selection: which of them.
  ///   - office: the settings of whoever asks, as of a live read model: the database shows them what it would of that. Nil for
  ///     the registry's own operator.
  /// - Returns: its columns but the node, and the rows.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func rows(
    of view: ProjectionDefinition.View,
    _ selection: RowSelection = RowSelection(),
    as office: [(name: String, value: String)]? = nil
  ) async throws(ProjectionError) -> ModelTable {
    do {
      return try await connection.transaction { [name = definition.name, node] connection in
        guard let office else { return try connection.table(view, in: "pg_temp", node: node, selection) }
        let shown = try connection.query("SELECT projection.show_replay(\(name), \(view.name))")[0]
          .decode(String.self, at: 0)
        try connection.set(office)
        return try connection.table(view, in: "pg_temp", named: shown, node: node, selection)
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }

  /// What its tables hold.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func digest() async throws(ProjectionError) -> TableDigests {
    do {
      let schema = try await connection.query("SELECT pg_my_temp_schema()::regnamespace::text")[0]
        .decode(String.self, at: 0)
      return try await connection.digest(of: schema, node: node)
    } catch {
      throw ProjectionError(any: error)
    }
  }

  public func close() async {
    await connection.close()
  }
}
