import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

/// Timelines of what was submitted, with what it rests on.
@Suite struct TimelinePageTests {
  private static let cremated =
    [
      Event.licence("371002-BYG-01", "funeral_home"), .licence("371002-GM-01", "cemetery"), .cremator, .crematorsTest,
    ] + Event.cremated("C-1", "11010519491231002X", certificate: "SD-0001")

  /// Says of a fact's data something else.
  private static func correction(of event: Event, _ data: JSON, replacing last: String? = nil) -> Event {
    Event(
      "FactCorrected",
      event.subject,
      "2025-03-02T09:00:00+08:00",
      [
        "target_event_id": .string(event.id), "replaces_event_id": .string(last ?? event.id),
        "target_type": .string(event.type), "time": .string(event.time), "data": data, "reason_code": "clerical_error",
        "approver_id": "WH-HEAD",
      ]
    )
  }

  @Test func aCaseIsToldInTheOrderOfTheLog() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    let head = try await story.log.head()
    try await Story.project(database, upTo: head)

    let page = try await story.client.get("/cases/C-1")
    #expect(page.status == 200 && page.type == "text/html; charset=utf-8", "\(page.text)")
    for text in [
      "<h1>逝者个案 C-1</h1>", "骨灰安葬（放）", "补助支付", "800.00 元", "371002-GM-01/ST/A/1", "奖补", "已付 800.00 元",
      #"<a href="/streams/claim/Q-1">"#, #"<a href="/facilities/371002-BYG-01">371002-BYG-01</a>"#, "医院",
      "登记时须过的规则", "业务发生时间", "相关疑点", "迟 ", "遗体和骨灰的去向", "距上一步（小时）",
    ] { #expect(page.text.contains(text), "\(text)") }
    let positions = page.text.matches(of: /日志第 (\d+) 位 · <a/).compactMap { Int($0.output.1) }
    let kinds = page.text.matches(of: /<span class="code">([A-Z]\w+)<\/span>/).map { String($0.output.1) }
    #expect(positions == positions.sorted() && positions.count == kinds.count && positions.count >= 12)
    #expect(kinds.first == "CaseOpened" && kinds.last == "ClaimPaid")

    let english = try await story.client.get("/cases/C-1?lang=en")
    for text in ["<h1>Case C-1</h1>", "Ashes placed", "800.00 yuan", "Kind of place of death", "hospital"] {
      #expect(english.text.contains(text), "\(text)")
    }
    #expect(!english.text.contains("业务发生时间"))

    // As it was known before the claim, beside now.
    let before = try #require(positions.dropLast(4).last)
    let then = try await story.client.get("/cases/C-1?asOf=\(before)")
    #expect(then.status == 200, "\(then.text)")
    #expect(then.text.components(separatedBy: "当时尚未入库").count == 5)
    #expect(then.text.contains("以日志第 \(before) 位所知") && then.text.components(separatedBy: "<h3>现在</h3>").count == 2)
    // Now there is an award, then there was none.
    #expect(then.text.components(separatedBy: "已付 800.00 元").count == 2)
    let young = try await story.client.get("/cases/C-1?trueAt=2025-02-27")
    #expect(young.text.contains("身份已核验") && young.text.contains("已签发") == false && young.text.contains("当时尚未发生"))

    for (path, status) in [
      ("/cases/C-9", 404), ("/cases/%20", 404), ("/cases/C-1?asOf=x", 400), ("/cases/C-1?trueAt=2025-02-30", 400),
      ("/cases/C-1?asOf=2999-01-01", 400), ("/cases/C-1?asOf=\(head.rawValue + 1)", 400),
    ] {
      let answer = try await story.client.get(path)
      #expect(answer.status == status && answer.type == "text/html; charset=utf-8", "\(path)")
    }
    #expect(try await story.client.get("/cases/C-1?asOf=&trueAt=").headers[.location] == "/cases/C-1")
  }

