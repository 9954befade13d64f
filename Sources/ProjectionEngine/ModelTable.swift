public import EventLog
public import Postgres

/// Rows of a read model's view, each in two forms: as text by column, and as a JSON object.
public struct ModelTable: Sendable {
  public let columns: [String]
  /// The columns that tell rows apart.
  public let key: [String]
  public let rows: [[String?]]
  public let json: [String]
  /// The key of the last row, where more rows come behind it.
  public let last: [String?]?
  /// How many there are without the limit, where that was asked for.
  public var total: Int?
}

/// Which rows of a view are asked for.
public struct RowSelection: Sendable {
  /// Only those of this division and the divisions in it; the view must have the column `division`. Nine digits are a town,
  /// and the view must have the column `town`.
  public var division: String?
  /// Only those behind the row with this key: the values of its columns as text, in the key's order.
  public var after: [String?]?
  /// At most so many; nil: all.
  public var limit: Int?
  /// Only those that have one of these values, as text, in each of these columns.
  public var matching: [String: [String]]
  /// Only those that lie in it.
  public var scope: RowScope?
  /// What puts the rows in order before the view's key; nothing is behind a key then.
  public var order: [Order] = []
  /// So many are passed over.
  public var offset = 0
  /// Whether it is told how many there are.
  public var isCounted = false

  /// A column by which rows are put in order.
  public struct Order: Sendable {
    let column: String
    let isDescending: Bool

    /// The least first, and before it what has none.
    public static func rising(_ column: String) -> Order { Order(column: column, isDescending: false) }
    /// The greatest first, and last what has none.
    public static func falling(_ column: String) -> Order { Order(column: column, isDescending: true) }
  }

  public init(
    division: String? = nil,
    after: [String?]? = nil,
    limit: Int? = nil,
    matching: [String: [String]] = [:],
    scope: RowScope? = nil
  ) {
    (self.division, self.after, self.limit) = (division, after, limit)
    (self.matching, self.scope) = (matching, scope)
  }
}

/// The version of a read model that readers see.
public struct LiveModel: Sendable {
  let definition: ProjectionDefinition
  let pool: ConnectionPool

  /// - Parameters:
  ///   - definition: names its views.
  ///   - pool: of a role that may read all: `registry_reader`.
  public init(_ definition: ProjectionDefinition, pool: ConnectionPool) {
    (self.definition, self.pool) = (definition, pool)
  }

  /// The rows of a view in the order of its key, all of one moment.
  ///
  /// - Parameters:
  ///   - view: one of the definition's.
  ///   - node: whose rows.
  ///   - selection: which of them.
  ///   - day: `YYYY-MM-DD`, for what changes with time alone; today without one.
  /// - Returns: its columns but the node, and the rows.
  /// - Throws: ``ProjectionError/Code/noDivision``, `database` or `cancelled`.
  public func rows(
    of view: ProjectionDefinition.View,
    node: Node,
    _ selection: RowSelection = RowSelection(),
    on day: String? = nil
  ) async throws(ProjectionError) -> ModelTable {
    do {
      return try await pool.transaction(mode: .snapshot) { connection in
        if let day { try connection.asOf(day) }
        return try connection.table(view, in: definition.name, node: node, selection)
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }
}

extension Connection {
  /// For the rest of the transaction, what changes with time alone is as on a day, `YYYY-MM-DD`.
  public func asOf(_ day: String) throws(PostgresError) {
    _ = try query("SELECT set_config('projection.as_of', \(day), true)")
  }

  /// The rows of a view in a schema, in the order of its key. JSON keeps the order of the columns; a row without a division
  /// is within none. What stands in the schema for the view may be named otherwise.
  /// - Throws: ``ProjectionError/Code/noDivision``, ``ProjectionError/Code/badKey``, or ``PostgresError``.
  public func table(
    _ view: ProjectionDefinition.View,
    in schema: String,
    named relation: String? = nil,
    node: Node,
    _ selection: RowSelection = RowSelection()
  ) throws -> ModelTable {
    let relation = relation ?? view.name
    let columns = try query(
      """
      SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute
      WHERE attrelid = to_regclass(quote_ident(\(schema)) || '.' || quote_ident(\(relation)))
        AND attnum > 0 AND attname <> 'node'
      ORDER BY attnum
      """
    ).decode(String.self, String.self)
    // The nine digits of a town are those of a division and three more.
    let place = selection.division.map { $0.utf8.count > 6 ? "town" : "division" }
    guard place.map({ name in columns.contains { $0.0 == name } }) ?? true else {
      throw ProjectionError(.noDivision, "the rows of \(view.name) tell no \(place ?? "division")")
    }
    let inScope = try selection.scope?.condition(on: columns.map(\.0), of: view) ?? "true"
    let key = try KeyOrder(view, types: Dictionary(columns) { $1 })
    guard selection.after.map({ $0.count == key.count }) ?? true else {
      throw ProjectionError(.badKey, "a key of \(view.name) has \(key.count) values")
    }
    let order = try selection.order.map { order throws(ProjectionError) in
      guard columns.contains(where: { $0.0 == order.column }), selection.after == nil else {
        throw ProjectionError(.folder, "\(view.name) is not put in order by \(order.column)")
      }
      return #"v."\#(order.column)" \#(order.isDescending ? "DESC NULLS LAST" : "ASC NULLS FIRST"), "#
    }.joined()
    // One row more tells whether there are any behind.
    let most = selection.limit.map { Int64($0) + 1 }
    let matches = try ColumnMatches(selection.matching, types: Dictionary(columns) { $1 }, view: view.name)
    let answer = try query(
      """
      SELECT to_json(v)::text, ARRAY(SELECT j.value FROM json_each_text(to_json(v)) AS j WHERE j.key <> 'node'),
        \(unsafe: key.values), \(unsafe: selection.isCounted ? "count(*) OVER ()" : "NULL::bigint")
      FROM \(identifier: schema).\(identifier: relation) v
      CROSS JOIN (
        SELECT \(selection.after) AS key, \(selection.scope?.divisions ?? []) AS divisions,
          \(selection.scope?.organisation) AS organisation, \(matches.values) AS allowed
      ) a
      WHERE v.node = \(node)
        AND (\(selection.division) IS NULL OR \(selection.division) = to_json(v) ->> 'town'
          OR \(selection.division) = ANY (projection.areas(to_json(v) ->> 'division')))
        AND (a.key IS NULL OR \(unsafe: key.isBehind))
        AND \(unsafe: inScope)\(unsafe: matches.conditions)
      ORDER BY \(unsafe: order + key.order)
      LIMIT \(most) OFFSET \(Int64(selection.offset))
      """
    )
    let found = try answer.decode(String.self, [String?].self, [String?].self, Int64?.self)
    let rows = selection.limit.map { found.prefix($0) } ?? found[...]
    return ModelTable(
      columns: columns.map(\.0),
      key: view.key,
      rows: rows.map(\.1),
      json: rows.map(\.0),
      last: rows.count < found.count ? rows.last?.2 : nil,
      total: found.first.flatMap { $0.3.map { Int($0) } }
    )
  }
}
