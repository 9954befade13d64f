import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import PrivateCluster
import Simulator

/// A registry with its database reachable and its schema in place.
struct OpenRegistry: Sendable {
  let installation: Installation
  /// Nil when the database is somebody else's server.
  let cluster: PrivateCluster?
  /// Whether this process has started the cluster, and so has to stop it.
  private let hasStartedCluster: Bool
  let node: Node
  let pool: ConnectionPool
  let log: EventLog
  let logger: Logger
  private let database: String?

  /// Starts the private cluster where one is used, and brings the schema up to date.
  static func open(_ options: DataOptions, logger: Logger) async throws -> OpenRegistry {
    let installation = try options.installation()
    let cluster = options.database == nil ? try PrivateCluster(directory: installation.cluster) : nil
    let wasRunning = try await cluster?.isRunning() ?? true
    try await cluster?.start()
    let registry = OpenRegistry(
      installation: installation,
      cluster: cluster,
      hasStartedCluster: !wasRunning,
      node: City.weihai.registryNode,
      database: options.database,
      logger: logger
    )
    do {
      try await registry.migrate()
    } catch {
      try await registry.stop()
      throw error
    }
    return registry
  }

  private init(
    installation: Installation,
    cluster: PrivateCluster?,
    hasStartedCluster: Bool,
    node: Node,
    database: String?,
    logger: Logger
  ) {
    (self.installation, self.cluster, self.node) = (installation, cluster, node)
    self.hasStartedCluster = hasStartedCluster
    (self.database, self.logger) = (database, logger)
    pool = ConnectionPool(
      Self.configuration(cluster, database, user: "registry_app"),
      maximum: 8,
      logger: logger
    )
    log = EventLog(pool: pool, node: node, logger: logger)
  }

  /// How `role` connects.
  func configuration(role: String) -> Configuration { Self.configuration(cluster, database, user: role) }

  private static func configuration(_ cluster: PrivateCluster?, _ database: String?, user: String) -> Configuration {
    Configuration(database ?? cluster?.connectionString() ?? "").with("user", user)
  }

  private func migrate() async throws {
    try await DatabaseSchema.migrate(
      directory: installation.schemas,
      configuration: configuration(role: "postgres"),
      logger: logger
    )
    try await DatabaseSchema.install(
      node,
      name: City.weihai.nameEn,
      configuration: configuration(role: "postgres"),
      logger: logger
    )
  }

  /// The door for submissions, with the key of this installation.
  func frontDoor() async throws -> FrontDoor {
    let isEmpty = try await log.head() == .start
    return FrontDoor(log: log, hasher: try KeyFile(in: installation.data).hasher(mayCreate: isEmpty))
  }

  /// Ends the connections; the cluster goes on.
  func close() async {
    await pool.close()
  }

  /// Ends the connections, and the cluster if this process has started it.
  func stop() async throws {
    await close()
    if hasStartedCluster { try await cluster?.stop() }
  }
}

extension City {
  /// A city's registry is named by its division code.
  var registryNode: Node { Node(rawValue: Int32(node)) }
}
