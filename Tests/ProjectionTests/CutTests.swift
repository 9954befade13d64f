import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// For random histories, cut at random: the tables do not depend on the cuts, and they are those of a plain model.
@Suite(.serialized) struct CutTests {
  static let seeds: [UInt64] = (1...10).map { $0 * 7_919 }

  @Test(arguments: seeds)
  func `tables do not depend on how events are cut into batches`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let history = History.random(seed: seed, count: 240)
    let registry = try await Registry.make()
    try await registry.append(history)
    for definition in try ProjectionDefinition.all(in: Repository.projections) {
      let plans = [[], random.cuts(of: 240, upTo: 7), random.cuts(of: 240, upTo: 40), random.cuts(of: 240, upTo: 200)]
      var digests: Set<TableDigests> = []
      for (index, plan) in plans.enumerated() {
        // The same read model under another name: beside the first, in its own schema.
        let copy = definition.named("\(definition.name)_\(index)")
        try await registry.applyAll(copy, sizes: plan + [2_000])
        digests.insert(try await registry.digest(copy.schema))
      }
      #expect(digests.count == 1, "seed \(seed), \(definition.name)")
    }
    await registry.pool.close()
  }

  @Test(arguments: seeds)
  func `tables are those of a plain model`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: ~seed)
    let history = History.random(seed: ~seed, count: 240)
    let registry = try await Registry.make()
    // Half of the log is there before the projections, half comes afterwards.
    try await registry.append(Array(history.prefix(120)))
    let definitions = try ProjectionDefinition.all(in: Repository.projections)
    for definition in definitions {
      try await registry.applyAll(definition, sizes: random.cuts(of: 120, upTo: 60) + [60])
    }
    try await registry.append(Array(history.dropFirst(120)))
    for definition in definitions {
      try await registry.applyAll(definition, sizes: random.cuts(of: 120, upTo: 60) + [60])
    }

    for day in ["2026-01-01", "2026-03-01"] {
      let shown = try await registry.rows("plot_capacity.by_section", CapacityModel.columns, on: day)
      #expect(shown == CapacityModel(history.standing).rows(on: day), "seed \(seed), on \(day)")
    }
    let due = try await registry.rows("free_service_entitlement.entitlement", EntitlementModel.columns)
    #expect(due == EntitlementModel(history.standing).rows(), "seed \(seed)")
    #expect(!due.isEmpty)

    // Rule P8, in the tables and not only in the model.
    let broken = try await registry.pool.query(
      """
      SELECT FROM plot_capacity.by_section
      WHERE created <> free + reserved + blocked + granted_unoccupied + occupied + decommissioned
      """
    )
    #expect(broken.isEmpty, "seed \(seed)")
    await registry.pool.close()
  }
}

extension ProjectionDefinition {
  func named(_ name: String) -> ProjectionDefinition {
    ProjectionDefinition(
      name: name,
      version: version,
      applies: applies,
      ignores: ignores,
      views: views,
      tables: tables,
      apply: apply,
      retract: retract
    )
  }
}

extension Registry {
  func digest(_ schema: String) async throws -> TableDigests {
    try await pool.transaction { connection in try connection.digest(of: schema, node: Self.node) }
  }
}
