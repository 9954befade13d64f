import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// One proposes an amendment with a form, another decides it, each signed in.
@Suite struct AmendmentPageTests {
  private typealias Scene = FourEyesTests.Scene

  private static func form(_ scene: Scene, _ who: String) -> FormClient {
    FormClient(client: scene.story.client, who: who)
  }

  private static func correction(of target: Event) -> String { "/log/events/\(target.id)/amend/correction" }

  private static func types(_ scene: Scene) async throws -> [String] { try await scene.log().map(\.type) }

  /// Fills the form of the certificate in and sends it; gives the proposal's id.
  private static func propose(_ scene: Scene, as who: String, _ typed: [String: String]) async throws -> String {
    let all = ["reason_code": "clerical_error", "act": "send"].merging(typed) { $1 }
    let sent = try await form(scene, who).send(correction(of: scene.target), all)
    #expect(sent.status == 303, "\(sent.text)")
    return try #require(sent.headers[.location]?.firstMatch(of: /\/amendments\/([^?]+)/)).output.1.description
  }

  /// Each is led to what they may propose, and to nothing else.
  @Test func timelinesLeadToTheForm() async throws {
    let scene = try await Scene()
    let hold = Event(
      "HoldPlaced",
      "case/C-1",
      "2025-03-01T09:00:00+08:00",
      ["hold_kind": "dispute", "authority_uscc": "1137100000435907XJ", "doc_no": "威民殡函〔2026〕6号"]
    )
    #expect(try await scene.send(hold, as: "bureau").status == 201)
    let path = Self.correction(of: scene.target)
    for (who, mayLift) in [("clerk", false), ("author", false), ("bureau", true)] {
      let form = Self.form(scene, who)
      for page in ["/cases/C-1", "/log/events/\(scene.target.id)"] {
        #expect(try await form.get(page).text.contains(#"<a href="\#(path)">提出更正</a>"#), "\(who) \(page)")
      }
      #expect(try await form.get("/streams/case/C-1").text.contains(Self.correction(of: hold)) == mayLift, "\(who)")
      #expect(try await form.get(Self.correction(of: hold)).status == (mayLift ? 200 : 404), "\(who)")
    }
    for who in ["other", "neighbour"] {
      #expect(try await Self.form(scene, who).get(path).status == 404, "\(who)")
      #expect(try await Self.form(scene, who).post(path, ["act": "send"]).status == 404, "\(who)")
    }
    #expect(try await Self.form(scene, "clerk").get("/log/events/\(scene.target.id)/amend/nothing").status == 404)
    #expect(try await Self.form(scene, "clerk").get("/log/events/\(UUID())/amend/voiding").status == 404)
  }

