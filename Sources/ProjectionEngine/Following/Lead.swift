import EventLog
import Postgres

/// A session's lead of one projection on one node. It lasts as long as the session, unless another takes it.
struct Lead: Sendable {
  let connection: Connection
  let schema: String
  let node: Node
  /// What the checkpoint must say for a batch of this lead to count.
  let epoch: Int64

  /// The schema of a version that workers apply the log to, nil before it is installed.
  static func schema(
    of definition: ProjectionDefinition,
    by connection: Connection
  ) async throws(PostgresError) -> String? {
    try await connection.query("SELECT projection.followed(\(definition.name), \(definition.version))")[0]
      .decode(String?.self, at: 0)
  }

  /// Takes the lead, or `nil` while another session has it.
  static func take(of schema: String, on node: Node, by connection: Connection) async throws(PostgresError) -> Lead? {
    let answer = try await connection.query("SELECT projection.take_lead(\(schema), \(node))")
    guard let epoch = try answer[0].decode(Int64?.self, at: 0) else { return nil }
    return Lead(connection: connection, schema: schema, node: node, epoch: epoch)
  }

  /// What one call did: `projection.progress`.
  struct Progress: Sendable {
    enum Outcome: String { case advanced, parked, idle, failed }
    let outcome: Outcome
    let after: Int64
    let upTo: Int64
    let head: Int64
    let errorCode: String?

    var events: Int64 { upTo - after }
  }

  /// Applies the next events, at most `most`.
  /// - Throws: QM001 when another session has taken the lead.
  func advance(most: Int32) async throws(PostgresError) -> Progress {
    let rows = try await connection.query(
      """
      SELECT outcome, "after", upto, head, error_code
      FROM projection.advance(\(schema), \(node), \(epoch), \(most))
      """
    )
    let row = rows[0]
    return Progress(
      outcome: Progress.Outcome(rawValue: try row.decode(String.self, at: 0)) ?? .failed,
      after: try row.decode(Int64.self, at: 1),
      upTo: try row.decode(Int64.self, at: 2),
      head: try row.decode(Int64.self, at: 3),
      errorCode: try row.decode(String?.self, at: 4)
    )
  }

  /// Applies the next events, as many as is good.
  /// - Throws: as ``advance(most:)``.
  func work(_ pace: inout Pace) async throws(PostgresError) -> Progress {
    let began = ContinuousClock.now
    let progress = try await advance(most: pace.size)
    guard progress.outcome == .advanced || progress.outcome == .parked else { return progress }
    if pace.succeeded(after: progress.after, upTo: progress.upTo, in: began.duration(to: .now)) { try await analyze() }
    return progress
  }

  /// Shows this version to readers if it has applied as much as the one that they see.
  /// - Returns: whether readers see it now.
  func publish() async throws(PostgresError) -> Bool {
    try await connection.query("SELECT projection.publish(\(schema))")[0].decode(Bool.self, at: 0)
  }

  /// Has the server count the rows again, and plan anew.
  private func analyze() async throws(PostgresError) {
    try await connection.execute("SELECT projection.analyze(\(schema))")
  }
}
