import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

@Suite struct PlanTests {
  @Test func `a batch is read by the primary key of its node's partition`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(3_000))
    try await registry.pool.execute("ANALYZE registry.event")
    let plan = try await registry.pool.transaction { connection in
      try connection.execute(
        """
        SELECT set_config('projection.node', '371000', true), set_config('projection.after', '1000', true),
          set_config('projection.upto', '1100', true)
        """
      )
      let rows = try connection.query("EXPLAIN SELECT data FROM projection.batch WHERE type = 'Ticked'")
      return try rows.map { try $0.decode(String.self, at: 0) }.joined(separator: "\n")
    }
    let condition = try #require(plan.split(separator: "\n").first { $0.contains("Index Cond") })
    #expect(plan.contains("event_371000_pkey"), "\(plan)")
    #expect(condition.contains("position") && condition.contains("node"), "\(plan)")
    #expect(!plan.contains("Seq Scan"), "\(plan)")
    await registry.pool.close()
  }
}
