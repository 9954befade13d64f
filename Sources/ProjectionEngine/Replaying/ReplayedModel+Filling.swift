import EventLog
import Postgres

extension ReplayedModel {
  /// Applies what comes up to a position, in batches as large as is good.
  mutating func fill(upTo end: Int64, _ progress: @Sendable (Replay.Progress) -> Void) async throws {
    var pace = Pace()
    while position < end {
      try Task.checkCancellation()
      progress(Replay.Progress(position: position, end: end))
      let (upTo, events) = try await next(pace.size, end)
      let began = ContinuousClock.now
      do throws(PostgresError) {
        try await connection.apply(node, after: position, upTo: upTo, isPart: isPart, parked: &parked)
        if pace.succeeded(after: position, upTo: upTo, in: began.duration(to: .now)) { try await connection.count() }
      } catch {
        guard try await connection.mayPark(error, beside: parked) else { throw error }
        if pace.failed(events: events) { continue }
        try await connection.park(upTo, of: node, in: &parked)
      }
      position = upTo
    }
    progress(Replay.Progress(position: end, end: end))
  }

  /// Where a batch of so many events ends, and how many it has.
  private func next(_ count: Int32, _ end: Int64) async throws -> (upTo: Int64, events: Int64) {
    guard isPart else {
      let upTo = min(position + Int64(count), end)
      return (upTo, upTo - position)
    }
    let rows = try await connection.query(
      """
      SELECT coalesce(max(e.position), \(end)), count(*) FROM (
        SELECT n.position FROM pg_temp.narrowed_event n
        WHERE n.position > \(position) AND n.position <= \(end) ORDER BY n.position LIMIT \(Int64(count))
      ) e
      """
    )
    return try rows[0].decode(Int64.self, Int64.self)
  }
}

extension Connection {
  /// Applies a range. Streams that it amends are parked no longer.
  func apply(
    _ node: Node,
    after: Int64,
    upTo: Int64,
    isPart: Bool,
    parked: inout [String]
  ) throws(PostgresError) {
    let rows =
      isPart
      ? try query("SELECT projection.apply_narrowed(\(node), \(after), \(upTo), \(parked))")
      : try query("SELECT projection.apply('pg_temp', \(node), \(after), \(upTo), \(parked), '{}')")
    let restated = try rows[0].decode([String].self, at: 0)
    parked.removeAll(where: restated.contains)
  }

  func mayPark(_ error: PostgresError, beside parked: [String]) throws(PostgresError) -> Bool {
    guard let state = error.sqlState?.rawValue else { return false }
    return try query("SELECT projection.may_park(\(state), \(Int32(parked.count)))")[0].decode(Bool.self, at: 0)
  }

  func park(_ position: Int64, of node: Node, in parked: inout [String]) throws(PostgresError) {
    let rows = try query("SELECT stream FROM registry.event WHERE node = \(node) AND position = \(position)")
    let stream = try rows[0].decode(String.self, at: 0)
    if !parked.contains(stream) { parked.append(stream) }
  }

  func count() throws(PostgresError) {
    try execute("SELECT projection.analyze(pg_my_temp_schema()::regnamespace::text)")
  }
}
