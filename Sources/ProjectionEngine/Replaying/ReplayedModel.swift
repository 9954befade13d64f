public import EventLog
import Postgres

/// A read model that a replay has filled. It lives as long as its session.
public struct ReplayedModel: Sendable {
  let connection: Connection
  public let definition: ProjectionDefinition
  public let node: Node
  /// The last event that was applied.
  public let position: Int64
  /// Streams with an event that cannot be applied: what they said before it is in the tables.
  public let parked: [String]

  /// Rows of a view, each in two forms: as text by column, and as a JSON object.
  public struct Rows: Sendable {
    public let columns: [String]
    /// The columns that tell rows apart.
    public let key: [String]
    public let rows: [[String?]]
    public let json: [String]
  }

  /// The rows of one of the definition's views, in the order of its key.
  /// - Parameters:
  ///   - view: one of the definition's.
  ///   - division: only those of this division and the divisions in it; the view must have the column `division`.
  /// - Returns: its columns but the node, and the rows.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func rows(
    of view: ProjectionDefinition.View,
    division: String? = nil
  ) async throws(ProjectionError) -> Rows {
    do {
      return try await connection.rows(of: view, node: node, division: division)
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

extension Connection {
  fileprivate func rows(
    of view: ProjectionDefinition.View,
    node: Node,
    division: String?
  ) throws -> ReplayedModel.Rows {
    let columns = try query(
      """
      SELECT attname::text FROM pg_catalog.pg_attribute
      WHERE attrelid = to_regclass('pg_temp.' || quote_ident(\(view.name))) AND attnum > 0 AND attname <> 'node'
      ORDER BY attnum
      """
    ).decode(String.self)
    let order = view.key.map { "v.\"\($0)\"" }.joined(separator: ", ")
    // JSON keeps the order of the columns; a row without a division is within none.
    let answer = try query(
      """
      SELECT to_json(v)::text, ARRAY(SELECT j.value FROM json_each_text(to_json(v)) AS j WHERE j.key <> 'node')
      FROM pg_temp.\(identifier: view.name) v
      WHERE v.node = \(node)
        AND (\(division) IS NULL OR \(division) = ANY (projection.areas(to_json(v) ->> 'division')))
      ORDER BY \(unsafe: order)
      """
    )
    let rows = try answer.decode(String.self, [String?].self)
    return ReplayedModel.Rows(columns: columns, key: view.key, rows: rows.map(\.1), json: rows.map(\.0))
  }
}
