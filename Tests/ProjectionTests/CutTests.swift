import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// For random histories, cut at random: the tables do not depend on the cuts, and they are those of a plain model.
@Suite(.serialized) struct CutTests {
  /// As few as hold something for every rule on anomalies.
  static let seeds: [UInt64] = [1, 2, 6, 48, 147].map { $0 * 7_919 }

  @Test func `every read model has its trial`() throws {
    let names = try ProjectionDefinition.all(in: Repository.projections).map(\.name)
    #expect(ModelTrial.all.map(\.model).sorted() == names)
  }

  @Test(arguments: ModelTrial.all, seeds)
  func `however events are cut into batches, the tables are those of a plain model`(
    trial: ModelTrial,
    seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    let history = trial.history(seed: ~seed, count: 240)
    let registry = try await Registry.make()
    let definition = try trial.definition
    // Half of the log is there before the projection, half comes afterwards.
    for half in [history.prefix(120), history.dropFirst(120)] {
      try await registry.append(Array(half))
      try await registry.applyAll(definition, sizes: random.cuts(of: 120, upTo: 60) + [60])
    }
    for expected in trial.expected(history) {
      let shown = try await registry.rows(expected.relation, expected.columns, on: expected.day)
      #expect(shown == expected.rows, "seed \(seed), \(expected.relation) on \(expected.day ?? "no day")")
    }
    #expect(trial.expected(history).contains { !$0.rows.isEmpty })

    let first = try await registry.digest(definition.schema)
    for (index, sizes) in [[], random.cuts(of: 240, upTo: 9)].enumerated() {
      // The same read model under another name: beside the first, in its own schema.
      let copy = definition.named("\(definition.name)_\(index)")
      try await registry.applyAll(copy, sizes: sizes + [2_000])
      #expect(try await registry.digest(copy.schema) == first, "seed \(seed)")
    }
    #expect(first.tables.contains { $0.rows > 0 })
    await registry.pool.close()
  }

  /// Rule P8, in the tables and not only in the model.
  @Test(arguments: seeds)
  func `units in all states are those created`(seed: UInt64) async throws {
    let registry = try await Registry.make()
    try await registry.append(ModelTrial.plotCapacity.history(seed: seed, count: 240))
    try await registry.applyAll(try ModelTrial.plotCapacity.definition)
    let sections = try await registry.pool.query(
      """
      SELECT created = free + reserved + blocked + granted_unoccupied + occupied + decommissioned
      FROM plot_capacity.by_section
      """
    ).decode(Bool.self)
    #expect(!sections.isEmpty && !sections.contains(false), "seed \(seed)")
    await registry.pool.close()
  }
}

extension ModelTrial {
  var definition: ProjectionDefinition {
    get throws {
      try #require(try ProjectionDefinition.all(in: Repository.projections).first { $0.name == model })
    }
  }
}

extension ProjectionDefinition {
  func named(_ name: String) -> ProjectionDefinition {
    ProjectionDefinition(
      name: name,
      title: .none,
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
