public import EventLog
public import Logging
public import Postgres

/// A read model as it was: the same statements, over the log up to a moment, in temporary tables of a session of its own.
/// Nothing that lasts is written, and nobody else is disturbed.
///
/// ```swift
/// let replay = Replay(definition, node: node, moment: Moment(trueAt: "2026-03-31"), configuration: inspector, logger: logger)
/// let model = try await replay.run()
/// let rows = try await model.rows(of: "by_division")
/// await model.close()
/// ```
public struct Replay: Sendable {
  let definition: ProjectionDefinition
  let node: Node
  let moment: Moment
  let configuration: Configuration
  let logger: Logger

  /// - Parameters:
  ///   - definition: the read model.
  ///   - node: whose log is replayed.
  ///   - moment: up to when.
  ///   - configuration: a role that may read the log and make temporary tables: `registry_inspector`.
  ///   - logger: gets what the connection says, at debug level.
  public init(
    _ definition: ProjectionDefinition,
    node: Node,
    moment: Moment,
    configuration: Configuration,
    logger: Logger
  ) {
    (self.definition, self.node, self.moment) = (definition, node, moment)
    self.configuration = configuration.with("application_name", "qingming replay \(definition.name)")
    self.logger = logger
  }

  /// How far a replay has come.
  public struct Progress: Sendable {
    public let position: Int64
    public let end: Int64
  }

  /// Fills the tables.
  /// - Parameter progress: told how far it has come.
  /// - Returns: the model, whose session lasts until it is closed.
  /// - Throws: ``ProjectionError/Code/stuck`` for an event of a type that the read model does not know (rule L5);
  ///   `database` or `cancelled`.
  public func run(
    progress: @Sendable (Progress) -> Void = { _ in }
  ) async throws(ProjectionError) -> ReplayedModel {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      do {
        return try await fill(connection, progress)
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }

  private func fill(
    _ connection: Connection,
    _ progress: @Sendable (Progress) -> Void
  ) async throws -> ReplayedModel {
    let end = try await connection.stage(definition, node, moment)
    var parked: [String] = []
    var pace = Pace()
    var position: Int64 = 0
    while position < end {
      try Task.checkCancellation()
      progress(Progress(position: position, end: end))
      let upTo = min(position + Int64(pace.size), end)
      let began = ContinuousClock.now
      do throws(PostgresError) {
        try await connection.apply(node, after: position, upTo: upTo, parked: &parked)
        if pace.succeeded(after: position, upTo: upTo, in: began.duration(to: .now)) { try await connection.count() }
      } catch {
        guard try await connection.mayPark(error, beside: parked) else { throw error }
        if pace.failed(events: upTo - position) { continue }
        try await connection.park(upTo, of: node, in: &parked)
      }
      position = upTo
    }
    try await connection.count()
    progress(Progress(position: end, end: end))
    return ReplayedModel(connection: connection, definition: definition, node: node, position: end, parked: parked)
  }
}

extension Connection {
  /// Creates the empty tables.
  /// - Returns: the position up to which the log is to be applied.
  fileprivate func stage(_ definition: ProjectionDefinition, _ node: Node, _ moment: Moment) throws -> Int64 {
    // Before the first temporary table is touched; afterwards it cannot be changed.
    _ = try query("SELECT set_config('temp_buffers', '128MB', false)")
    let end = try end(node, moment)
    let known = definition.applies + definition.ignores
    let unknown = try query(
      """
      SELECT CASE WHEN e.data_version > registry.current_version(e.type) THEN e.type || '/v' || e.data_version ELSE e.type END,
        e.position
      FROM registry.event e
      WHERE e.node = \(node) AND e.position <= \(end)
        AND (e.type <> ALL (\(known) || projection.amendments())
          OR e.data_version > registry.current_version(e.type))
      ORDER BY e.position LIMIT 1
      """
    )
    if let row = unknown.first {
      let (type, position) = try row.decode(String.self, Int64.self)
      throw ProjectionError(.stuck, "\(definition.name) does not know the event type \(type) at position \(position)")
    }
    _ = try query(
      """
      SELECT projection.stage(\(definition.tables), \(definition.apply), \(definition.retract), \(moment.trueAt)::date)
      """
    )
    _ = try query(
      """
      SELECT set_config('projection.as_of', coalesce(\(moment.trueAt), projection.local_date(\(moment.knownAt))::text,
        (SELECT projection.local_date(e.recorded_at)::text FROM registry.event e
        WHERE e.node = \(node) AND e.position = \(moment.position)), ''), false)
      """
    )
    return end
  }

  private func end(_ node: Node, _ moment: Moment) throws -> Int64 {
    try query(
      """
      SELECT least(
        (SELECT coalesce(max(e.position), 0) FROM registry.event e WHERE e.node = \(node)),
        CASE WHEN \(moment.position) IS NOT NULL THEN greatest(\(moment.position), 0) END,
        CASE WHEN \(moment.knownAt) IS NOT NULL THEN projection.known_by(\(node), \(moment.knownAt)) END)
      """
    )[0].decode(Int64.self, at: 0)
  }

  /// Applies a range. Streams that it amends are parked no longer.
  fileprivate func apply(_ node: Node, after: Int64, upTo: Int64, parked: inout [String]) throws(PostgresError) {
    let rows = try query("SELECT projection.apply('pg_temp', \(node), \(after), \(upTo), \(parked), '{}')")
    let restated = try rows[0].decode([String].self, at: 0)
    parked.removeAll(where: restated.contains)
  }

  fileprivate func mayPark(_ error: PostgresError, beside parked: [String]) throws(PostgresError) -> Bool {
    guard let state = error.sqlState?.rawValue else { return false }
    return try query("SELECT projection.may_park(\(state), \(Int32(parked.count)))")[0].decode(Bool.self, at: 0)
  }

  fileprivate func park(_ position: Int64, of node: Node, in parked: inout [String]) throws(PostgresError) {
    let rows = try query("SELECT stream FROM registry.event WHERE node = \(node) AND position = \(position)")
    let stream = try rows[0].decode(String.self, at: 0)
    if !parked.contains(stream) { parked.append(stream) }
  }

  fileprivate func count() throws(PostgresError) {
    try execute("SELECT projection.analyze(pg_my_temp_schema()::regnamespace::text)")
  }
}
