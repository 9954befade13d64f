import ArgumentParser
import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster
import UnixSignals

/// A registry without events in a PostgreSQL of its own, which is gone when it has been used.
struct ThrowAwayRegistry {
  private let cluster: PrivateCluster
  let node: Node

  /// Runs `body` with one that has the schema in a directory, Schemas/database of this program. Ctrl-C ends it, and takes it away too.
  static func with<R: Sendable>(
    _ node: Node,
    schemas: URL,
    _ body: @escaping @Sendable (ThrowAwayRegistry) async throws -> R
  ) async throws -> R {
    let directory = FileManager.default.temporaryDirectory.appending(path: "qingming-\(UUID().uuidString.prefix(8))")
    let registry = ThrowAwayRegistry(cluster: try PrivateCluster(directory: directory, durability: .none), node: node)
    let result = await Result {
      try await untilInterrupted {
        try await registry.cluster.start()
        try await registry.begin(schemas)
        return try await body(registry)
      }
    }
    let ended = await Result {
      try await registry.cluster.stop(.immediate)
      try FileManager.default.removeItem(at: directory)
    }
    // What went wrong first is told first.
    let value = try result.get()
    try ended.get()
    return value
  }

  private static func untilInterrupted<R: Sendable>(
    _ body: @escaping @Sendable () async throws -> R
  ) async throws -> R {
    try await withThrowingTaskGroup(of: R?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await body() }
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { throw ExitCode(130) }
        return nil
      }
      while let value = try await group.next() { if let value { return value } }
      throw CancellationError()
    }
  }

  private func begin(_ schemas: URL) async throws {
    let owner = configuration(role: "postgres")
    try await DatabaseSchema.migrate(directory: schemas, configuration: owner, logger: .quiet)
    try await DatabaseSchema.install(node, name: "replay", configuration: owner, logger: .quiet)
  }

  /// How `role` connects.
  func configuration(role: String) -> Configuration { Configuration(cluster.connectionString()).with("user", role) }
}
