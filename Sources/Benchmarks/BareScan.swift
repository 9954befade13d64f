import EventLog
import Logging
import Postgres

/// What reading alone costs: one plain statement over the log that takes the events that a read model applies, makes each a
/// jsonb and takes every member of its data out as text. It writes nothing, decides nothing, orders nothing, and needs one
/// process, as a rebuild does.
struct BareScan {
  let configuration: Configuration
  let node: Node
  let logger: Logger

  struct Result {
    let duration: Duration
    /// How many events of these types there are.
    let events: Int64
  }

  func run(_ types: [String]) async throws -> Result {
    let pool = ConnectionPool(
      configuration.with("options", "-c max_parallel_workers_per_gather=0"),
      maximum: 1,
      logger: logger
    )
    // Not timed: the connection.
    try await pool.execute("SELECT 1")
    let began = ContinuousClock.now
    let rows = try await pool.query(
      """
      SELECT count(DISTINCT e.position), coalesce(sum(octet_length(m.value)), 0)::bigint
      FROM registry.event e
      CROSS JOIN LATERAL jsonb_each_text(e.event::text::jsonb -> 'data') AS m (name, value)
      WHERE e.node = \(node) AND e.type = ANY (\(types))
      """
    )
    let duration = ContinuousClock.now - began
    await pool.close()
    let (events, _) = try rows[0].decode(Int64.self, Int64.self)
    return Result(duration: duration, events: events)
  }
}
