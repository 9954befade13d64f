import EventLog
import Foundation
import Postgres
import Synchronization
import Testing
import TestSupport

@testable import ProjectionEngine

/// Filled again beside the tables that readers see.
@Suite(.serialized, .timeLimit(.minutes(3))) struct RebuildTests {
  private func rebuild(_ registry: Registry, _ definition: ProjectionDefinition = .positions()) -> Rebuild {
    Rebuild(definition, configuration: registry.database.configuration(user: "registry_worker"), logger: .test)
  }

  @Test func `readers get the new tables, and the old ones go`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(30))
    try await registry.applyAll(.positions())
    // Somebody has lost a row.
    try await registry.pool.execute("DELETE FROM positions_v1.seen WHERE position = 7")
    #expect(try await registry.seen("positions") == 29)
    let result = try await rebuild(registry).run()
    #expect((result.schema, result.isTidy) == ("positions_v1_2", true))
    #expect(try await registry.seen("positions") == 30)
    #expect(try await registry.rows("projection.definition", ["schema", "live"]) == [["positions_v1_2", "true"]])
    #expect(try await registry.rows("pg_namespace", ["nspname"]).contains(["positions_v1"]) == false)
    #expect(try await rebuild(registry).run().schema == "positions_v1_3")
    await registry.pool.close()
  }

  @Test func `a running worker goes over to the new tables`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(10))
    let worker = registry.worker([.positions()])
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await worker.run() }
      try await worker.wait(for: Position(rawValue: 10), timeout: .seconds(25))
      _ = try await rebuild(registry).run()
      for count: Int64 in [11, 12] {
        try await registry.append(Happening.ticks(1))
        try await worker.wait(for: Position(rawValue: count), timeout: .seconds(25))
        #expect(try await registry.seen("positions") == count)
      }
      group.cancelAll()
    }
    #expect(try await worker.status().map(\.schema) == ["positions_v1_2"])
    await registry.pool.close()
  }

  @Test func `killed in the middle, it goes on where it was`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(40))
    try await registry.applyAll(.gated)
    // A session that is lost after some batches, and one in mid-batch.
    let connection = try await Connection.open(registry.database.configuration(user: "registry_worker"), logger: .test)
    let schema = try await connection.query(ProjectionDefinition.gated.installing(again: true))[0]
      .decode(String.self, at: 0)
    let lead = try #require(try await Lead.take(of: schema, on: Registry.node, by: connection))
    #expect(try await lead.advance(most: 25).upTo == 25)
    let pid = try await connection.query("SELECT pg_backend_pid()")[0].decode(Int32.self, at: 0)
    await connection.close()
    let keeper = try await Connection.open(registry.database.configuration(), logger: .test)
    // The lead goes with the session, which the server takes a moment to end.
    while try await keeper.query("SELECT FROM pg_stat_activity WHERE pid = \(pid)").first != nil {}
    try await keeper.script("BEGIN; LOCK TABLE gated_v1_2.gate IN ACCESS EXCLUSIVE MODE")
    let running = Task { try await rebuild(registry, .gated).run() }
    var ended = false
    while !ended {
      let waiting = try await keeper.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE NOT granted AND relation = 'gated_v1_2.gate'::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """
      )
      ended = waiting.first != nil
    }
    await #expect(throws: ProjectionError.self) { try await running.value }
    await keeper.close()

    let positions = Box()
    _ = try await rebuild(registry, .gated).run { positions.add($0.position) }
    #expect(positions.all.first == 40)
    #expect(try await registry.seen("gated") == 40)
    await registry.pool.close()
  }

  @Test func `a reader in the middle of the old tables is not disturbed`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(10))
    try await registry.applyAll(.positions())
    let reader = try await Connection.open(registry.database.configuration(user: "registry_reader"), logger: .test)
    try await reader.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let count: SQL = "SELECT count(*) FROM positions_v1.seen"
    #expect(try await reader.query(count)[0].decode(Int64.self, at: 0) == 10)
    let result = try await rebuild(registry).run()
    #expect(!result.isTidy)
    #expect(try await reader.query(count)[0].decode(Int64.self, at: 0) == 10)
    try await reader.script("COMMIT")
    await reader.close()
    // The next worker tidies up.
    try await registry.worker([.positions()]).install()
    #expect(try await registry.rows("projection.definition", ["schema"]) == [["positions_v1_2"]])
    await registry.pool.close()
  }

  @Test func `a verification finds the table that is not what the log says`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(30))
    try await registry.applyAll(.positions())
    let inspector = registry.database.configuration(user: "registry_inspector")
    let verify = { @Sendable () async throws(ProjectionError) in
      try await ModelVerification.run(.positions(), node: Registry.node, configuration: inspector, logger: .test)
    }
    let sound = try await verify()
    #expect((sound.differences, sound.position, sound.schema) == ([], 30, "positions_v1"))
    try await registry.pool.execute("UPDATE positions_v1.seen SET position = 31 WHERE position = 30")
    #expect(try await verify().differences == ["seen"])
    _ = try await rebuild(registry).run()
    #expect(try await verify().differences.isEmpty)
    await #expect {
      let other = ProjectionDefinition.positions(also: "DELETE FROM gate;")
      _ = try await ModelVerification.run(other, node: Registry.node, configuration: inspector, logger: .test)
    } throws: { error in
      (error as? ProjectionError)?.code == .changed
    }
    await registry.pool.close()
  }
}

/// What a progress callback has seen.
private final class Box: Sendable {
  private let values = Mutex<[Int64]>([])
  func add(_ value: Int64) { values.withLock { $0.append(value) } }
  var all: [Int64] { values.withLock { $0 } }
}
