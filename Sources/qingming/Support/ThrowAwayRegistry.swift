import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster

/// A registry without events in a PostgreSQL of its own, which is gone when it has been used.
struct ThrowAwayRegistry {
  private let cluster: PrivateCluster
  let node: Node

  /// Runs `body` with one that has the schema in a directory, Schemas/database of this program.
  static func with<R>(
    _ node: Node,
    schemas: URL,
    _ body: (ThrowAwayRegistry) async throws -> R
  ) async throws -> R {
    let directory = FileManager.default.temporaryDirectory.appending(path: "qingming-\(UUID().uuidString.prefix(8))")
    let registry = ThrowAwayRegistry(cluster: try PrivateCluster(directory: directory, durability: .none), node: node)
    let result = await Result { () async throws -> R in
      try await registry.cluster.start()
      try await registry.begin(schemas)
      return try await body(registry)
    }
    try await registry.cluster.stop(.immediate)
    try FileManager.default.removeItem(at: directory)
    return try result.get()
  }

  private func begin(_ schemas: URL) async throws {
    let owner = configuration(role: "postgres")
    try await DatabaseSchema.migrate(directory: schemas, configuration: owner, logger: .quiet)
    try await DatabaseSchema.install(node, name: "replay", configuration: owner, logger: .quiet)
  }

  /// How `role` connects.
  func configuration(role: String) -> Configuration { Configuration(cluster.connectionString()).with("user", role) }
}
