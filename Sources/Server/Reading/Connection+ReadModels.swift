import CanonicalJSON
import Postgres

extension Connection {
  func rows(of view: ModelView, node: Int32) throws -> [JSONObject] {
    try query(view.sql(node: node)).map { try $0.json() }
  }

  func rows(of view: ModelView, node: Int32, caseID: String) throws -> [JSONObject] {
    let sql: SQL = """
      SELECT \(unsafe: view.selection) FROM \(unsafe: view.source)
      WHERE node = \(node) AND case_id = \(caseID) ORDER BY \(unsafe: view.order)
      """
    return try query(sql).map { try $0.json() }
  }

  /// Those of the live read models that a worker has taken up.
  func standings(node: Int32) throws -> [Standing] {
    // Before the first worker ran there is no such view, and a failed statement would end the transaction.
    let there = try query("SELECT to_regclass('projection.status') IS NOT NULL").decode(Bool.self)
    guard there == [true] else { return [] }
    return try query(Standing.sql(node: node)).map { try Standing($0) }
  }

  func standing(of model: String, node: Int32) throws -> Standing {
    guard let standing = try standings(node: node).first(where: { $0.model == model }) else {
      throw ReadError(.notReady, "no worker has taken up the read model \(model)")
    }
    return standing
  }

  /// Of a view: where its rows are kept they are of an older position than their read model's (`projection.kept`). What is
  /// older than the least position asked for is computed anew in this transaction.
  func standing(
    of view: String,
    in model: String,
    node: Int32,
    atLeast least: Int64? = nil
  ) throws -> Standing {
    let standing = try standing(of: model, node: node)
    let shown = try query(
      "SELECT position, coalesce(ceil(lag_seconds)::bigint, 0) FROM projection.shown_upto(\(model), \(view), \(node))"
    ).decode(Int64.self, Int64.self)
    guard let (position, lag) = shown.first, position < standing.position else { return standing }
    guard let least, position < least else { return standing.at(position, lagSeconds: lag) }
    _ = try query("SELECT set_config('projection.kept', 'off', true)")
    return standing
  }

  func head(node: Int32) throws -> Int64 {
    let rows = try query("SELECT position FROM registry.head WHERE node = \(node)")
    guard let row = rows.first else { throw ReadError(.notReady, "the node is not installed") }
    return try row.decode(Int64.self, at: 0)
  }

  func newest(_ count: Int, node: Int32) throws -> [NewEvent] {
    let rows = try query(
      """
      SELECT position, type, stream, occurred_at, recorded_at FROM registry.event
      WHERE node = \(node)
        AND position > (SELECT position - \(ReadModels.lookedThrough) FROM registry.head WHERE node = \(node))
      ORDER BY position DESC LIMIT \(count)
      """
    )
    return try rows.decode(Int64.self, String.self, String.self, PostgresTimestamp.self, PostgresTimestamp.self)
      .map { NewEvent(position: $0, type: $1, stream: $2, occurredAt: $3, recordedAt: $4) }
  }
}
