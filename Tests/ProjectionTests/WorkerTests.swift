import CanonicalJSON
import EventLog
import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// Workers as they run in production, with their own connections.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WorkerTests {
  /// Longer than anything here takes, shorter than a worker sleeps without being woken.
  private static let patience = Duration.seconds(25)

  private func running<R: Sendable>(
    _ workers: [ProjectionWorker],
    _ body: @Sendable () async throws -> R
  ) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in workers { group.addTask { try await worker.run() } }
      let result = try await body()
      group.cancelAll()
      return result
    }
  }

  @Test func `an append wakes the worker`() async throws {
    let registry = try await Registry.make()
    let worker = registry.worker([.positions()])
    try await running([worker]) {
      for count: Int64 in 1...5 {
        try await registry.append(Happening.ticks(1))
        // A worker that is not woken sleeps for 30 seconds.
        try await worker.wait(for: Position(rawValue: count), timeout: Self.patience)
        #expect(try await registry.seen("positions_v1") == count)
      }
    }
    await registry.pool.close()
  }

  @Test func `of two workers one leads, and events are applied once through lost leads`() async throws {
    let registry = try await Registry.make()
    let workers = [registry.worker([.positions()]), registry.worker([.positions()])]
    try await running(workers) {
      for round: Int64 in 1...7 {
        try await registry.append(Happening.ticks(50))
        if round.isMultiple(of: 2) {
          try await registry.pool.execute("SELECT pg_terminate_backend(leader) FROM projection.checkpoint")
        }
      }
      try await workers[1].wait(for: Position(rawValue: 350), timeout: Self.patience)
      var status = try #require(try await workers[0].status().first)
      while !status.isLed { status = try #require(try await workers[0].status().first) }
      #expect(status.state == "caught up")
      #expect(status.lagEvents == 0)
      #expect(status.lagSeconds == 0)
    }
    #expect(try await registry.seen("positions_v1") == 350)
    await registry.pool.close()
  }

  @Test func `an unknown type of event stops a projection there, and no other`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(6) + Happening.ticks(1, "Struck") + Happening.ticks(3))
    let knowing = ProjectionDefinition(
      name: "knowing",
      title: .none,
      version: 1,
      applies: ["Ticked", "Struck"],
      ignores: [],
      tables: ProjectionDefinition.positions().tables,
      apply: ProjectionDefinition.positions().apply,
      retract: ""
    )
    let worker = registry.worker([.positions(), knowing])
    try await running([worker]) {
      await #expect {
        try await worker.wait(for: Position(rawValue: 10), timeout: Self.patience)
      } throws: { error in
        (error as? ProjectionError)?.code == .stuck
      }
      try await registry.worker([knowing]).wait(for: Position(rawValue: 10), timeout: Self.patience)
      let status = try await worker.status()
      let stuck = try #require(status.first { $0.name == "positions" })
      #expect(stuck.state == "failing")
      #expect(stuck.position == 6)
      #expect(stuck.failedUpTo == 7)
      #expect(stuck.errorCode == "QM002")
      #expect(stuck.error == "unknown event type Struck at position 7")
      #expect(stuck.lagEvents == 4)
      #expect(stuck.lagSeconds > 0)
      #expect(status.first { $0.name == "knowing" }?.state == "caught up")
    }
    // Somebody decides that it need not be read: no version changes, and it goes on.
    let mended = ProjectionDefinition(
      name: "positions",
      title: .none,
      version: 1,
      applies: ["Ticked"],
      ignores: ["Struck", "Tocked"],
      tables: ProjectionDefinition.positions().tables,
      apply: ProjectionDefinition.positions().apply,
      retract: ""
    )
    try await registry.applyAll(mended)
    #expect(try await registry.seen("positions_v1") == 10)
    await registry.pool.close()
  }

  @Test func `a new version is shown once it has caught up, and the old one never again`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(20))
    let old = ProjectionDefinition.positions()
    let new = ProjectionDefinition(
      name: old.name,
      title: .none,
      version: 2,
      applies: old.applies,
      ignores: old.ignores,
      tables: old.tables + " CREATE VIEW count AS SELECT count(*) FROM seen;",
      apply: old.apply,
      retract: old.retract
    )
    try await registry.applyAll(old)
    let worker = registry.worker([new])
    try await worker.install()
    // Nothing of it yet: readers keep the version that has it all.
    let lead = try await registry.lead(new.schema)
    #expect(try await lead.advance(most: 15).upTo == 15)
    #expect(try await lead.publish() == false)
    #expect(try await registry.seen("positions") == 20)
    await lead.connection.close()

    try await registry.append(Happening.ticks(5))
    try await running([worker]) {
      var isLive = false
      while !isLive { isLive = try await worker.status().contains { $0.version == 2 && $0.isLive } }
    }
    #expect(try await registry.rows("positions.count", ["count"]) == [["25"]])
    try await registry.applyAll(old)
    try await registry.worker([old]).install()
    #expect(try await registry.rows("positions.count", ["count"]) == [["25"]])
    await registry.pool.close()
  }

  @Test func `the crash of the server in mid-batch changes nothing`() async throws {
    // A cluster of its own, which goes at the end of the run.
    let database = try await TestDatabase.make(in: try await TestCluster.separate())
    let configuration = Configuration(database.connectionString())
    try await DatabaseSchema.migrate(directory: Repository.schemas, configuration: configuration, logger: .test)
    try await DatabaseSchema.install(Registry.node, name: "Weihai", configuration: configuration, logger: .test)
    let pool = ConnectionPool(configuration, maximum: 4, logger: .test)
    let registry = Registry(
      database: database,
      pool: pool,
      log: EventLog(pool: pool, node: Registry.node, logger: .test)
    )
    try await registry.append(Happening.ticks(200))
    let worker = registry.worker([.gated])
    try await worker.install()

    let keeper = try await Connection.open(configuration, logger: .test)
    try await keeper.script("BEGIN; LOCK TABLE gated_v1.gate IN ACCESS EXCLUSIVE MODE")
    try await running([worker]) {
      var pid: Int32 = 0
      while pid == 0 {
        let waiting = try await keeper.query("SELECT pid FROM pg_locks WHERE NOT granted")
        if let row = waiting.first { pid = try row.decode(Int32.self, at: 0) }
      }
      // The server ends every session and recovers from its log.
      kill(pid, SIGKILL)
      try await worker.waitThroughCrashes(for: Position(rawValue: 200))
    }
    #expect(try await registry.seen("gated_v1") == 200)
    await keeper.close()
    await pool.close()
  }
}

extension ProjectionWorker {
  /// Waits again for as long as the server cannot be reached.
  fileprivate func waitThroughCrashes(for position: Position) async throws {
    while true {
      do {
        return try await wait(for: position, timeout: .seconds(25))
      } catch  where error.code == .database {
        continue
      }
    }
  }
}
