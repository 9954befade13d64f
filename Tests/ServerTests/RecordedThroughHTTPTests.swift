import CanonicalJSON
import EventLog
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Server

/// Routes over a database.
@Suite struct RecordedThroughHTTPTests {
  @Test func twiceIsOnce() async throws {
    let story = try await Story()
    let event = Event.licence("371002-BYG-01", "funeral_home")
    let first = try await story.client.submit(event.bytes)
    #expect(first.status == 201)
    let again = try await story.client.submit(event.bytes)
    #expect(again.status == 200 && again.json["outcome"] == "repeated")
    for member in ["id", "stream", "version", "position", "recordedAt"] {
      #expect(again.json[member] != nil && again.json[member] == first.json[member], "\(member)")
    }

    var other = event
    other.time = "2025-01-01T10:00:00+08:00"
    let reused = try await story.client.submit(other.bytes)
    #expect(reused.status == 409 && reused.problem == "id-reused" && reused.json["rule"] == "L2")
    #expect(try await story.log.facts() == 1)
  }

  @Test func whoHasSeenAnotherVersionIsToldSo() async throws {
    let story = try await Story()
    for event in Event.toThePaidAward.prefix(4) { try await story.record(event) }
    let case1 = Event.cremated("C-1", "11010519491231002X", certificate: "SD-0001")
    func submit(_ event: Event, _ headers: HTTPFields) async throws -> TestResponse {
      let type: HTTPFields = [.contentType: "application/json"]
      return try await story.client.send(.post, "/v1/submissions", headers: type + headers, body: event.bytes)
    }
    let opened = try await submit(case1[0], [.ifNoneMatch: "*"])
    #expect(opened.status == 201 && opened.headers[.eTag] == "\"1\"")
    // Somebody else goes on meanwhile.
    try await story.record(case1[1])
    let file = try await story.client.get("/v1/cases/C-1")
    #expect(file.headers[.eTag] == "\"2\"")

    let stale = try await submit(case1[2], [.ifMatch: "\"1\""])
    #expect(stale.status == 412 && stale.problem == "stale" && stale.json["rule"] == "L1", "\(stale.text)")
    #expect(stale.json["detail"]?.stringValue?.contains("case/C-1 现有 2 个事件") == true)
    let accepted = try await submit(case1[2], [.ifMatch: "\"2\""])
    #expect(accepted.status == 201 && accepted.headers[.eTag] == "\"3\"")
    // Who sends it again, not having heard the answer, gets it; whatever has happened since.
    #expect(try await submit(case1[2], [.ifMatch: "\"2\""]).status == 200)

    for header in [[.ifMatch: "2"], [.ifMatch: "\"0\""], [.ifNoneMatch: "\"2\""]] as [HTTPFields] {
      #expect(try await submit(case1[3], header).problem == "bad-parameter")
    }
    for (type, body) in [("application/json", "[]"), ("application/x-ndjson", "")] {
      let headers: HTTPFields = [.contentType: type, .ifMatch: "\"1\""]
      let several = try await story.client.send(.post, "/v1/submissions", headers: headers, body: Array(body.utf8))
      #expect(several.status == 400 && several.problem == "version-of-several")
    }
  }

  @Test func aWholeStoryInOneBatch() async throws {
    let story = try await Story()
    let events = Event.toThePaidAward
    let lines = Array(events.map(\.text).joined(separator: "\n").utf8)
    let response = try await story.client.submit(lines, type: "application/x-ndjson")
    #expect(response.status == 200, "\(response.text)")
    let answers = try response.text.split(separator: "\n").map { try JSON.parse(Array($0.utf8), maximumBytes: 4_096) }
    #expect(answers.dropLast().map { $0["line"] } == (1...events.count).map { .integer(Int64($0)) })
    #expect(answers.last == ["accepted": .integer(Int64(events.count)), "repeated": 0, "refused": 0])

    let file = try await story.client.get("/v1/cases/C-1")
    #expect(file.status == 200)
    #expect(file.json["id"] == "C-1")
    guard case .array(let shown) = file.json["events"] else { throw Unexpected() }
    let types = shown.compactMap { $0["event"]?["type"]?.stringValue }
    #expect(types.starts(with: ["CaseOpened", "DeathCertificateRecorded", "IdentityVerified"]))
    #expect(types.contains("AshesPlaced"))
    for number in ["11010519491231002X", "SD-0001", "6222021602000000"] { #expect(!file.text.contains(number)) }
    #expect(try await story.client.get("/v1/cases/C-7").problem == "no-such-case")
    guard case .array(let placements) = file.json["placements"] else { throw Unexpected() }
    #expect(placements.map { $0["form"] } == ["tree"] && placements.first?["countsAsEco"] == nil)
  }

  @Test func aPlacementIsEcoByTheDefinitionOfItsDay() async throws {
    let story = try await Story.toThePaidAward()
    let map = { (from: String, isEco: JSON) in
      Event(
        "EcoFormMapPublished",
        "reference/eco-forms",
        "2026-11-01T09:00:00+08:00",
        [
          "title_zh": "样例", "title_en": "Sample", "source": "样例", "scope_division": "371000", "from": .string(from),
          "forms": [["form": "tree", "counts_as_eco": isEco]],
        ]
      )
    }
    try await story.record(map("2020-01-01", true))
    try await story.record(map("2199-01-01", false))
    let file = try await story.client.get("/v1/cases/C-1")
    guard case .array(let placements) = file.json["placements"] else { throw Unexpected() }
    #expect(placements.count == 1)
    #expect(placements.first?["countsAsEco"] == true && placements.first?["division"] == "371002")
  }

  @Test func beforeAnyWorkerRan() async throws {
    let story = try await Story()
    #expect(try await story.client.get("/readyz").json == ["status": "ready", "head": 0])
    #expect(try await story.client.get("/v1/capacity").problem == "not-ready")
    #expect(try await story.client.get("/v1/entitlements/C-1").problem == "not-ready")
    try await story.record(.licence("371002-BYG-01", "funeral_home"))
    let page = try await story.client.get("/")
    #expect(page.status == 200)
    #expect(page.text.contains("设施许可（备案）") && page.text.contains("facility/371002-BYG-01"))
    #expect(try await story.client.get("/metrics").text.contains("qingming_log_position{city=\"weihai\"} 1\n"))
  }

  @Test func databaseAway() async throws {
    let client = try Story(Configuration("host=/nonexistent user=registry_app")).client
    let answer = try await client.submit(Event.licence("371002-BYG-01", "funeral_home").bytes)
    #expect(answer.status == 503 && answer.problem == "unavailable" && answer.headers[.retryAfter] != nil)
    for path in ["/readyz", "/v1/capacity", "/v1/entitlements/C-1", "/v1/cases/C-1"] {
      let response = try await client.get(path)
      #expect(response.status == 503 && response.problem == "unavailable", "\(path): \(response.text)")
    }
    #expect(try await client.get("/").status == 503)
    #expect(try await client.get("/healthz").status == 200)
    let metrics = try await client.get("/metrics").text
    #expect(metrics.contains("qingming_database_up 0\n"))
    #expect(metrics.contains("qingming_submission_last_failed 1\n"))
  }
}
