import CanonicalJSON
import EventLog
import HTTPTypes
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

/// Routes over the read models, as a worker makes them of what was submitted.
@Suite struct ProjectedThroughHTTPTests {
  @Test func readModelsAreShownAtTheirPosition() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    try await Story.project(database, upTo: try await story.log.head())
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
    try await theBureausPages(story)
    let metrics = try await story.client.get("/metrics").text
    #expect(metrics.contains(#"qingming_projection_lag_events{city="weihai",projection="plot_capacity"} 0"#))
  }

  /// From the division down to the place where the ashes lie, by every statement that the pages have.
  private func theBureausPages(_ story: Story) async throws {
    for (path, words) in [
      ("/divisions/371002", ["样例设施", "节地生态安葬奖补", "补助支付", "800.00", "今日死亡"]),
      ("/divisions/371000", ["371002", "合计"]),
      ("/facilities/371002-GM-01", ["样例设施", "ST 生态区", "2025-01-01 – 长期", "设施许可（备案）"]),
      ("/facilities/371002-BYG-01", ["样例设施", "殡仪馆"]),
      ("/facilities/371002-GM-01/sections/ST", ["空闲 <strong>2</strong>", "已满 <strong>1</strong>"]),
      ("/plots/371002-GM-01/ST/A/1", ["墓位建立", "骨灰安葬（放）", "2025-03-03 09:00:00", "WH-0107", "已满"]),
      ("/plots/371002-GM-01/ST/A/2", ["墓位建立", "空闲"]),
    ] {
      let page = try await story.client.get(path)
      #expect(page.status == 200, "\(path)")
      for text in words { #expect(page.text.contains(text), "\(path): \(text)") }
    }
    #expect(try await story.client.get("/plots/371002-GM-01/ST/A/4").status == 404)
    // Nothing of another place.
    #expect(!(try await story.client.get("/plots/371002-GM-01/ST/A/2").text.contains("骨灰安葬")))
  }

  @Test func everyViewIsReadPageByPage() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    let head = try await story.log.head()
    try await Story.project(database, upTo: head)

    let catalogue = try ModelCatalogue(directory: Repository.projections)
    for model in catalogue.models {
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
          next = page.next
        }
        #expect(pages == rows, "\(path)")
        let csv = try await story.client.get("\(path)?format=csv")
        #expect(csv.status == 200 && csv.text.split(separator: "\r\n").count >= rows.count + 1, "\(path)")
        // And each of its columns has a name in Chinese.
        let header = csv.text.drop { $0 == "\u{FEFF}" }.split(separator: "\r\n")[0].split(separator: ",").map(
          String.init
        )
        for column in ShownColumns(header, .chinese).shown.map(\.title) {
          #expect(catalogue.title(ofColumn: column, in: model.name).zh != column, "\(path) \(column)")
        }
        let page = try await story.client.get("/read-models/\(model.name)/\(view.name)")
        #expect(page.status == 200 && (rows.isEmpty || page.text.contains("</td>")), "\(path)")
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

  @Test func readModelsAsTheyWere() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    let head = try await story.log.head().rawValue
    let placed = try await position(of: "AshesPlaced", story)
    let path = "/v1/read-models/plot_capacity/by_section"
    func occupied(_ query: String) async throws -> JSON? {
      let answer = try await story.client.get("\(path)?\(query)")
      #expect(answer.status == 200, "\(query): \(answer.text)")
      guard case .array(let rows)? = answer.json["rows"] else { return nil }
      return rows.first?["occupied"]
    }
    // No worker has run: the log is all that it takes.
    #expect(try await occupied("asOf=\(placed - 1)") == 0)
    #expect(try await occupied("asOf=\(placed)") == 1)
    #expect(try await occupied("trueAt=2025-03-02") == 0)
    #expect(try await occupied("trueAt=2025-03-03") == 1)
    #expect(try await occupied("asOf=\(placed - 1)&trueAt=2025-03-03") == 0)
    #expect(try await occupied("asOf=2025-01-01T00:00:00%2B08:00") == nil)

    let answer = try await story.client.get("\(path)?trueAt=2025-03-03")
    #expect(answer.json["asOf"] == ["position": .integer(head)] && answer.json["lag"] == nil)
    for query in ["asOf=\(head + 1)", "asOf=2099-01-01T00:00:00%2B08:00", "asOf=x", "asOf=-1", "trueAt=2025-02-30"] {
      let answer = try await story.client.get("\(path)?\(query)")
      #expect(answer.status == 400 && answer.problem == "bad-parameter", "\(query)")
    }
    // Page by page, of one replay.
    let trace = "/v1/read-models/custody_trace/trace"
    let whole = try await story.client.get("\(trace)?asOf=\(placed)")
    guard case .array(let rows)? = whole.json["rows"] else { throw Unexpected() }
    var (pages, next): ([JSON], String?) = ([], "\(trace)?asOf=\(placed)&limit=3")
    while let address = next {
      let page = try await story.client.get(address)
      guard case .array(let rows)? = page.json["rows"] else { throw Unexpected() }
      pages += rows
      next = page.next
    }
    #expect(pages == rows && rows.count > 3)
  }

  @Test func aReplayHasItsLimits() async throws {
    let database = try await TestDatabase.migrated()
    let inspector = database.configuration(user: "registry_inspector")
    for (past, status, kind) in [
      (TimeTravel(inspector, limit: .zero, logger: .test), 503, "replay-too-long"),
      (TimeTravel(inspector, most: 0, logger: .test), 429, "too-many-replays"),
    ] {
      let story = try Story(database.configuration(user: "registry_app"), past: past)
      let answer = try await story.client.get("/v1/read-models/plot_capacity/plot?asOf=0")
      #expect(answer.status == status && answer.problem == kind && answer.headers[.retryAfter] != nil)
    }
    // One that is only kept makes room for another.
    let past = TimeTravel(inspector, most: 1, logger: .test)
    let story = try Story(database.configuration(user: "registry_app"), past: past)
    for model in ["plot_capacity/plot", "settlement/line", "plot_capacity/plot"] {
      #expect(try await story.client.get("/v1/read-models/\(model)?asOf=0").status == 200)
    }
  }

  private func position(of type: String, _ story: Story) async throws -> Int64 {
    let page = try await story.log.page(after: .start, types: [type], limit: 1)
    return try #require(page.events.first).position.rawValue
  }
}
