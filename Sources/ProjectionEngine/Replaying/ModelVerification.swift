public import EventLog
public import Logging
public import Postgres

/// Whether the tables that readers see are what the log says: beside them a replay up to where they stand.
public struct ModelVerification: Sendable {
  /// What readers see.
  public let stated: ModelStatement
  public let replayed: TableDigests
  public let node: Node
  public let parked: [String]

  public var schema: String { stated.schema }
  /// Where both stand.
  public var position: Int64 { stated.position }

  /// The tables that are not what the log says; none in a sound registry.
  public var differences: [String] { stated.tables.differences(to: replayed) }

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
    let stated = try await ModelStatement.live(
      definition,
      node: node,
      configuration: configuration,
      logger: logger
    )
    return try await run(
      definition,
      stated: stated,
      node: node,
      configuration: configuration,
      logger: logger,
      progress: progress
    )
  }

  /// Compares with what was stated, perhaps elsewhere, of the same version.
  public static func run(
    _ definition: ProjectionDefinition,
    stated: ModelStatement,
    node: Node,
    configuration: Configuration,
    logger: Logger,
    progress: @Sendable (Replay.Progress) -> Void = { _ in }
  ) async throws(ProjectionError) -> ModelVerification {
    let replay = Replay(
      definition,
      node: node,
      moment: Moment(position: stated.position),
      configuration: configuration,
      logger: logger
    )
    let model = try await replay.run(progress: progress)
    do throws(ProjectionError) {
      let replayed = try await model.digest()
      await model.close()
      return ModelVerification(stated: stated, replayed: replayed, node: node, parked: model.parked)
    } catch {
      await model.close()
      throw error
    }
  }
}
