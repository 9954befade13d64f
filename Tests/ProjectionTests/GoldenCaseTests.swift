import Foundation
import Postgres
import ProjectionEngine
import Testing
import TestSupport

@Suite(.serialized) struct GoldenCaseTests {
  @Test(arguments: try GoldenCase.all())
  func `the rows are those of the case file`(_ golden: GoldenCase) async throws {
    let registry = try await Registry.make()
    let definition = try ProjectionDefinition(folder: Repository.projections.appending(path: golden.model))
    try await registry.append(golden.given)
    try await registry.applyAll(definition)
    #expect(!golden.expectations.isEmpty)
    for expected in golden.expectations {
      // Through the views that readers use.
      let rows = try await registry.rows("\(golden.model).\(expected.view)", expected.columns, on: expected.day)
      #expect(rows == expected.rows.sorted { $0.lexicographicallyPrecedes($1) }, "\(golden): \(expected.view)")
    }
    await registry.pool.close()
  }

  @Test func `every read model has cases`() throws {
    let models = Set(try GoldenCase.all().map(\.model))
    #expect(models == Set(try ProjectionDefinition.all(in: Repository.projections).map(\.name)))
  }
}