  @Test func aCorrectionIsShownAtWhatItAmends() async throws {
    let story = try await Story()
    for event in Self.cremated { try await story.record(event) }
    let opened = try #require(Self.cremated.first { $0.type == "CaseOpened" })
    let atHome = Self.correction(
      of: opened,
      ["facility_id": "371002-BYG-01", "place_kind": "home", "unknown_person": false]
    )
    try await story.record(atHome)
    let elsewhere = Self.correction(
      of: opened,
      ["facility_id": "371002-BYG-01", "place_kind": "other", "unknown_person": false],
      replacing: atHome.id
    )
    try await story.record(elsewhere)

    let page = try await story.client.get("/cases/C-1").text
    // At the fact, and at the corrections themselves.
    for change in ["<td><del>医院</del></td><td><ins>家中</ins></td>", "<td><del>家中</del></td><td><ins>其他</ins></td>"] {
      #expect(page.components(separatedBy: change).count == 3, "\(change)")
    }
    #expect(page.contains("已更正") && page.contains("WH-HEAD") && page.contains("笔误"))

    // The event's own page has what amends it, and the line that its leaf is the hash of.
    let event = try await story.client.get("/log/events/\(opened.id)")
    #expect(event.status == 200 && event.text.contains("<ins>家中</ins>"))
    let line = try await story.client.get("/v1/log/events/\(opened.id)").body
    let program = "import hashlib, sys; print(hashlib.sha256(b'\\0' + sys.stdin.buffer.read()).hexdigest())"
    let leaf = try await Python.run(["-c", program], input: line).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(event.text.components(separatedBy: leaf).count == 3 && event.text.contains("/v1/log/events/\(opened.id)"))
    let amendment = try await story.client.get("/log/events/\(atHome.id)?lang=en").text
    #expect(amendment.contains(#"<a class="code" href="/log/events/\#(opened.id)?lang=en">"#))
    #expect(amendment.contains("<ins>home</ins>") && !amendment.contains("<ins>other</ins>"))
    #expect(try await story.client.get("/log/events/\(UUID())").status == 404)
  }

  @Test func aFacilityIsReadPageByPage() async throws {
    let story = try await Story()
    for event in Self.cremated { try await story.record(event) }
    for number in 1...60 {
      try await story.record(
        Event(
          "SectionOpened",
          "section/371002-GM-01/S\(number)",
          "2025-01-02T09:00:00+08:00",
          [
            "name_zh": "区", "phase": 1, "plot_kind": "single", "designed_units": 3, "land_m2": 300, "eco": false,
            "approved_doc": "威民〔2025〕1号",
          ]
        )
      )
      try await story.record(
        Event(
          "PlotRangeCreated",
          "section/371002-GM-01/S\(number)",
          "2025-01-03T09:00:00+08:00",
          ["row": "A", "first_no": 1, "count": 3, "capacity": 1, "area_cm2": 5_000]
        )
      )
    }
    let first = try await story.client.get("/facilities/371002-GM-01/timeline").text
    #expect(first.contains("本页 100 个事件") && first.contains("0.5 m²") && !first.contains("CaseOpened"))
    let next = try #require(first.firstMatch(of: /href="([^"]+)" rel="next"/)?.output.1)
    let second = try await story.client.get(String(next)).text
    #expect(second.contains("本页 21 个事件") && !second.contains("rel=\"next\""))
    let home = try await story.client.get("/facilities/371002-BYG-01/timeline?lang=en").text
    #expect(home.contains("unit/371002-BYG-01/L-1") && home.contains("Facility licensed"))

    for path in ["/streams/case/C-1", "/streams/section/371002-GM-01/S1", "/streams/unit/371002-BYG-01/L-1?lang=en"] {
      #expect(try await story.client.get(path).status == 200, "\(path)")
    }
    for path in [
      "/streams/case/C-2", "/streams/moon/C-1", "/streams/case/C-1/1", "/streams/plot/a/b/c/d",
      "/facilities/X/timeline",
    ] { #expect(try await story.client.get(path).status == 404, "\(path)") }
  }

  @Test func aTableShowsWhatDiffersFromNow() async throws {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    for event in Event.toThePaidAward { try await story.record(event) }
    try await Story.project(database, upTo: try await story.log.head())
    let path = "/read-models/plot_capacity/by_division"
    let page = try await story.client.get("\(path)?trueAt=2025-03-02&diff=now")
    #expect(page.status == 200, "\(page.text)")
    // The plot was taken the day after.
    #expect(page.text.contains("<del>3</del> <ins>2</ins>") && page.text.contains("<del>0</del> <ins>1</ins>"))
    #expect(page.text.contains("1 行有变化") && page.text.contains(#"checked"#))
    let english = try await story.client.get("\(path)?trueAt=2025-03-07&diff=now&lang=en").text
    #expect(english.contains("Nothing differs from now."))
    let new = try await story.client.get("/read-models/subsidies/claim?asOf=1&diff=now").text
    #expect(new.contains("1 行是后来增加的") && new.contains(#"<tr class="added">"#) && new.contains("<ins>Q-1</ins>"))
    #expect(try await story.client.get("\(path)?diff=then").status == 400)
  }
}
