import Access
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// An annual inspection from its opening to the last word, entered with forms by those whose steps they are.
@Suite struct InspectionFormTests {
  private static let path = "/inspections/371002-GM-01/2026"

  private static func person(_ role: Role, _ id: String, _ organisation: String) throws -> Principal {
    Principal(
      id: Code.known(id),
      roles: [role],
      organisation: Code.known(organisation),
      division: try #require(DivisionCode("371002"))
    )
  }

  private static func story() async throws -> (story: Story, client: (String) -> FormClient) {
    let database = try await TestDatabase.migrated()
    let whole = try Story(in: database)
    for code in ["371002-GM-01", "371002-GM-02"] { try await whole.record(.licence(code, "cemetery")) }
    try await database.project(upTo: try await whole.log.head())
    let people = [
      "bureau": try person(.countyBureau, "MZ-1", "371002-MZ"),
      "inspector": try person(.inspector, "HC-1", "371002-MZ"),
      "cemetery": try person(.cemeteryClerk, "GM-1", "371002-GM-01"),
      "other": try person(.cemeteryClerk, "GM-9", "371002-GM-02"), "auditor": try person(.auditor, "SJ-1", "371002-MZ"),
    ]
    let story = try Story(in: database, signIn: ListedSignIn(people: people))
    return (story, { FormClient(client: story.client, who: $0) })
  }

  private static let opening = [
    "data.checklist_version": "sample-2026", "data.self_due": "2026-03-20", "data.review_due": "2026-05-01",
    "time": "2026-03-01T09:00",
  ]

