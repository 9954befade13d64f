import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// Inspections and draws, as they were submitted.
@Suite struct InspectionPageTests {
  private static let cemeteries = (1...5).map { "371002-GM-0\($0)" }
  private static let inspectors = (1...4).map { "HC-MZ-000\($0)" }

  private static func codes(_ texts: [String]) -> [Code] { texts.compactMap { Code($0) } }

  private static func list(_ codes: [Code]) -> JSON { .array(codes.map { .string($0.text) }) }

  /// Two of five cemeteries and two of four inspectors.
  private static func announced() throws -> Event {
    let digest = try #require(InspectionDraw.digest(of: codes(cemeteries)))
    return Event(
      "DrawAnnounced",
      "reference/inspection-draws",
      "2026-01-31T09:00:00+08:00",
      [
        "division": "371000", "year": 2026, "round": 1, "population": list(codes(cemeteries)),
        "population_digest": .string(digest.text), "picked_count": 2, "pool": list(codes(inspectors)),
        "inspector_count": 2,
      ]
    )
  }

  /// What the log makes of it.
  private static func sampled(_ log: EventLog) async throws -> InspectionSampled {
    let announcement = try #require(try await log.drawBook().open.first)
    let follower = try #require(try await log.next(behind: announcement.id))
    return try #require(InspectionSampled(of: announcement.announced, by: announcement.id, before: follower))
  }

  private static func step(_ type: String, _ time: String, _ data: JSON, of cemetery: String) -> Event {
    Event(type, "inspection/\(cemetery)/2026", time, data)
  }

  /// Found wanting, and put right too late.
  private static func inspected(_ cemetery: String, by inspectors: [Code]) -> [Event] {
    [
      step(
        "InspectionOpened",
        "2026-03-01T09:00:00+08:00",
        ["checklist_version": "sample-2026", "self_due": "2026-03-20", "review_due": "2026-05-01"],
        of: cemetery
      ),
      step(
        "SelfCheckSubmitted",
        "2026-03-25T09:00:00+08:00",
        ["refused": false, "answers": [["item": "prices", "score": 9], ["item": "fund", "score": 4]]],
        of: cemetery
      ),
      step(
        "SiteCheckRecorded",
        "2026-04-01T09:00:00+08:00",
        [
          "item": "fund", "finding": "fail", "evidence_digest": .string(String(repeating: "0", count: 64)),
          "inspector_id": .string(inspectors[0].text), "second_inspector_id": .string(inspectors[1].text),
        ],
        of: cemetery
      ),
      step(
        "ConclusionIssued",
        "2026-04-20T09:00:00+08:00",
        [
          "result": "unqualified", "score": 41, "legal_reviewer_id": "HC-LAW-1", "published_on": "2026-04-21",
          "rectification_due": "2026-06-30",
        ],
        of: cemetery
      ),
    ]
  }

  private static func story(_ database: TestDatabase) async throws -> (story: Story, picked: [Code]) {
    let story = try Story(in: database)
    for cemetery in cemeteries { try await story.record(.licence(cemetery, "cemetery")) }
    try await story.record(announced())
    // What somebody else records in between decides.
    try await story.record(.licence("371002-GM-99", "columbarium"))
    let sampled = try await sampled(story.log)
    let draw = Event(
      "InspectionSampled",
      "reference/inspection-draws",
      "2026-02-01T09:00:00+08:00",
      try PayloadEncoder.encode(sampled)
    )
    try await story.record(draw)
    for event in inspected(sampled.picked[0].text, by: sampled.inspectors) { try await story.record(event) }
    try await Story.project(database, upTo: try await story.log.head())
    return (story, sampled.picked)
  }

