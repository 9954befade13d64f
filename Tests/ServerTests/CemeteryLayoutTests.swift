import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// A cemetery enters with forms what it lays out, whose body it takes in, and what it does for ashes that nobody fetches.
@Suite struct CemeteryLayoutTests {
  private static let steps = "/home/places/steps"

  @Test func aSectionAndItsPlots() async throws {
    let (story, database, clerk) = try await CemeteryFormTests.story()
    try await database.project(upTo: try await story.log.head())
    let places = try await clerk.get("/home/places")
    #expect(places.text.contains("\(Self.steps)/SectionOpened") && places.text.contains("墓位建立"))
    let opening = [
      "data.name_zh": "松园", "data.plot_kind": "double", "data.designed_units": "20", "data.land_m2": "400",
      "data.approved_doc": "威民〔2025〕2号", "time": "2025-03-03T09:00",
    ]
    let unnamed = try await clerk.send("\(Self.steps)/SectionOpened", opening)
    #expect(unnamed.status == 422 && unnamed.text.contains("编号不合要求"))
    #expect(FormClient.fields(of: unnamed.text)["data.name_zh"] == "松园")
    let opened = try await clerk.send("\(Self.steps)/SectionOpened", opening.merging(["key": "SY"]) { $1 })
    let shown = try #require(opened.headers[.location], "\(opened.text)")
    #expect(shown.hasPrefix("/home/places?section=SY&done="))
    #expect(try await clerk.get(shown).text.contains("已登记"))

    let laying = "\(Self.steps)/PlotRangeCreated?section=SY"
    #expect(try await clerk.fields(laying)["key"] == "SY")
    let row = ["data.row": "A", "data.capacity": "2", "data.area_cm2": "8000", "time": "2025-03-03T10:00"]
    let many = try await clerk.send(laying, row.merging(["data.count": "21"]) { $1 })
    #expect(many.status == 422 && many.text.contains("规则 P8") && FormClient.fields(of: many.text)["data.row"] == "A")
    #expect(try await clerk.send(laying, row.merging(["data.count": "20"]) { $1 }).status == 303)
    let subjects = try await story.log.read(after: .start, limit: 200).filter { $0.type == "PlotRangeCreated" }
    #expect(subjects.last?.stream.rawValue == "section/\(CemeteryFormTests.cemetery)/SY")
    #expect(try await clerk.get("/home/plots/SY/A/20").status == 200)
  }

  @Test func aPlotIsRebuilt() async throws {
    let (story, _, clerk) = try await CemeteryFormTests.story()
    #expect(try await clerk.get("/home/plots/B/A/3").text.contains("/home/plots/B/A/3/steps/PlotResized"))
    let path = "/home/plots/B/A/3/steps/PlotResized"
    let size = ["data.area_cm2": "3500", "time": "2025-03-03T09:00"]
    let double = try await clerk.send(path, size.merging(["data.capacity": "2"]) { $1 })
    #expect(double.status == 422 && double.text.contains("规则 A4"))
    #expect(try await clerk.send(path, size.merging(["data.capacity": "1"]) { $1 }).status == 303)
    #expect(try await story.log.read(after: .start, limit: 200).last?.type == "PlotResized")
  }

  /// The case is the one that the right was granted for, and its body is the cemetery's to take in only by its licence.
  @Test func aBodyIsBuriedInThePlotOfItsCase() async throws {
    let (story, database, clerk) = try await CemeteryFormTests.story()
    let whole = try Story(in: database)
    let cemetery = CemeteryFormTests.cemetery
    for event in [
      Event(
        "SectionOpened",
        "section/\(cemetery)/T",
        "2025-01-02T09:00:00+08:00",
        [
          "name_zh": "土葬区", "phase": 1, "plot_kind": "body_single", "designed_units": 3, "land_m2": 300, "eco": false,
          "approved_doc": "威民〔2025〕1号",
        ]
      ),
      Event(
        "PlotRangeCreated",
        "section/\(cemetery)/T",
        "2025-01-03T09:00:00+08:00",
        ["row": "A", "first_no": 1, "count": 3, "capacity": 1, "area_cm2": 40_000]
      ),
      Event(
        "UseRightGranted",
        "right/HT-9",
        "2025-03-03T09:00:00+08:00",
        [
          "plot_id": .string("\(cemetery)/T/A/1"), "holder_ref": "P-2", "basis": "decedent", "decedent_case_id": "C-1",
          "from": "2025-03-03", "to": "2045-03-02", "use_fee_fen": 0, "maintenance_fee_fen": 0,
          "maintenance_to": "2045-03-02",
        ]
      ),
    ] { try await whole.record(event) }
    let path = "/home/plots/T/A/1/steps/BodyBuried"
    #expect(try await clerk.get("/home/plots/T/A/1").text.contains(path))
    let offered = try await clerk.fields(path)
    #expect(offered["key"] == "C-1" && offered["data.contract_no"] == "HT-9" && offered["data.position_no"] == "1")
    let refused = try await clerk.send(path, ["time": "2025-03-04T09:00"])
    #expect(refused.status == 422 && refused.text.contains("规则 D8"), "\(refused.text)")
    #expect(try await story.log.read(after: .start, limit: 200).last?.type == "SubmissionsRefused")
  }

  @Test func aNoticeForAshesThatNobodyFetches() async throws {
    let (story, database, _) = try await CemeteryFormTests.story()
    let whole = try Story(in: database)
    let policy = Event(
      "PolicyPublished",
      "policy/unclaimed-ashes",
      "2025-01-04T09:00:00+08:00",
      [
        "scheme": "unclaimed_ashes", "version": 1, "title_zh": "样例规定", "title_en": "Example", "source": "样例",
        "scope_divisions": ["371002"], "valid_from": "2025-01-01", "date_basis": "service",
        "unclaimed": [
          [
            "rule_id": "any", "whose": "anybody", "term_count": 90, "term_unit": "day", "forms": ["sea"],
            "filing": false,
          ]
        ],
      ]
    )
    var other = Event.cremated("C-2", "110105194912310046", certificate: "SD-0002")
    other[4] = .cremation(of: "C-2", "2025-03-01T09:10:00+08:00", "2025-03-01T09:50:00+08:00")
    for event in [policy] + other + [.custody("A-2", of: "C-2")] { try await whole.record(event) }
    let home = FormClient(client: story.client, who: "home")
    let notice = "/home/ashes/A-2/steps/UnclaimedAshesNoticePublished"
    #expect(try await home.get("/home/ashes/A-2").text.contains(notice))
    let typed = ["data.notice_no": "公告 1 号", "data.until": "2025-08-01"]
    let early = try await home.send(notice, typed.merging(["time": "2025-04-01T09:00"]) { $1 })
    #expect(early.status == 422 && early.text.contains("规则 A9"), "\(early.status)")
    let published = try await home.send(notice, typed.merging(["time": "2025-07-01T09:00"]) { $1 })
    #expect(published.status == 303, "\(published.text)")
    let event = try #require(try await story.log.read(after: .start, limit: 200).last)
    let disposed = "/home/ashes/A-2/steps/UnclaimedAshesDisposed"
    #expect(try await home.get("/home/ashes/A-2").text.contains(disposed))
    #expect(try await home.fields(disposed)["data.notice_event_id"] == event.id.uuidString.lowercased())
    let soon = try await home.send(
      disposed,
      [
        "data.form": "sea", "data.site": "近海", "data.archive_digest": Digest(of: Array("x".utf8)).text,
        "time": "2025-07-30T09:00",
      ]
    )
    #expect(soon.status == 422 && soon.text.contains("规则 A10"), "\(soon.text)")
  }
}