  @Test func fromTheOpeningToTheLastWord() async throws {
    let (story, client) = try await Self.story()
    let (bureau, inspector, cemetery) = (client("bureau"), client("inspector"), client("cemetery"))
    func enter(_ who: FormClient, _ type: String, _ typed: [String: String], sees text: String) async throws {
      let page = try await who.get(Self.path)
      #expect(page.text.contains("\(Self.path)/steps/\(type)"), "\(type) is not offered")
      let sent = try await who.send("\(Self.path)/steps/\(type)", typed)
      #expect(sent.headers[.location]?.hasPrefix("\(Self.path)?done=") == true, "\(type): \(sent.text)")
      let next = try await who.get(try #require(sent.headers[.location]))
      #expect(next.text.contains("已登记。") && next.text.contains(text), "\(type): \(text)")
    }
    let digest = ["data.evidence_digest": String(repeating: "0", count: 64)]
    let paper = ["data.digest": String(repeating: "1", count: 64)]

    try await enter(bureau, "InspectionOpened", Self.opening, sees: "sample-2026")
    let answers = [
      "data.answers.0.item": "prices", "data.answers.0.score": "9", "data.answers.2.item": "fund",
      "data.answers.2.score": "4", "data.answers.3.item": "safety", "time": "2026-03-10T09:00",
    ]
    // An item that was offered, and got no points, is not entered: nor are all of them by a bureau that enters a refusal.
    try await enter(cemetery, "SelfCheckSubmitted", answers, sees: "2 项，自评 13 分")
    try await enter(
      cemetery,
      "DocumentFiled",
      paper.merging(["data.item": "fund", "data.title": "账目", "time": "2026-03-11T09:00"]) { $1 },
      sees: "fund：账目"
    )

    // Two inspectors; and what was chosen with the first form is not lost with its refusal.
    let check = digest.merging(
      ["data.item": "fund", "data.finding": "fail", "data.second_inspector_id": "HC-1", "time": "2026-04-01T09:00"]
    ) { $1 }
    let alone = try await inspector.send("\(Self.path)/steps/SiteCheckRecorded", check)
    #expect(alone.status == 422 && alone.text.contains("规则 I6"), "\(alone.text)")
    let kept = FormClient.fields(of: alone.text)
    for (name, value) in check { #expect(kept[name] == value, "\(name)") }
    let two = kept.merging(["data.second_inspector_id": "HC-2"]) { $1 }
    for _ in 0..<2 {
      #expect(try await inspector.post("\(Self.path)/steps/SiteCheckRecorded", two).status == 303)
    }
    let recorded = try await story.log.read(after: .start, limit: 100)
    #expect(recorded.count { $0.type == "SiteCheckRecorded" } == 1)
    // What has failed twice is to be put right once.
    let once = check.merging(["data.second_inspector_id": "HC-2", "time": "2026-04-02T09:00"]) { $1 }
    #expect(try await inspector.send("\(Self.path)/steps/SiteCheckRecorded", once).status == 303)

    let result = [
      "data.result": "unqualified", "data.score": "41", "data.legal_reviewer_id": "FZ-1",
      "data.published_on": "2026-04-21", "data.rectification_due": "2026-06-30", "time": "2026-04-20T09:00",
    ]
    try await enter(bureau, "ConclusionIssued", result, sees: "不合格，41 分，2026-04-21 公布")
    let appeal = ["data.doc_no": "申 1 号", "data.grounds": "计分有误", "time": "2026-04-25T09:00"]
    try await enter(cemetery, "ConclusionAppealed", appeal, sees: "待决：计分有误")
    let revision = [
      "data.new_result": "basically_qualified", "data.reason": "重新计分", "data.legal_reviewer_id": "FZ-2",
      "data.rectification_due": "2026-06-30", "time": "2026-05-05T09:00",
    ]
    try await enter(bureau, "ConclusionRevised", revision, sees: "变更为基本合格")
    let ordering = try await bureau.fields("\(Self.path)/steps/RectificationOrdered")
    #expect(ordering["data.items"] == "fund")
    let order = ["data.due": "2026-07-31", "data.doc_no": "改 1 号", "time": "2026-05-06T09:00"]
    try await enter(bureau, "RectificationOrdered", order, sees: "责令整改 改 1 号")
    let late = ["data.on": "2026-08-02", "time": "2026-08-02T09:00"]
    try await enter(inspector, "RectificationOverdue", late, sees: "至验收前停止销售")
    let accepted = ["data.accepted_on": "2026-08-20", "data.doc_no": "验 1 号", "time": "2026-08-20T09:00"]
    try await enter(inspector, "RectificationAccepted", accepted, sees: "2026-08-20 验收")
    #expect(!(try await bureau.get(Self.path).text.contains("现在可以登记")))
  }

  /// Each enters the steps of their own role, and a cemetery sees its own inspection alone.
  @Test func othersStepsAreTheirs() async throws {
    let (_, client) = try await Self.story()
    let (bureau, cemetery) = (client("bureau"), client("cemetery"))
    #expect(try await bureau.send("\(Self.path)/steps/InspectionOpened", Self.opening).status == 303)
    let page = try await cemetery.get(Self.path)
    #expect(page.status == 200 && page.text.contains("年检自查") && !page.text.contains("由日志汇集的证据"))
    #expect(!page.text.contains("双随机抽取") && !page.text.contains("steps/ConclusionIssued"))
    let evidence = try await client("inspector").get(Self.path).text
    #expect(evidence.contains("由日志汇集的证据") && evidence.contains("双随机抽取"))
    for (who, type, status) in [
      ("cemetery", "ConclusionIssued", 403), ("cemetery", "SiteCheckRecorded", 403),
      ("inspector", "InspectionOpened", 403),
      ("inspector", "ConclusionIssued", 403), ("auditor", "DocumentFiled", 403), ("other", "SelfCheckSubmitted", 404),
      ("bureau", "AshesPlaced", 404), ("bureau", "CaseOpened", 404),
    ] {
      let form = client(who)
      #expect(try await form.get("\(Self.path)/steps/\(type)").status == status, "\(who) \(type)")
      let sent = try await form.post("\(Self.path)/steps/\(type)", ["id": UUID().uuidString.lowercased()])
      #expect(sent.status == status, "\(who) \(type)")
    }
    #expect(try await client("other").get(Self.path).status == 404)
    #expect(try await cemetery.get("/home").text.contains("2026 年度检查记录"))
    // Too early or too late is said at the form.
    let early = try await bureau.get("\(Self.path)/steps/ConclusionIssued")
    #expect(early.text.contains("现在还不能办这一步") && early.text.contains("先登记自查或拒不自查"))
  }
}
