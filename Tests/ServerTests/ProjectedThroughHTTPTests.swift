import CanonicalJSON
import EventLog
import HTTPTypes
import ProjectionEngine
import TestSupport
import Testing

@testable import Server

/// Routes over the read models, as a worker makes them of what was submitted.
@Suite struct ProjectedThroughHTTPTests {
  @Test func readModelsAreShownAtTheirPosition() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    try await project(database, upTo: try await story.log.head())
    let head = try await story.log.head().rawValue

    for grouping in CapacityGrouping.allCases {
      let capacity = try await story.client.get("/v1/capacity?by=\(grouping.rawValue)")
      #expect(capacity.status == 200, "\(capacity.text)")
      #expect(capacity.json["asOf"] == ["position": .integer(head)])
      #expect(capacity.json["lag"] == ["events": 0, "seconds": 0, "head": .integer(head)])
      guard case .array(let rows) = capacity.json["rows"] else { throw Unexpected() }
      #expect(rows.count == 1)
      let expected: [(String, JSON)] = [
        ("division", "371002"), ("created", 3), ("occupied", 1), ("free", 2), ("remaining_places", 2),
      ]
      for (name, value) in expected { #expect(rows.first?[name] == value, "\(grouping) \(name)") }
    }

    let entitlement = try await story.client.get("/v1/entitlements/C-1")
    #expect(entitlement.status == 200, "\(entitlement.text)")
    #expect(entitlement.json["case"] == "C-1")
    let unknown = try await story.client.get("/v1/entitlements/C-7")
    #expect(unknown.problem == "no-such-case" && unknown.json["asOf"] == ["position": .integer(head)])

    let page = try await story.client.get("/").text
    for text in ["371002", "生态葬区", "已是最新", "补助支付"] { #expect(page.contains(text), "\(text)") }
    let metrics = try await story.client.get("/metrics").text
    #expect(metrics.contains(#"qingming_projection_lag_events{city="weihai",projection="plot_capacity"} 0"#))
  }

  private func project(_ database: TestDatabase, upTo position: Position) async throws {
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
