import EventLog
import ProjectionEngine
import TestSupport

@testable import Server

extension Story {
  /// Returns once a worker has applied the log up to a position to every read model.
  static func project(_ database: TestDatabase, upTo position: Position) async throws {
    let worker = try ProjectionWorker(
      directory: Repository.projections,
      configuration: database.configuration(),
      node: Node(rawValue: TestDatabase.node),
      logger: .test
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await worker.run() }
      group.addTask { try await worker.wait(for: position, timeout: .seconds(60)) }
      try await group.next()
      group.cancelAll()
    }
  }
}