  @Test func anInspectionIsAReport() async throws {
    let (story, picked) = try await Self.story(try await TestDatabase.migrated())
    let path = "/inspections/\(picked[0])/2026"
    let page = try await story.client.get(path)
    #expect(page.status == 200 && page.type == "text/html; charset=utf-8", "\(page.text)")
    for text in [
      "<h1>2026 年度检查记录</h1>", "晚于截止日 2026-03-20", "不合格，41 分，2026-04-21 公布", "已抽中（规则 I5）", "1 项，不符合 1 项",
      "已过截止日，尚未登记逾期（规则 I4）", "检查表要求的材料不齐不得评为合格（规则 I2）", "sample-2026", "无凭据出售", "超面积", "超容量安放", "到期未续",
      "有火化证明而无火化记录", "未发现", "/inspections/draws/371000/2026/1", #"<td class="refused">不符合</td>"#,
    ] { #expect(page.text.contains(text), "\(text)") }
    let english = try await story.client.get(path + "?lang=en").text
    for text in ["Annual inspection 2026", "Its day has passed and that is not recorded (rule I4).", "None found."] {
      #expect(english.contains(text), "\(text)")
    }
    // One that was drawn and is not opened yet.
    let open = try await story.client.get("/inspections/\(picked[1])/2026").text
    for text in ["应检而未启动（规则 I1", "启动年检"] { #expect(open.contains(text), "\(text)") }
    for path in ["/inspections/\(picked[0])/1999", "/inspections/X/2026", "/inspections/\(picked[0])/x"] {
      #expect(try await story.client.get(path).status == 404, "\(path)")
    }
  }

  @Test func theWorklistHasWhatIsOverdueFirst() async throws {
    let (story, picked) = try await Self.story(try await TestDatabase.migrated())
    let page = try await story.client.get("/inspections").text
    let first = try #require(page.firstMatch(of: /<tbody><tr><th scope="row"><a href="([^"]+)">/)?.output.1)
    #expect(first == "/inspections/\(picked[0])/2026")
    #expect(page.contains("待办 5 项，其中逾期 1 项") && page.contains(">一致<"))
    let english = try await story.client.get("/inspections?lang=en&division=371002").text
    #expect(english.contains("5 things to do, 1 overdue") && english.contains("/inspections/\(picked[0])/2026?lang=en"))
    #expect(try await story.client.get("/inspections?division=371003").text.contains("没有待办"))
    #expect(try await story.client.get("/inspections?division=1").status == 400)
    #expect(try await story.client.get("/inspections?division=").headers[.location] == "/inspections")
  }

  /// The page's own program, and what the page says was drawn.
  @Test func whoRunsThePagesProgramDrawsTheSame() async throws {
    let (story, picked) = try await Self.story(try await TestDatabase.migrated())
    let page = try await story.client.get("/inspections/draws/371000/2026/1")
    #expect(page.status == 200, "\(page.text)")
    #expect(page.text.contains("一致：") && page.text.contains("种子所取的事件"))
    let shown = try #require(page.text.firstMatch(of: /<pre id="program" tabindex="0">([^<]+)<\/pre>/)?.output.1)
    let program = shown.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let addresses = page.text.matches(of: /http:\/\/127\.0\.0\.1:8080(\/v1\/log\/events\/[0-9a-f-]+)/)
    var lines: [UInt8] = []
    for address in addresses {
      lines += try await story.client.get(String(address.output.1)).body + [UInt8(ascii: "\n")]
    }
    let drawn = try await Python.run(["-c", String(program)], input: lines).split(separator: "\n").map(String.init)
    #expect(addresses.count == 3 && drawn.count == 7 && drawn.suffix(4) == ["True", "True", "True", "True"])
    #expect(page.text.components(separatedBy: drawn[0]).count == 3)
    // The draw may be voided, and then held again with the same result; what was announced stands.
    let events = addresses.map { $0.output.1.dropFirst("/v1".count) }
    #expect(try await story.client.get(String(events[0])).text.contains("提出撤销"))
    #expect(try await !story.client.get(String(events[1])).text.contains("提出撤销"))
    #expect(drawn[1] == picked.map(\.text).joined(separator: " "))
    let marked = page.text.matches(
      of: /<th scope="row">([^< ]+)[^<]*<\/th><td class="code">[0-9a-f]{64}<\/td><td><strong>✓ (\d)/
    )
    let codes = marked.map { String($0.output.1) }.joined(separator: " ")
    #expect(codes == "\(drawn[1]) \(drawn[2])")
    #expect(page.text.contains("/inspections/\(picked[1])/2026") && !page.text.contains(">\(picked[0])</a>"))

    #expect(try await story.client.get("/inspections/draws/371000/2026/1?lang=en").text.contains("Same: the recorded"))
    let absent = ["371000/2026/2", "371002/2026/1", "371000/2025/1", "x/2026/1", "371000/y/1", "371000/2026/z"]
    for path in absent { #expect(try await story.client.get("/inspections/draws/\(path)").status == 404, "\(path)") }
  }

  /// A bureau announces a draw and holds it by forms alone.
  @Test func aDrawIsAnnouncedAndHeldByForms() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for cemetery in Self.cemeteries { try await story.record(.licence(cemetery, "cemetery")) }
    try await Story.project(database, upTo: try await story.log.head())
    let form = FormClient(client: story.client)
    #expect(try await story.client.get("/inspections").text.contains(#"href="/inspections/draws""#))
    var fields = try await form.fields("/inspections/draws?division=371002")
    #expect(fields["data.population"] == Self.cemeteries.joined(separator: "\n") && fields["data.round"] == "1")
    fields["data.population"] = Self.cemeteries.joined(separator: "\r\n")
    fields["data.pool"] = Self.inspectors.joined(separator: "\r\n")
    (fields["data.picked_count"], fields["data.inspector_count"]) = ("2", "1")

    // Refused with all that was typed.
    let refused = try await form.post("/inspections/draws", fields)
    #expect(refused.status == 422 && refused.text.contains("没有登记：规则 I6"), "\(refused.text)")
    let again = FormClient.fields(of: refused.text)
    for (name, typed) in fields {
      #expect(again[name]?.replacing("\r\n", with: "\n") == typed.replacing("\r\n", with: "\n"), "\(name)")
    }
    fields["data.inspector_count"] = "2"
    let announced = try await form.post("/inspections/draws", fields)
    let path = try #require(announced.headers[.location], "\(announced.text)")
    #expect(announced.status == 303 && path.hasPrefix("/inspections/draws/371002/"))
    #expect(try await form.post("/inspections/draws", fields).headers[.location] == path, "twice is once")

    let waiting = try await form.get(path)
    #expect(waiting.status == 200 && waiting.text.contains("种子尚不存在"), "\(waiting.text)")
    let early = try await form.post(path, FormClient.fields(of: waiting.text))
    #expect(early.status == 409 && early.text.contains("种子尚不存在"))
    try await story.record(.licence("371002-GM-99", "columbarium"))
    let ready = try await form.get(path)
    let sampled = try await Self.sampled(story.log)
    #expect(ready.text.contains(sampled.seed.text) && ready.text.contains("按公告抽取并登记"))
    let held = try await form.post(path, FormClient.fields(of: ready.text))
    #expect(held.status == 303 && held.headers[.location] == path, "\(held.text)")
    #expect(try await form.post(path, FormClient.fields(of: ready.text)).status == 303)
    let page = try await form.get(path)
    #expect(page.text.contains("一致：") && page.text.contains(sampled.seed.text))
    let draws = try await story.log.drawBook().draws
    #expect(draws.map(\.sampled) == [sampled] && draws[0].actor.text == "WH-0107")
    #expect(try await form.get(path + "?lang=en").text.contains("Event that gives the seed"))
    try await Story.project(database, upTo: try await story.log.head())
    #expect(try await story.client.get("/inspections").text.contains(">一致<"))
  }

  /// What the read models would say of a cemetery with everything wrong.
  @Test func evidenceIsSortedByItsKind() throws {
    func row(_ values: KeyValuePairs<String, String>) -> RowRecord { RowRecord(values.map(\.key), values.map(\.value)) }
    func finding(_ rule: String, _ subject: String) -> RowRecord {
      row([
        "rule": rule, "subject": subject, "fact_zh": "所见 \(rule)", "evidence": #"["e-\#(rule)"]"#, "severity_zh": "高",
      ])
    }
    let evidence = InspectionEvidence(
      findings: [finding("N22", "right/K-1"), finding("N21", "section/F/A"), finding("N23", "facility/F")],
      plots: [
        row(["plot_id": "F/A/1/1", "occupants": "2", "capacity": "1"]),
        row(["plot_id": "F/A/1/2", "occupants": "1", "capacity": "1"]), row(["plot_id": "F/A/1/3", "occupants": "1"]),
      ],
      expired: [
        row([
          "kind": "use_right", "kind_zh": "墓位使用权", "item": "K-2", "ends_on": "2026-01-01", "days_left": "-40",
          "event_id": "e-K2",
        ])
      ],
      steps: [
        row(["case_id": "C-1", "place": "F/A/1/1", "event_id": "e-1"]),
        row(["case_id": "C-2", "place": "F/A/1/1", "event_id": "e-2"]),
        row(["case_id": "C-2", "place": "F/A/1/2", "event_id": "e-3"]),
      ],
      ofCases: [finding("N1", "case/C-1")]
    )
    let request = PageAddress.example()
    let sections = evidence.sections(request)
    #expect(sections.map(\.id) == ["papers", "area", "full", "expired", "certificates", "others"])
    #expect(sections.allSatisfy { $0.rows.count == 1 && $0.hasRows })
    #expect(
      sections.map { $0.rows[0].subject } == [
        "right/K-1", "section/F/A", "plot/F/A/1/1", "right/K-2", "case/C-1", "facility/F",
      ]
    )
    #expect(sections[2].rows[0].evidence.map(\.address) == ["/log/events/e-1", "/log/events/e-2"])
    #expect(sections[2].rows[0].fact == "安放 2，容量 1" && sections[3].rows[0].fact == "已到期 40 天")
    #expect(sections[0].among == "核查 3 个墓位、格位" && sections[4].among == "核查 2 位在此安放的逝者")
    #expect(sections[4].rows[0].subjectLink == "/cases/C-1")
  }
}
