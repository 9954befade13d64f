public import EventLog
public import Foundation
public import Logging
public import Postgres

/// Keeps the read models of a directory up to date on one node.
///
/// ```swift
/// let worker = try ProjectionWorker(
///   directory: projections, configuration: configuration, node: Node(rawValue: 371000), logger: logger)
/// try await worker.run()                        // until the task is cancelled
///
/// try await worker.wait(for: receipt.position)  // elsewhere: read your own writes
/// ```
///
/// Any number of workers may run, in any number of processes. One of them leads each read model; when it is lost,
/// another takes over within a second or so. What is applied is applied exactly once (`projection.advance`).
public struct ProjectionWorker: Sendable {
  public let definitions: [ProjectionDefinition]
  public let node: Node
  let configuration: Configuration
  let pool: ConnectionPool
  let logger: Logger

  /// - Parameters:
  ///   - directory: holds one folder for each read model.
  ///   - configuration: a role that may create schemas and run projections: `registry_worker`. Each read model takes
  ///     one connection, keeping their views another, and listening one more; not through a pooler in transaction mode.
  ///   - node: the registry whose log is applied.
  ///   - logger: told of leads, pauses and events that cannot be applied; never of their content.
  /// - Throws: ``ProjectionError/Code/folder``.
  public init(
    directory: URL,
    configuration: Configuration,
    node: Node,
    logger: Logger
  ) throws(ProjectionError) {
    self.init(
      definitions: try ProjectionDefinition.all(in: directory),
      configuration: configuration,
      node: node,
      logger: logger
    )
  }

  public init(definitions: [ProjectionDefinition], configuration: Configuration, node: Node, logger: Logger) {
    self.definitions = definitions
    self.configuration = configuration
    self.node = node
    self.logger = logger
    pool = ConnectionPool(configuration, maximum: 2, logger: logger)
  }

  /// Installs the read models that are not there yet, then applies the log to them as it grows, until the task is
  /// cancelled. Lost connections are made again; a read model whose events cannot be applied stops neither itself nor
  /// the others: it is tried again, and says why in ``status()``.
  /// - Throws: as ``install()``.
  public func run() async throws(ProjectionError) {
    try await install()
    await withDiscardingTaskGroup { group in
      var bells: [Bell] = []
      for definition in definitions {
        let bell = Bell()
        bells.append(bell)
        let follower = follower(of: definition, bell: bell)
        group.addTask { await follower.run() }
      }
      let keeper = keeper
      group.addTask { await keeper.run() }
      group.addTask { [bells, configuration, logger] in
        // Also when listening begins again: what was notified meanwhile is lost.
        for await _ in Listener(configuration, channels: ["registry_event"], logger: logger) {
          for bell in bells { bell.ring() }
        }
      }
    }
  }

  /// Installs the read models that are not there yet, and drops what readers have left. Harmless when repeated; safe
  /// when several workers do so at once.
  /// - Throws: ``ProjectionError/Code/changed`` when tables or statements have changed without a new version, else
  ///   ``ProjectionError/Code/database`` or `cancelled`.
  public func install() async throws(ProjectionError) {
    do throws(PostgresError) {
      for one in definitions { _ = try await pool.query(one.installing(again: false)) }
      _ = try await pool.query("SELECT projection.drop_retired()")
    } catch {
      throw ProjectionError(error)
    }
  }

  private var keeper: ViewKeeper {
    var logger = logger
    logger[metadataKey: "node"] = "\(node.rawValue)"
    return ViewKeeper(
      definitions: definitions,
      node: node,
      configuration: configuration.with("application_name", "qingming kept views"),
      logger: logger
    )
  }

  private func follower(of definition: ProjectionDefinition, bell: Bell) -> Follower {
    var logger = logger
    logger[metadataKey: "projection"] = "\(definition.name)"
    logger[metadataKey: "node"] = "\(node.rawValue)"
    return Follower(
      definition: definition,
      node: node,
      configuration: configuration.with("application_name", "qingming \(definition.schema)"),
      bell: bell,
      logger: logger
    )
  }
}

extension ProjectionDefinition {
  /// Answers with the schema; `again` asks for another one beside that which readers see.
  func installing(again: Bool) -> SQL {
    """
    SELECT projection.install(
      \(name), \(version), \(applies), \(ignores), \(tables), \(apply), \(retract), \(again))
    """
  }
}
