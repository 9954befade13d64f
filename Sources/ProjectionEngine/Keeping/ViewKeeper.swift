import EventLog
import Logging
import Postgres

/// Computes the views that take long, and keeps their rows for readers, once the log is long.
///
/// A read model's tables follow the log within moments; what some of its views count over all of them takes seconds where
/// there are millions of events. Readers of such a view are shown the rows of some minutes ago, and the position that these are
/// of. One session keeps the views of a node, however many workers there are.
struct ViewKeeper: Sendable {
  let definitions: [ProjectionDefinition]
  let node: Node
  let configuration: Configuration
  let logger: Logger
  var terms = Terms()

  /// When views are computed.
  struct Terms: Sendable {
    /// Below so many events they are quickly computed, and readers are shown them as they are.
    var leastEvents: Int64 = 100_000
    /// So long at least between two computations of one view, while the log goes on.
    var age = Duration.seconds(15)
    /// After a view that took a second, so many seconds go to the read models and to readers; none where there were no rows to
    /// be shown meanwhile, for readers compute it then.
    var rest = 3
    /// How long after nothing was to be done.
    var pause = Duration.seconds(2)
  }

  /// A view whose kept rows are of an older position or another day, or that has none.
  struct Due: Sendable, Equatable {
    let schema: String
    let view: String
    /// Whether nothing of today is kept.
    let isMissing: Bool
  }

  /// Runs until the task is cancelled, over any number of lost connections.
  func run() async {
    while !Task.isCancelled {
      do throws(PostgresError) {
        let connection = try await Connection.open(configuration, logger: logger)
        let result = await self.result(of: connection)
        await connection.close()
        try result.get()
      } catch {
        logger.debug("connecting again after a pause", metadata: ["cause": "\(error)"])
      }
      try? await Task.sleep(for: terms.pause)
    }
  }

  private func result(of connection: Connection) async -> Result<Void, PostgresError> {
    do throws(PostgresError) {
      // The lock goes with the session.
      while !Task.isCancelled, try await !lead(by: connection) { try? await Task.sleep(for: terms.pause) }
      while !Task.isCancelled {
        let began = ContinuousClock.now
        let kept = try await keepNext(by: connection)
        let took = began.duration(to: .now)
        if let kept {
          logger.debug("kept", metadata: ["schema": "\(kept.schema)", "view": "\(kept.view)", "took": "\(took)"])
        }
        try? await Task.sleep(for: pause(after: kept, took))
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private func pause(after kept: Due?, _ took: Duration) -> Duration {
    guard let kept else { return terms.pause }
    return kept.isMissing ? .zero : took * terms.rest
  }

  private func lead(by connection: Connection) async throws(PostgresError) -> Bool {
    try await connection.query("SELECT pg_try_advisory_lock(projection.lead_key('kept views', \(node)))")[0]
      .decode(Bool.self, at: 0)
  }

  /// Computes the view that has waited longest.
  /// - Returns: which; nil where none is due.
  func keepNext(by connection: Connection) async throws(PostgresError) -> Due? {
    try await makeTables(by: connection)
    guard let due = try await due(by: connection) else { return nil }
    _ = try await connection.query("SELECT projection.keep(\(due.schema), \(due.view), \(node))")
    return due
  }

  private func makeTables(by connection: Connection) async throws(PostgresError) {
    // A read model that keeps nothing lets go of what it kept before.
    let all = definitions.flatMap { one in (one.keptViews + [""]).map { (one.name, one.version, $0) } }
    _ = try await connection.query(
      """
      SELECT projection.keep_tables(d.schema, array_remove(array_agg(v.view), ''))
      FROM unnest(\(all.map(\.0))::text[], \(all.map(\.1))::integer[], \(all.map(\.2))::text[]) AS v (name, version, view)
      JOIN projection.definition d ON d.name = v.name AND d.version = v.version AND d.live
      JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
      WHERE c.position >= \(terms.leastEvents)
      GROUP BY d.schema
      """
    )
  }

  private func due(by connection: Connection) async throws(PostgresError) -> Due? {
    let kept = definitions.flatMap { one in one.keptViews.map { (one.name, one.version, $0) } }
    return try await connection.query(
      """
      SELECT d.schema, v.view, (k.day = projection.as_of()) IS NOT TRUE AS is_missing
      FROM unnest(\(kept.map(\.0))::text[], \(kept.map(\.1))::integer[], \(kept.map(\.2))::text[]) AS v (name, version, view)
      JOIN projection.definition d ON d.name = v.name AND d.version = v.version AND d.live
      JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
      LEFT JOIN projection.kept k ON k.schema = d.schema AND k.view = v.view AND k.node = c.node
      WHERE c.position >= \(terms.leastEvents)
        AND to_regclass(format('%I.%I', d.schema, 'kept_' || v.view)) IS NOT NULL
        AND (k.node IS NULL OR k.day <> projection.as_of()
          OR k.position < c.position
            AND k.kept_at <= statement_timestamp() - \(terms.age.components.seconds) * interval '1 second')
      ORDER BY is_missing DESC, k.kept_at, d.schema, v.view
      LIMIT 1
      """
    ).decode(String.self, String.self, Bool.self).first.map { Due(schema: $0, view: $1, isMissing: $2) }
  }
}
