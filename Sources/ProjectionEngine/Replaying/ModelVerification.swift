public import EventLog
public import Logging
public import Postgres

/// Whether the tables that readers see are what the log says: beside them a replay up to where they stand.
public struct ModelVerification: Sendable {
  public let schema: String
  public let node: Node
  /// Where both stand.
  public let position: Int64
  public let live: TableDigests
  public let replayed: TableDigests
  public let parked: [String]

  /// The tables that are not what the log says; none in a sound registry.
  public var differences: [String] { live.differences(to: replayed) }

  /// - Parameters:
  ///   - definition: of the version that readers see.
  ///   - node: whose rows are compared.
  ///   - configuration: a role that may replay and read the tables: `registry_inspector`.
  ///   - logger: gets what the connections say, at debug level.
  ///   - progress: told how far the replay has come.
  /// - Returns: both, for one position.
  /// - Throws: ``ProjectionError/Code/changed`` when readers see another version, or one of other statements; `stuck`,
  ///   `database` or `cancelled`.
  public static func run(
    _ definition: ProjectionDefinition,
    node: Node,
    configuration: Configuration,
    logger: Logger,
    progress: @Sendable (Replay.Progress) -> Void = { _ in }
  ) async throws(ProjectionError) -> ModelVerification {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      let standing = await connection.standing(of: definition, node: node)
      await connection.close()
      let (schema, position, live) = try standing.get()
      let replay = Replay(
        definition,
        node: node,
        moment: Moment(position: position),
        configuration: configuration,
        logger: logger
      )
      let model = try await replay.run(progress: progress)
      let parked = model.parked
      do {
        let replayed = try await model.digest()
        await model.close()
        return ModelVerification(
          schema: schema,
          node: node,
          position: position,
          live: live,
          replayed: replayed,
          parked: parked
        )
      } catch {
        await model.close()
        throw error
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }
}

extension Connection {
  /// Schema, position and tables, all of one snapshot.
  fileprivate func standing(
    of definition: ProjectionDefinition,
    node: Node
  ) -> Result<(schema: String, position: Int64, live: TableDigests), any Error> {
    Result {
      try transaction(mode: .snapshot) { connection in
        let rows = try connection.query(
          """
          SELECT d.schema, coalesce(c.position, 0),
            d.version = \(definition.version) AND d.checksum = projection.checksum(
              \(definition.tables), \(definition.apply), \(definition.retract))
          FROM projection.definition d
          LEFT JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
          WHERE d.name = \(definition.name) AND d.live
          """
        )
        guard let row = rows.first,
          case let (schema, position, isSame) = try row.decode(String.self, Int64.self, Bool.self)
        else { throw ProjectionError(.changed, "\(definition.name) has not been installed") }
        guard isSame else {
          throw ProjectionError(.changed, "readers see \(schema), whose statements are not those of the folder")
        }
        return (schema, position, try connection.digest(of: schema, node: node))
      }
    }
  }
}
