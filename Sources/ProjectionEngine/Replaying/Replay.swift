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
  let part: Part?
  let configuration: Configuration
  let logger: Logger

  /// Some streams, each whole, as if the log had nothing else up to a position.
  public struct Part: Sendable {
    public let streams: [StreamID]
    public let upTo: Position

    public init(_ streams: [StreamID], upTo: Position) { (self.streams, self.upTo) = (streams, upTo) }
  }

  /// - Parameters:
  ///   - definition: the read model.
  ///   - node: whose log is replayed.
  ///   - moment: up to when.
  ///   - part: of the log; nil for all of it. Not together with what was true by a day.
  ///   - configuration: a role that may read the log and make temporary tables: `registry_inspector`.
  ///   - logger: gets what the connection says, at debug level.
  public init(
    _ definition: ProjectionDefinition,
    node: Node,
    moment: Moment,
    part: Part? = nil,
    configuration: Configuration,
    logger: Logger
  ) {
    precondition(part == nil || moment.trueAt == nil, "a part of the log is replayed as it was known")
    (self.definition, self.node, self.moment, self.part) = (definition, node, moment, part)
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
    let end = try await connection.stage(definition, node, moment, part)
    var model = ReplayedModel(connection: connection, definition: definition, node: node, isPart: part != nil)
    try await model.fill(upTo: end, progress)
    try await connection.count()
    return model
  }
}

extension Connection {
  /// Creates the empty tables.
  /// - Returns: the position up to which the log is to be applied.
  fileprivate func stage(
    _ definition: ProjectionDefinition,
    _ node: Node,
    _ moment: Moment,
    _ part: Replay.Part?
  ) throws -> Int64 {
    // Before the first temporary table is touched; afterwards it cannot be changed.
    _ = try query("SELECT set_config('temp_buffers', '128MB', false)")
    let end = try end(node, moment)
    if let part {
      _ = try query("SELECT projection.narrow(\(node), \(part.streams.map(\.rawValue)), \(part.upTo))")
    }
    let known = definition.applies + definition.ignores
    let unknown = try query(
      """
      SELECT CASE WHEN e.data_version > registry.current_version(e.type) THEN e.type || '/v' || e.data_version ELSE e.type END,
        e.position
      FROM \(unsafe: part == nil ? "registry.event" : "pg_temp.narrowed_event") e
      WHERE e.node = \(node) AND e.position <= \(part?.upTo.rawValue ?? end)
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
}
