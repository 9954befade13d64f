import EventLog
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// Exactly once, whatever is lost when.
@Suite(.serialized) struct FencingTests {
  @Test func `a second session gets no lead while the first has it`() async throws {
    let registry = try await Registry.make()
    try await registry.worker([.positions()]).install()
    let first = try await registry.lead("positions_v1")
    let second = try await Connection.open(registry.database.configuration(user: "registry_worker"), logger: .test)
    #expect(try await Lead.take(of: "positions_v1", on: Registry.node, by: second) == nil)
    // Its session's end is the end of its lead.
    await first.connection.close()
    var next: Lead?
    while next == nil { next = try await Lead.take(of: "positions_v1", on: Registry.node, by: second) }
    #expect(next?.epoch == first.epoch + 1)
    await second.close()
    await registry.pool.close()
  }

  @Test func `a leader that lost its lead commits nothing`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(10))
    try await registry.worker([.positions()]).install()
    let former = try await registry.lead("positions_v1")
    #expect(try await former.advance(most: 4).upTo == 4)
    // As if the server had given its session up, and it did not know.
    try await former.connection.execute("SELECT pg_advisory_unlock_all()")
    let present = try await registry.lead("positions_v1")
    await #expect {
      try await former.advance(most: 4)
    } throws: { error in
      (error as? PostgresError)?.sqlState == SQLState(rawValue: "QM001")
    }
    #expect(try await registry.seen("positions_v1") == 4)
    #expect(try await present.advance(most: 100).upTo == 10)
    #expect(try await registry.seen("positions_v1") == 10)
    await former.connection.close()
    await present.connection.close()
    await registry.pool.close()
  }

  @Test(arguments: [true, false])
  func `a session lost in mid-batch leaves no trace`(terminated: Bool) async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(10))
    try await registry.worker([.gated]).install()
    let lead = try await registry.lead("gated_v1")
    #expect(try await lead.advance(most: 3).upTo == 3)
    let pid = try await lead.connection.query("SELECT pg_backend_pid()")[0].decode(Int32.self, at: 0)

    // The batch has written its rows, and waits.
    let keeper = try await Connection.open(registry.database.configuration(), logger: .test)
    try await keeper.script("BEGIN; LOCK TABLE gated_v1.gate IN ACCESS EXCLUSIVE MODE")
    let batch = Task { try await lead.advance(most: 100) }
    while try await keeper.query("SELECT cardinality(pg_blocking_pids(\(pid))) = 0")[0].decode(Bool.self, at: 0) {}
    if terminated {
      try await keeper.execute("SELECT pg_terminate_backend(\(pid))")
    } else {
      batch.cancel()
    }
    await #expect(throws: PostgresError.self) { try await batch.value }
    try await keeper.script("ROLLBACK")
    await lead.connection.close()
    #expect(try await registry.seen("gated_v1") == 3)

    try await registry.applyAll(.gated, sizes: [2])
    #expect(try await registry.seen("gated_v1") == 10)
    await keeper.close()
    await registry.pool.close()
  }

  @Test func `installing at once, or again, is harmless`() async throws {
    let registry = try await Registry.make()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { try await registry.worker([.positions(), .gated]).install() }
      }
      try await group.waitForAll()
    }
    let count = try await registry.pool.query("SELECT count(*) FROM projection.definition WHERE live")
    #expect(try count[0].decode(Int64.self, at: 0) == 2)
    await registry.pool.close()
  }

  @Test func `changed statements need a new version`() async throws {
    let registry = try await Registry.make()
    try await registry.worker([.positions()]).install()
    await #expect {
      try await registry.worker([.positions(also: "DELETE FROM gate;")]).install()
    } throws: { error in
      (error as? ProjectionError)?.code == .changed
    }
    await registry.pool.close()
  }
}

extension Registry {
  func seen(_ schema: String) async throws -> Int64 {
    try await pool.query("SELECT count(*) FROM \(identifier: schema).seen")[0].decode(Int64.self, at: 0)
  }
}
