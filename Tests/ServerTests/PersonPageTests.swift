import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Logging
import Registry
import TestSupport
import Testing

@testable import Server

/// Personal data on pages: masked, in clear once somebody has said what for, and found by a number.
@Suite struct PersonPageTests {
  private typealias Scene = PersonRouteTests.Scene
  private static let page = "/cases/C-1/persons"
  private static let question = [
    "person": "P-C-1", "purpose": "核对骨灰领取人身份", "legal_basis": "个人信息保护法第十三条",
  ]
  private var number: String { PersonRouteTests.number }
  private var name: String { PersonRouteTests.name }

  private func form(_ scene: Scene, _ who: String) -> FormClient { FormClient(client: scene.story.client, who: who) }

  @Test func aCaseShowsItsPersonsMasked() async throws {
    let scene = try await Scene()
    for (who, mayUnseal) in [("clerk", false), ("checker", true), ("bureau", true), ("auditor", false)] {
      let shown = try await form(scene, who).get(Self.page)
      #expect(shown.status == 200 && shown.headers[.cacheControl] == "no-store", "\(who)")
      #expect(shown.text.contains("欧**") && shown.text.contains("1101**********002X"), "\(who)")
      #expect(!shown.text.contains(name) && !shown.text.contains(number) && !shown.text.contains("SD-0001"))
      #expect(shown.text.contains(#"name="purpose""#) == mayUnseal, "\(who)")
      #expect(shown.text.contains("可由下列人员查看") != mayUnseal, "\(who)")
      #expect(try await form(scene, who).get("/cases/C-1").text.contains(#"href="\#(Self.page)""#), "\(who)")
    }
    for who in ["other", "neighbour"] { #expect(try await form(scene, who).get(Self.page).status == 404, "\(who)") }
    for who in ["elsewhere", "viewer"] { #expect(try await form(scene, who).get(Self.page).status == 403, "\(who)") }
    #expect(try await scene.unsealed().isEmpty)
  }

  @Test func whatIsUnsealedIsRecordedFirstAndShownOnce() async throws {
    let scene = try await Scene()
    let shown = try await form(scene, "checker").post(Self.page, Self.question)
    #expect(shown.status == 200 && shown.headers[.cacheControl] == "no-store" && shown.headers[.location] == nil)
    #expect(shown.text.contains(name) && shown.text.contains(number) && shown.text.contains("本次查看已登记"))
    let records = try await scene.unsealed()
    #expect(records.count == 1)
    let record = try #require(records.first)
    #expect(record["actor"] == "checker-1" && record["data"]?["role"] == "funeral_home_checker")
    #expect(record["data"]?["purpose"] == .string(try #require(Self.question["purpose"])))
    let link = "/log/events/\(try #require(record["id"]?.stringValue))"
    #expect(shown.text.contains(#"href="\#(link)""#))
    #expect(try await form(scene, "checker").get(link).status == 200)
    #expect(try await !form(scene, "checker").get(Self.page).text.contains(name))
    // The decedent whom no reference names.
    let decedent = Self.question.merging(["person": "case/C-1"]) { $1 }
    #expect(try await form(scene, "bureau").post(Self.page, decedent).text.contains("SD-0001"))
  }

  /// A reference is the home's own choice, and another case may name another person by it.
  @Test func noMoreIsUnsealedThanTheCaseHas() async throws {
    let scene = try await Scene()
    let (otherName, otherNumber) = ("司徒密封乙", "110105194912310038")
    var identity = Event.identity(of: "C-1", otherNumber)
    identity = Event("IdentityVerified", "case/C-2", identity.time, identity.data)
    identity.sealed = ["id_number": .string(otherNumber), "name": .string(otherName)]
    for event in Event.cremated("C-2", otherNumber, certificate: "SD-0002").prefix(2) + [identity] {
      #expect(try await scene.send("/v1/submissions", event.bytes, as: "loader").status == 201)
    }
    let own = try #require(
      try await scene.story.log.read(after: .start, types: ["IdentityVerified"], limit: 10)
        .first { $0.stream.rawValue == "case/C-1" }
    )
    let shown = try await form(scene, "bureau").post(Self.page, Self.question)
    #expect(shown.status == 200 && shown.text.contains(name) && shown.text.contains(number))
    #expect(!shown.text.contains(otherName) && !shown.text.contains(otherNumber))
    // The record names what was opened, and nothing else.
    let records = try await scene.unsealed()
    #expect(records.map { $0["data"]?["event_ids"] } == [[.string(own.id.uuidString.lowercased())]])
    #expect(records.first?["data"]?["person_ref"] == "P-C-1")
    let other = try await form(scene, "bureau").post("/cases/C-2/persons", Self.question)
    #expect(other.text.contains(otherName) && !other.text.contains(name))
  }

  @Test func whoMayNotSeesNothing() async throws {
    let scene = try await Scene()
    let expected = [
      "clerk": 403, "auditor": 403, "viewer": 403, "elsewhere": 403, "other": 404, "neighbour": 404, "machine": 403,
    ]
    for (who, status) in expected {
      let answer = try await form(scene, who).post(Self.page, Self.question)
      #expect(answer.status == status && !answer.text.contains(name), "\(who): \(answer.status)")
    }
    // Of a person who is in no record of this case, nothing is asked here.
    let stranger = Self.question.merging(["person": "P-C-2"]) { $1 }
    #expect(try await form(scene, "checker").post(Self.page, stranger).status == 404)
    #expect(try await scene.unsealed().isEmpty)
  }

  @Test func aRefusalKeepsWhatWasTyped() async throws {
    let scene = try await Scene()
    for (purpose, rule) in [("……", "V1"), ("", "V1"), ("\(number) 是哪一位", "S10")] {
      let typed = Self.question.merging(["purpose": purpose]) { $1 }
      let refused = try await form(scene, "checker").post(Self.page, typed)
      #expect(refused.status == 422 && refused.text.contains("规则 \(rule)"), "\(purpose): \(refused.status)")
      let kept = FormClient.fields(of: refused.text)
      #expect(kept["legal_basis"] == Self.question["legal_basis"] || refused.text.contains("个人信息保护法第十三条"))
      #expect(!refused.text.contains(name))
    }
    #expect(try await scene.unsealed().isEmpty)
  }

  @Test func aNumberLeadsToTheCase() async throws {
    let scene = try await Scene()
    for who in ["clerk", "bureau"] {
      let found = try await form(scene, who).send("/persons", ["id_number": number])
      #expect(found.status == 200 && found.text.contains(#"<a href="/cases/C-1">case/C-1</a>"#), "\(who)")
      #expect(found.headers[.cacheControl] == "no-store" && !found.text.contains(number))
    }
    let other = try await form(scene, "other").send("/persons", ["id_number": number])
    #expect(other.status == 200 && other.text.contains("没有这个号码"))
    let short = try await form(scene, "clerk").send("/persons", ["id_number": "1"])
    #expect(short.status == 422 && FormClient.fields(of: short.text)["id_number"] == "1")
    #expect(try await form(scene, "auditor").post("/persons", ["id_number": number]).status == 403)
    // A number in the address is not looked at.
    let asked = try await form(scene, "clerk").get("/persons?id_number=\(number)")
    #expect(asked.status == 200 && !asked.text.contains("查找结果"))
  }

  /// Each person asks so often, and is told in words when that is too often.
  @Test func whoAsksTooOftenIsToldToWait() async throws {
    let scene = try await Scene()
    let bureau = form(scene, "bureau")
    var last: TestResponse?
    for _ in 0..<40 {
      last = try await bureau.post("/persons", ["id_number": "11010519491231003X"])
      if last?.status == 429 { break }
    }
    #expect(last?.status == 429 && last?.text.contains("请求过于频繁") == true && last?.text.contains("秒后再试") == true)
    // A second may pass in between, and then one more is answered.
    var shown = 0
    for _ in 0..<40 {
      last = try await bureau.post(Self.page, Self.question)
      if last?.status == 429 { break }
      shown += 1
    }
    let refused = try #require(last)
    #expect(refused.status == 429 && refused.text.contains("秒后再试"))
    #expect(refused.text.contains(#"value="核对骨灰领取人身份""#) && !refused.text.contains(name))
    #expect(try await scene.unsealed().count == shown)
  }

  /// What is asked and what is shown is in no line of the server's log, no metric and no address.
  @Test func nothingPersonalIsKept() async throws {
    let lines = KeptLines()
    let scene = try await Scene(logger: Logger(label: "test") { _ in lines })
    let bureau = form(scene, "bureau")
    #expect(try await bureau.post("/persons", ["id_number": number]).status == 200)
    #expect(try await bureau.get(Self.page).status == 200)
    #expect(try await bureau.post(Self.page, Self.question).text.contains(name))
    for typed in [
      ["purpose": number], ["purpose": name], ["person": name], ["person": number], ["legal_basis": number],
    ] {
      _ = try await bureau.post(Self.page, Self.question.merging(typed) { $1 })
    }
    _ = try await bureau.post("/persons", ["id_number": name, "id_kind": number])
    let metrics = try await scene.story.client.send(.get, "/metrics", headers: [.authorization: "loader"]).text
    #expect(metrics.contains("/cases/{id}/persons"))
    for said in ["a number was looked for", "personal data were shown masked", "personal data were unsealed"] {
      #expect(lines.text.contains(said), "\(said)")
    }
    for text in [number, number.lowercased(), name, "P-C-1"] {
      #expect(!lines.text.contains(text) && !metrics.contains(text), "\(text)")
    }
    for event in try await scene.story.log.read(after: .start, limit: 100) {
      let line = String(decoding: event.bytes, as: UTF8.self)
      #expect(!line.contains(number), "\(event.type)")
      // Whoever writes a name for a purpose has it in the log; nothing that was shown gets there.
      #expect(event.type == "PartUnsealed" || !line.contains(name), "\(event.type)")
    }
  }
}
