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

  @Test func everyViewIsReadPageByPage() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    let head = try await story.log.head()
    try await project(database, upTo: head)

    for model in try ProjectionDefinition.all(in: Repository.projections) {
      for view in model.views {
        let path = "/v1/read-models/\(model.name)/\(view.name)"
        let whole = try await story.client.get("\(path)?limit=1000&wait-for=\(head.rawValue)")
        #expect(whole.status == 200, "\(path): \(whole.text)")
        guard case .array(let rows)? = whole.json["rows"] else { throw Unexpected() }
        var (pages, next): ([JSON], String?) = ([], "\(path)?limit=2")
        while let address = next {
          let page = try await story.client.get(address)
          guard case .array(let rows)? = page.json["rows"] else { throw Unexpected() }
          pages += rows
          next = page.headers[HTTPField.Name("Link")!].flatMap { $0.firstMatch(of: /<(.+)>; rel="next"/) }
            .map { String($0.output.1) }
        }
        #expect(pages == rows, "\(path)")
        let csv = try await story.client.get("\(path)?format=csv")
        #expect(csv.status == 200 && csv.text.split(separator: "\r\n").count >= rows.count + 1, "\(path)")
      }
    }
    let here = try await story.client.get("/v1/read-models/plot_capacity/by_section?division=371000")
    let elsewhere = try await story.client.get("/v1/read-models/plot_capacity/by_section?division=370600")
    #expect(here.json["rows"] != [] && elsewhere.json["rows"] == [])
    // A step has a number.
    let cursor = RowCursor(["C-1", "x"]).text
    for query in ["custody_trace/trace?cursor=\(cursor)", "anomalies/by_rule?division=371000"] {
      let answer = try await story.client.get("/v1/read-models/\(query)")
      #expect(answer.status == 400 && answer.problem == "bad-selection", "\(query): \(answer.text)")
    }
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
