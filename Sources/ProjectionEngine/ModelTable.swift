public import EventLog
public import Postgres

/// Rows of a read model's view, each in two forms: as text by column, and as a JSON object.
public struct ModelTable: Sendable {
  public let columns: [String]
  /// The columns that tell rows apart.
  public let key: [String]
  public let rows: [[String?]]
  public let json: [String]
}

/// The version of a read model that readers see.
public struct LiveModel: Sendable {
  let definition: ProjectionDefinition
  let pool: ConnectionPool

  /// - Parameters:
  ///   - definition: names its views.
  ///   - pool: of a role that may read: `registry_app` or `registry_reader`.
  public init(_ definition: ProjectionDefinition, pool: ConnectionPool) {
    (self.definition, self.pool) = (definition, pool)
  }

  /// The rows of a view in the order of its key, all of one moment.
  ///
  /// - Parameters:
  ///   - view: one of the definition's.
  ///   - node: whose rows.
  ///   - division: only those of this division and the divisions in it; the view must have the column `division`.
  ///   - day: `YYYY-MM-DD`, for what changes with time alone; today without one.
  /// - Returns: its columns but the node, and the rows.
  /// - Throws: ``ProjectionError/Code/noDivision``, `database` or `cancelled`.
  public func rows(
    of view: ProjectionDefinition.View,
    node: Node,
    division: String? = nil,
    on day: String? = nil
  ) async throws(ProjectionError) -> ModelTable {
    do {
      return try await pool.transaction(mode: .snapshot) { connection in
        if let day { _ = try connection.query("SELECT set_config('projection.as_of', \(day), true)") }
        return try connection.table(view, in: definition.name, node: node, division: division)
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }
}

extension Connection {
  /// The rows of a view in a schema. JSON keeps the order of the columns; a row without a division is within none.
  func table(_ view: ProjectionDefinition.View, in schema: String, node: Node, division: String?) throws -> ModelTable {
    let columns = try query(
      """
      SELECT attname::text FROM pg_catalog.pg_attribute
      WHERE attrelid = to_regclass(quote_ident(\(schema)) || '.' || quote_ident(\(view.name)))
        AND attnum > 0 AND attname <> 'node'
      ORDER BY attnum
      """
    ).decode(String.self)
    guard division == nil || columns.contains("division") else {
      throw ProjectionError(.noDivision, "the rows of \(view.name) tell no division")
    }
    let order = view.key.map { "v.\"\($0)\"" }.joined(separator: ", ")
    let answer = try query(
      """
      SELECT to_json(v)::text, ARRAY(SELECT j.value FROM json_each_text(to_json(v)) AS j WHERE j.key <> 'node')
      FROM \(identifier: schema).\(identifier: view.name) v
      WHERE v.node = \(node)
        AND (\(division) IS NULL OR \(division) = ANY (projection.areas(to_json(v) ->> 'division')))
      ORDER BY \(unsafe: order)
      """
    )
    let rows = try answer.decode(String.self, [String?].self)
    return ModelTable(columns: columns, key: view.key, rows: rows.map(\.1), json: rows.map(\.0))
  }
}
