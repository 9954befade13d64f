import Postgres
@testable import ProjectionEngine
import TestSupport

struct BatchFailed: Error { let sqlState: String? }

extension Registry {
  /// Installs a read model and applies the log to it in batches of the sizes given, the last size again and again.
  func applyAll(_ definition: ProjectionDefinition, sizes: [Int32] = [BatchSize.largest]) async throws {
    let worker = worker([definition])
    try await worker.install()
    let lead = try await lead(definition.schema)
    var sizes = sizes[...]
    var smaller: Int32?
    while true {
      let progress = try await lead.advance(most: smaller ?? sizes.first ?? 1)
      if progress.outcome == .idle { break }
      // As a worker does: in halves, until the one event is found that cannot be applied.
      if progress.outcome == .failed, progress.events > 1 {
        smaller = Int32(progress.events / 2)
        continue
      }
      guard progress.outcome != .failed else { throw BatchFailed(sqlState: progress.errorCode) }
      smaller = nil
      if sizes.count > 1 { sizes.removeFirst() }
    }
    await lead.connection.close()
    await worker.pool.close()
  }

  /// A lead on a session of its own.
  func lead(_ schema: String) async throws -> Lead {
    let connection = try await Connection.open(database.configuration(user: "registry_worker"), logger: .test)
    // The server takes a moment to end a session that was closed, and with it its lead.
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      if let lead = try await Lead.take(of: schema, on: Self.node, by: connection) { return lead }
    }
    throw BatchFailed(sqlState: nil)
  }
}