  /// What stands is in the form; what is typed over it is shown before anything is sent, and sent twice it is one event.
  @Test func aCorrectionIsLookedAtThenProposedOnce() async throws {
    let scene = try await Scene()
    let form = Self.form(scene, "clerk")
    let path = Self.correction(of: scene.target)
    var fields = try await form.fields(path)
    #expect(fields["data.manner"] == "normal" && fields["data.death_at"] == "2025-02-27T02:00")
    #expect(fields["time"] == "2025-02-27T10:00" && fields["sealed.certificate_number"] == "")
    fields["data.death_at"] = "2025-02-26T02:00"
    fields["reason_code"] = "clerical_error"
    let before = try await Self.types(scene)
    let looked = try await form.post(path, fields)
    #expect(looked.status == 200 && looked.text.contains("改动（尚未提交）"))
    #expect(looked.text.contains("<del>2025-02-27 02:00") && looked.text.contains("<ins>2025-02-26 02:00"))
    #expect(FormClient.fields(of: looked.text)["data.death_at"] == "2025-02-26T02:00")
    #expect(try await Self.types(scene) == before)

    fields["act"] = "send"
    var places: Set<String?> = []
    for _ in 0..<3 { places.insert(try await form.post(path, fields).headers[.location]) }
    #expect(places.count == 1)
    #expect(try await Self.types(scene) == before + ["AmendmentProposed"])
    let data = try #require(try await scene.log().last?.event["data"])
    #expect(data["target_event_id"] == .string(scene.target.id) && data["time"] == .string(scene.target.time))
    // Nothing else has changed, nor been lost.
    let stored = try #require(try await scene.log().first { $0.type == "DeathCertificateRecorded" }?.event["data"])
    #expect(data["data"]?["death_at"] == "2025-02-26T02:00:00+08:00")
    for name in ["cert_key_hash", "issuer_uscc", "issued_on", "manner", "regime"] {
      #expect(data["data"]?[name] == stored[name], "\(name)")
    }
    let shown = try await form.get(try #require(places.first ?? nil))
    for text in ["申请已登记", "待审批", "殡仪馆复核员", "<del>2025-02-27 02:00", "clerk-1", "笔误"] {
      #expect(shown.text.contains(text), "\(text)")
    }
    let english = try await form.get(try #require(places.first ?? nil) + "&lang=en")
    #expect(english.text.contains("waits for a decision") && english.text.contains("a checker of a funeral home"))
  }

  /// The rule, what was found and what to do, with all that was typed; mended, it is the same event.
  @Test func aRefusalKeepsWhatWasTyped() async throws {
    let scene = try await Scene()
    let form = Self.form(scene, "author")
    let path = Self.correction(of: scene.target)
    let typed = ["data.manner": "abnormal", "reason_code": "late_evidence", "act": "send"]
    let refused = try await form.send(path, typed)
    #expect(refused.status == 422 && refused.text.contains("没有登记：规则 D5"))
    #expect(refused.text.contains("<ins>非正常"), "what would change is shown")
    var kept = FormClient.fields(of: refused.text)
    #expect(kept["data.manner"] == "abnormal" && kept["reason_code"] == "late_evidence")
    kept["data.police_doc_no"] = "公〔2025〕1号"
    kept["act"] = "send"
    #expect(try await form.post(path, kept).status == 303)
    #expect(try await scene.log().last?.event["id"]?.stringValue == kept["id"])
    // What stands already is no correction.
    let same = try await form.send(path, ["reason_code": "clerical_error", "act": "send"])
    #expect(same.status == 422 && same.text.contains("规则 L4") && same.text.contains("没有改动"))
    // A reason is needed.
    #expect(try await form.send(path, ["data.death_at": "2025-02-26T02:00", "act": "send"]).text.contains("规则 S8"))
  }

  /// A number that was recorded wrongly is typed anew, and in no line of the log.
  @Test func aNumberIsCorrected() async throws {
    let scene = try await Scene()
    let path = Self.correction(of: scene.target)
    let typed = ["sealed.certificate_number": "SD-0009", "reason_code": "clerical_error"]
    let looked = try await Self.form(scene, "clerk").send(path, typed)
    #expect(looked.text.contains("（加密保存，不显示）"), "\(looked.text)")
    let id = try await Self.propose(scene, as: "clerk", typed)
    let checker = Self.form(scene, "checker")
    let shown = try await checker.get("/amendments/\(id)")
    #expect(shown.text.contains("已加密 ") && !shown.text.contains("SD-0009"))
    var fields = FormClient.fields(of: shown.text)
    fields["result"] = "approved"
    #expect(try await checker.post("/amendments/\(id)/decision", fields).status == 303)
    let log = try await scene.log()
    #expect(log.last?.type == "FactCorrected")
    let (old, new) = (log.first { $0.type == "DeathCertificateRecorded" }, log.last)
    let hash = new?.event["data"]?["data"]?["cert_key_hash"]
    #expect(hash != nil && hash != old?.event["data"]?["cert_key_hash"])
    for line in log { #expect(!String(decoding: line.event.canonicalBytes, as: UTF8.self).contains("SD-0009")) }
  }

  /// Another decides, once; why somebody may not is said in words.
  @Test func anotherDecides() async throws {
    let scene = try await Scene()
    let id = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    let (page, act) = ("/amendments/\(id)", "/amendments/\(id)/decision")
    let own = try await Self.form(scene, "author").get(page)
    #expect(own.text.contains("这是您提出的，须由另一人审批（规则 L4）") && !own.text.contains(#"value="approved""#))
    let decision = ["decision": UUID().uuidString.lowercased(), "at": "2025-03-03T09:00:00+08:00"]
    func sent(_ who: String, _ result: String, _ more: [String: String] = [:]) async throws -> TestResponse {
      let fields = decision.merging(["result": result]) { $1 }.merging(more) { $1 }
      return try await Self.form(scene, who).post(act, fields)
    }
    let ownApproval = try await sent("author", "approved")
    #expect(ownApproval.status == 422 && ownApproval.text.contains("规则 L4") && ownApproval.text.contains("请由另一人批准"))
    // A clerk is no checker; who does not see the record sees no proposal about it.
    #expect(try await sent("clerk", "approved").status == 403)
    #expect(try await sent("other", "approved").status == 404)
    #expect(try await Self.form(scene, "neighbour").get(page).status == 404)
    let clerk = try await Self.form(scene, "clerk").get(page)
    #expect(clerk.status == 200 && !clerk.text.contains(#"value="approved""#))
    let silent = try await sent("checker", "declined")
    #expect(silent.status == 422 && silent.text.contains("规则 L6"))
    #expect(try await Self.types(scene).last == "AmendmentProposed")

    let first = try await Self.form(scene, "checker").get(page)
    var fields = FormClient.fields(of: first.text)
    fields["result"] = "approved"
    for _ in 0..<2 { #expect(try await Self.form(scene, "checker").post(act, fields).status == 303) }
    #expect(try await Self.types(scene).suffix(3) == ["AmendmentProposed", "AmendmentDecided", "FactCorrected"])
    let after = try await Self.form(scene, "author").get(page)
    #expect(after.text.contains("已批准") && after.text.contains("据此登记的更正") && !after.text.contains("撤回申请"))
    let again = try await sent("bureau", "declined", ["reason": "<b>与原件不符"])
    #expect(again.status == 422 && again.text.contains("规则 L6") && !again.text.contains("<b>与"))
  }

  @Test func aDeclinedReasonIsKeptAndShown() async throws {
    let scene = try await Scene()
    let id = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    let form = Self.form(scene, "checker")
    var fields = FormClient.fields(of: try await form.get("/amendments/\(id)").text)
    fields["reason"] = "与原件不符"
    // Neither of the two: refused, with what was typed.
    fields["result"] = "perhaps"
    let refused = try await form.post("/amendments/\(id)/decision", fields)
    #expect(refused.status == 422 && FormClient.fields(of: refused.text)["reason"] == "与原件不符")
    // The other language leads to where there is a page to be asked for.
    #expect(refused.text.contains(#"href="/amendments/\#(id)?lang=en""#) && !refused.text.contains("decision?lang=en"))
    fields["result"] = "declined"
    #expect(try await form.post("/amendments/\(id)/decision", fields).status == 303)
    let shown = try await Self.form(scene, "author").get("/amendments/\(id)")
    #expect(shown.text.contains("未予批准") && shown.text.contains("与原件不符") && shown.text.contains("checker-1"))
  }

  /// By a colleague of the author's too; not by whoever only sees it.
  @Test func whoProposedWithdraws() async throws {
    let scene = try await Scene()
    let id = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    let (page, act) = ("/amendments/\(id)", "/amendments/\(id)/withdrawal")
    let bureau = try await Self.form(scene, "bureau").get(page)
    #expect(bureau.text.contains(#"value="approved""#) && !bureau.text.contains("撤回申请"))
    let event = ["withdrawal": UUID().uuidString.lowercased(), "at": "2025-03-03T09:00:00+08:00"]
    let foreign = try await Self.form(scene, "bureau").post(act, event)
    #expect(foreign.status == 422 && foreign.text.contains("规则 L6") && foreign.text.contains("撤回由提出的单位办理"))
    let clerk = Self.form(scene, "clerk")
    #expect(try await clerk.get(page).text.contains("撤回申请"))
    let fields = FormClient.fields(of: try await clerk.get(page).text)
    for _ in 0..<2 { #expect(try await clerk.post(act, fields).status == 303) }
    #expect(try await Self.types(scene).suffix(2) == ["AmendmentProposed", "AmendmentWithdrawn"])
    let after = try await Self.form(scene, "checker").get(page)
    #expect(after.text.contains("已撤回") && !after.text.contains(#"value="approved""#))
  }

  /// To void says what stands, and once voided there is nothing left to amend.
  @Test func anEventIsVoided() async throws {
    let scene = try await Scene()
    let path = "/log/events/\(scene.target.id)/amend/voiding"
    let form = Self.form(scene, "author")
    #expect(try await form.get(path).text.contains("2025-02-27 02:00"))
    let sent = try await form.send(path, ["reason_code": "clerical_error", "act": "send"])
    let page = try #require(sent.headers[.location]?.split(separator: "?").first.map(String.init))
    let checker = Self.form(scene, "checker")
    var fields = FormClient.fields(of: try await checker.get(page).text)
    fields["result"] = "approved"
    #expect(try await checker.post("\(page)/decision", fields).status == 303)
    #expect(try await Self.types(scene).last == "EventVoided")
    #expect(try await form.get(path).status == 404)
    #expect(try await !form.get("/cases/C-1").text.contains(path))
  }

  /// The worklist: for whoever may decide, for whoever proposed, and for the home whose case it is.
  @Test func whatIsOpenIsListed() async throws {
    let scene = try await Scene()
    _ = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    #expect(try await scene.send(scene.proposal(on: "2025-02-24"), as: "bureau").status == 201)
    try await Story.project(scene.database, upTo: try await scene.story.log.head())
    func list(_ who: String) async throws -> String {
      let page = try await Self.form(scene, who).get("/amendments")
      #expect(page.status == 200, "\(who): \(page.text)")
      return page.text
    }
    func count(_ text: String, _ mark: String) -> Int { text.components(separatedBy: mark).count - 1 }
    let checker = try await list("checker")
    #expect(checker.contains("可由您审批（2）") && count(checker, #"value="approved""#) == 2)
    let author = try await list("author")
    #expect(author.contains("可由您审批（1）") && author.contains("本单位提出的（1）"))
    let clerk = try await list("clerk")
    #expect(clerk.contains("本单位提出的（1）") && clerk.contains("由他人审批的（1）") && clerk.contains("撤回申请"))
    let bureau = try await list("bureau")
    #expect(bureau.contains("可由您审批（1）") && bureau.contains("本单位提出的（1）"))
    for who in ["other", "neighbour"] { #expect(try await list(who).contains("没有待审批的申请"), "\(who)") }
    #expect(try await Self.form(scene, "elsewhere").get("/amendments").status == 403)
    #expect(try await Self.form(scene, "checker").get("/").text.contains(#"href="/amendments""#))
  }

  /// Nobody is told that there are none before the list is worked out.
  @Test func whatIsNotKnownIsNotNone() async throws {
    let scene = try await Scene()
    _ = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    let early = try await Self.form(scene, "checker").get("/amendments")
    #expect(early.status == 200 && early.text.contains("还没有汇总出来") && !early.text.contains("没有待审批的申请。"))
    try await Story.project(scene.database, upTo: try await scene.story.log.head())
    #expect(try await Self.form(scene, "checker").get("/amendments").text.contains("可由您审批（1）"))
  }

  /// Every city of the reader's, each by its name.
  @Test func everyCityIsListed() async throws {
    let behind = StubReading(failure: ReadError(.notReady, "no worker"))
    let page = try await TestClient(try .stub(others: [.jinan(reading: behind)])).get("/amendments")
    #expect(page.status == 200, "\(page.text)")
    #expect(page.text.contains("威海市 · 没有待审批的申请。") && page.text.contains("济南市 · 待审批的清单还没有汇总出来"))
    #expect(page.text.contains("/read-models/data_quality/waiting?city=jinan"))
    let one = try await TestClient(try .stub(others: [.jinan(reading: behind)])).get("/amendments?city=weihai")
    #expect(one.text.contains("没有待审批的申请。") && !one.text.contains("济南市"))
  }

  /// What ended a proposal is found however much else ended on its stream.
  @Test func allEventsAreReadPageByPage() async throws {
    let log = StubLog()
    for index in 0..<7 { log.append(index % 2 == 0 ? "AmendmentDecided" : "HoldPlaced") }
    let stream = StreamsNamed([StreamID(rawValue: "case/C-1")])
    for size in [1, 2, 3, 4, 5] {
      let all = try await log.all(of: stream, types: ["AmendmentDecided"], atATime: size)
      #expect(all.map(\.position.rawValue) == [1, 3, 5, 7], "\(size)")
      let later = try await log.all(of: stream, types: ["AmendmentDecided"], after: all[1].position, atATime: size)
      #expect(later.map(\.position.rawValue) == [5, 7], "\(size)")
    }
  }

  /// A fact that somebody else has corrected meanwhile is looked at again.
  @Test func whoIsOvertakenBeginsAgain() async throws {
    let scene = try await Scene()
    let path = Self.correction(of: scene.target)
    let stale = try await Self.form(scene, "clerk").fields(path)
    let id = try await Self.propose(scene, as: "author", ["data.death_at": "2025-02-26T02:00"])
    let checker = Self.form(scene, "checker")
    var fields = FormClient.fields(of: try await checker.get("/amendments/\(id)").text)
    fields["result"] = "approved"
    #expect(try await checker.post("/amendments/\(id)/decision", fields).status == 303)
    let typed = stale.merging(["data.issued_on": "2025-02-28", "reason_code": "clerical_error", "act": "send"]) { $1 }
    let refused = try await Self.form(scene, "clerk").post(path, typed)
    #expect(refused.status == 422 && refused.text.contains("规则 L4") && refused.text.contains("按现在的记载重新填写"))
    let now = try await Self.form(scene, "clerk").fields(path)
    #expect(now["data.death_at"] == "2025-02-26T02:00" && now["replaces"] != stale["replaces"])
  }
}
