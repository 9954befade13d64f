import Access
import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// What the pages of draws say where a list is not what one might think, or an event is for others.
@Suite struct DrawPageTests {
  private static let cemeteries = (1...3).map { "371002-GM-0\($0)" }

  private static func story(_ database: TestDatabase) async throws -> Story {
    let people = [
      "all": try #require(StubSignIn().who),
      "bureau": Principal(
        .machine,
        id: Code.known("MZ-0001"),
        roles: [.countyBureau],
        organisation: Code.known("371002-MZ"),
        division: try #require(DivisionCode("371002"))
      ),
    ]
    let whole = try Story(in: database)
    for cemetery in cemeteries { try await whole.record(.licence(cemetery, "cemetery")) }
    return try Story(in: database, signIn: ListedSignIn(people: people))
  }

  /// Nobody takes a list for complete that is not, and each cemetery is where its licence has it, whatever its code says, for
  /// those who reach it.
  @Test func theListSaysWhatItLacks() async throws {
    let database = try await TestDatabase.migrated()
    let story = try await Self.story(database)
    let form = FormClient(client: story.client, who: "bureau")
    let path = "/inspections/draws?division=371002"
    let early = try await form.get(path)
    #expect(early.status == 200 && early.text.contains("公墓名单尚未整理好"), "\(early.text)")
    #expect(FormClient.fields(of: early.text)["data.population"] == "")

    let whole = try Story(in: database)
    // With the code of a county that it lay in before, and what no inspection is of.
    try await whole.record(.licence("371099-GM-01", "cemetery"))
    try await whole.record(.licence("371002-BYG-01", "funeral_home"))
    try await whole.record(.licence("371002-GM-09", "cemetery"))
    let closing: JSON = ["status": "closed", "from": "2025-06-01", "reason": "关闭"]
    try await whole.record(
      Event("FacilityStatusChanged", "facility/371002-GM-09", "2025-06-01T09:00:00+08:00", closing)
    )
    try await Story.project(database, upTo: try await story.log.head())
    let ready = try await form.get(path)
    #expect(FormClient.fields(of: ready.text)["data.population"] == Self.cemeteries.joined(separator: "\n"))
    let everybody = FormClient(client: story.client, who: "all")
    let all = (Self.cemeteries + ["371099-GM-01"]).joined(separator: "\n")
    #expect(try await everybody.fields(path)["data.population"] == all)
    for text in ["尚未", "不在您的管辖范围"] { #expect(!ready.text.contains(text), "\(text)") }

    try await whole.record(.licence("371002-GM-04", "cemetery"))
    let behind = try await form.get(path + "&lang=en")
    #expect(behind.text.contains("1 later event(s) are not in it yet"), "\(behind.text)")
    let others = try await form.get("/inspections/draws?division=371082")
    #expect(others.text.contains("区划 371082 不在您的管辖范围内") && others.text.contains("规则 W5"))
    #expect(try await everybody.get("/inspections/draws?division=371082").text.contains("没有 "))
  }

  /// The seed comes with what another county records: its event is named, and leads nobody to a page that is not there.
  @Test func theSeedsEventIsForOthers() async throws {
    let database = try await TestDatabase.migrated()
    let story = try await Self.story(database)
    try await Story.project(database, upTo: try await story.log.head())
    let form = FormClient(client: story.client, who: "bureau")
    var fields = try await form.fields("/inspections/draws?division=371002")
    fields["data.pool"] = "I-1\nI-2\nI-3"
    (fields["data.picked_count"], fields["data.inspector_count"]) = ("3", "3")
    let refused = try await form.post("/inspections/draws", fields)
    #expect(refused.status == 422 && refused.text.contains("规则 I5"), "\(refused.text)")
    fields["data.inspector_count"] = "2"
    let announced = try await form.post("/inspections/draws", fields)
    let path = try #require(announced.headers[.location], "\(announced.text)")
    #expect(path == "/inspections/draws/371002/\(Instant.now().localDate.year)/1")

    let whole = try Story(in: database)
    var licence = Event.licence("371082-BYG-01", "funeral_home")
    licence.source = "371082-MZ"
    try await whole.record(licence)
    let waiting = try await form.get(path)
    let seed = try #require(try await story.log.drawBook().open.first)
    let follower = try #require(try await story.log.next(behind: seed.id))
    #expect(waiting.text.contains("不在您的查阅范围内") && waiting.text.contains(follower.id.text), "\(waiting.text)")
    #expect(waiting.text.contains(follower.leaf.text) && !waiting.text.contains("/log/events/\(follower.id)"))
    #expect(waiting.text.contains("3 个公墓全部检查") && !waiting.text.contains("检查人员全部参加"))
    #expect(try await form.get("/log/events/\(follower.id)").status == 404)

    let held = try await form.post(path, FormClient.fields(of: waiting.text))
    #expect(held.status == 303, "\(held.text)")
    let page = try await form.get(path)
    #expect(page.text.contains("一致：") && page.text.contains("3 个公墓全部检查"))
    #expect(page.text.contains(follower.id.text) && !page.text.contains("/log/events/\(follower.id)"))
    #expect(!page.text.contains("末四行应为 True"))
    let recorded = try await story.log.read(after: .start, limit: 100).filter { $0.stream.rawValue.hasSuffix("-draws") }
    #expect(recorded.count == 2)
    for event in recorded { #expect(page.text.contains("入库 \(Figures.time(event.recordedAt))"), "\(event.type)") }

    // Who sees all is led there.
    let everybody = FormClient(client: story.client, who: "all")
    let full = try await everybody.get(path + "?lang=en")
    #expect(full.text.contains("/log/events/\(follower.id)") && full.text.contains("last four lines should be True"))
    #expect(!full.text.contains("beyond what you may see"))
  }
}
