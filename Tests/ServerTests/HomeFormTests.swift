import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// A funeral home enters a case with forms.
@Suite struct HomeFormTests {
  private static let number = "11010519491231002X"

  private static func story() async throws -> (story: Story, form: FormClient) {
    let story = try Story(in: try await TestDatabase.migrated())
    for event in [Event.licence("371002-BYG-01", "funeral_home"), .cremator, .crematorsTest] {
      try await story.record(event)
    }
    return (story, FormClient(client: story.client))
  }

  /// Opens a case and gives its number.
  private static func begin(_ form: FormClient) async throws -> String {
    let fields = try await form.fields("/home/begin")
    let id = try #require(fields["key"])
    let sent = try await form.post("/home/begin", fields)
    #expect(sent.status == 303 && sent.headers[.location]?.hasPrefix("/home/cases/\(id)?done=") == true, "\(sent.text)")
    return id
  }

  private static let certificate = [
    "sealed.certificate_number": number, "data.issuer_uscc": "11370100004188768U", "data.regime": "2026",
    "data.death_at": "2026-09-28T05:20", "data.death_division": "371002", "data.issued_on": "2026-09-28",
    "time": "2026-09-28T10:00",
  ]

  @Test func aCaseStepByStep() async throws {
    let (story, form) = try await Self.story()
    let id = try await Self.begin(form)
    let steps = "/home/cases/\(id)/steps"
    let desk = try await form.get("/home/cases/\(id)")
    for text in ["办理下一步：死亡证明登记", "先登记死亡证明", "已办"] { #expect(desk.text.contains(text), "\(text)") }

    let certified = try await form.send("\(steps)/DeathCertificateRecorded", Self.certificate)
    #expect(certified.status == 303, "\(certified.text)")
    let verified = try await form.send(
      "\(steps)/IdentityVerified",
      ["sealed.id_number": Self.number, "sealed.name": "王示例", "time": "2026-09-28T10:05"]
    )
    let shown = try await form.get(try #require(verified.headers[.location]))
    #expect(shown.text.contains("已登记：身份核验") && shown.text.contains("办理下一步：火化确认"))
    let authorised = try await form.send(
      "\(steps)/CremationAuthorised",
      [
        "data.confirm_form_no": "F-1", "data.relation_code": "child", "data.second_checker_id": "clerk-002",
        "time": "2026-09-28T11:00",
      ]
    )
    #expect(authorised.status == 303, "\(authorised.text)")

    // In the log is what the API would have taken: with the digest of what is sealed, and nothing of it in clear.
    let events = try await story.log.read(after: .start, limit: 100)
    let identity = try #require(events.first { $0.type == "IdentityVerified" })
    let text = String(decoding: identity.bytes, as: UTF8.self)
    #expect(text.contains("sealeddigest") && text.contains("\"actor\":\"WH-0107\""))
    for event in events {
      let line = String(decoding: event.bytes, as: UTF8.self)
      #expect(!line.contains(Self.number) && !line.contains("王示例"), "\(event.type)")
    }
  }

  /// A second click, a reload, the way back: the same event.
  @Test func aFormIsRecordedOnce() async throws {
    let (story, form) = try await Self.story()
    let fields = try await form.fields("/home/begin")
    var places: Set<String?> = []
    for _ in 0..<3 { places.insert(try await form.post("/home/begin", fields).headers[.location]) }
    #expect(places.count == 1 && places.first != nil)
    let opened = try await story.log.read(after: .start, limit: 100).filter { $0.type == "CaseOpened" }
    #expect(opened.count == 1 && opened.first?.id.uuidString.lowercased() == fields["id"])

    var other = fields
    other["data.place_kind"] = "home"
    let reused = try await form.post("/home/begin", other)
    #expect(reused.status == 422 && reused.text.contains("规则 L2"))
    let next = try await form.fields("/home/begin")
    #expect(next["id"] != fields["id"] && next["key"] != fields["key"])
  }

  /// The rule, what was found and what to do, at the form, with all that was typed; the book of refusals has it as ever.
  @Test func aRefusalKeepsWhatWasTyped() async throws {
    let (story, form) = try await Self.story()
    let id = try await Self.begin(form)
    let path = "/home/cases/\(id)/steps/DeathCertificateRecorded"
    var typed = Self.certificate
    typed["data.manner"] = "abnormal"
    typed["data.police_doc_no"] = " "
    let refused = try await form.send(path, typed)
    #expect(refused.status == 422 && refused.headers[.location] == nil)
    for text in ["没有登记：规则 D5", "怎么办", "非正常死亡或死因不明的", #"class="broken""#] {
      #expect(refused.text.contains(text), "\(text)")
    }
    let kept = FormClient.fields(of: refused.text)
    for (name, value) in typed where value != " " { #expect(kept[name] == value, "\(name)") }
    let written = try await story.log.read(after: .start, limit: 100)
    #expect(written.last?.type == "SubmissionsRefused" && !written.contains { $0.type == "DeathCertificateRecorded" })

    // Sent again with the paper's number, it is the same event.
    var mended = kept
    mended["data.police_doc_no"] = "公〔2026〕1号"
    #expect(try await form.post(path, mended).status == 303)
    let recorded = try await story.log.read(after: .start, limit: 100).last
    #expect(recorded?.id.uuidString.lowercased() == kept["id"])
  }

  /// What is wrong with a field is said at the field, by its name.
  @Test func aFieldOfAnotherShape() async throws {
    let (_, form) = try await Self.story()
    let id = try await Self.begin(form)
    let path = "/home/cases/\(id)/steps"
    let wrong = try await form.send(
      "\(path)/IdentityVerified",
      ["sealed.id_number": "110105194912310021", "sealed.name": "<b>王</b>"]
    )
    #expect(wrong.status == 422 && wrong.text.contains("规则 S9"))
    #expect(wrong.text.contains(#"name="sealed.id_number" value="110105194912310021""#))
    #expect(
      wrong.text.contains(#"aria-describedby="sealed-id_number-help sealed-id_number-trouble" aria-invalid="true""#)
    )
    #expect(wrong.text.contains("&lt;b&gt;") && !wrong.text.contains("<b>王"))
    let english = try await form.send(
      "\(path)/ServiceItemDelivered?lang=en",
      ["data.list_fen": "many", "data.item_code": "transport", "data.unit": "trip"]
    )
    #expect(english.text.contains("Not recorded: rule S8") && english.text.contains("“Price by the published list”"))
    #expect(english.text.contains("Mend that field"))
  }

  /// Members and codes are told in words; dates and ids stay what they are.
  @Test func refusalsAreToldInWords() throws {
    let vocabulary = try EventVocabulary.contracts()
    let contract = try #require(vocabulary.contract(of: "CaseClosed"))
    func told(_ fact: String, _ language: Language) -> RefusalWords {
      let teller = FieldTeller(vocabulary: vocabulary, address: PageAddress(language: language, city: nil))
      let words = Bilingual(zh: fact, en: fact)
      let refusal = Refusal(rule: RuleID(rawValue: "D1"), fact: words, remedy: words)
      return RefusalWords(refusal, of: "CaseClosed", contract, teller)
    }
    let chinese = told("结果 outcome 为 duplicate，source 为 2026-BYG，2026-09-28，请提交 CaseClosed。", .chinese)
    #expect(chinese.fact == "结果“结果”为重复个案，“来源单位”为 2026-BYG，2026-09-28，请提交“结案”。")
    #expect(chinese.names("data.outcome") && !chinese.names("data.of_case"))
    let english = told("The outcome at that time needs data.of_case.", .english)
    #expect(english.fact == "The outcome at that time needs “Case that goes on”.")
    #expect(english.names("data.of_case") && !english.names("data.outcome"))
  }

  /// Yuan, kilometres and local times become what the contract has.
  @Test func figuresAreWrittenAsPeopleWriteThem() throws {
    typealias Kind = EventContract.Field.Kind
    #expect(Kind.number(places: 2).value(of: "1,260.5") == 126_050)
    #expect(Kind.number(places: 3).value(of: "12.3") == 12_300)
    #expect(Kind.number(places: 0).value(of: "1.5") == "1.5")
    #expect(Kind.instant.value(of: "2026-09-28T05:20") == "2026-09-28T05:20:00+08:00")
    #expect(Kind.instant.value(of: "2026-09-28T05:20:07") == "2026-09-28T05:20:07+08:00")
    #expect(Kind.flag.value(of: "true") == true && Kind.flag.value(of: "?") == "?")
    #expect(Kind.list.value(of: "A-1, A-2、A-3") == ["A-1", "A-2", "A-3"])
    // And back, for a form that begins with what stands.
    let shown: [(Kind, JSON, String?)] = [
      (.number(places: 0), 12, "12"), (.number(places: 2), 126_050, "1,260.5"), (.number(places: 3), 12_000, "12"),
      (.instant, "2026-09-28T05:20:00+08:00", "2026-09-28T05:20"),
      (.instant, "2026-09-27T21:20:07Z", "2026-09-28T05:20:07"),
      (.flag, false, "false"), (.list, ["A-1", "A-2"], "A-1, A-2"), (.day, "2026-09-28", "2026-09-28"), (.text, 3, nil),
    ]
    for (kind, value, text) in shown { #expect(kind.text(of: value) == text, "\(value)") }
    let form = TypedForm(["data.fuel.measure": "litre", "data.fuel.qty_milli": "20.5", "data.cert_no": "  "])
    let contract = try #require(try EventVocabulary.contracts().contract(of: "CremationCompleted"))
    #expect(contract.version == "2" && contract.fields.contains { $0.path == "fuel.qty_milli" && !$0.isRequired })
    #expect(form["data.cert_no"] == nil && form["data.fuel.qty_milli"] == "20.5")
  }

  /// Every step has a form of all that its contract asks, and words for every rule that it meets.
  @Test(arguments: EntryStep.all.map(\.type))
  func everyStepHasItsForm(_ type: String) throws {
    let vocabulary = try EventVocabulary.contracts()
    let step = try #require(EntryStep.of(type))
    let contract = try #require(vocabulary.contract(of: type))
    #expect(contract.isComplete)
    let paths = Set(contract.fields.map(\.path))
    #expect(Set(step.presets.keys).isSubset(of: paths))
    #expect(step.timeFrom.map { paths.contains($0) } ?? true)
    for rule in vocabulary.rules(of: type) { #expect(RuleWords.of(rule, for: type) != nil, "\(rule)") }
    for field in contract.fields where !field.help.zh.isEmpty { #expect(!field.help.en.isEmpty, "\(field.path)") }
  }

  /// Of a document only the digest is kept.
  @Test func evidenceHasTheDigestOfItsScan() async throws {
    let (story, form) = try await Self.story()
    let id = try await Self.begin(form)
    let path = "/home/cases/\(id)/steps/EvidenceAttached"
    let scan = Array("scan".utf8)
    var fields = try await form.fields(path)
    fields["data.kind"] = "low_income"
    fields["data.source_system"] = "低保证"
    let parts = fields.map { (field: $0.key, name: String?.none, bytes: Array($0.value.utf8)) }
    var body: [UInt8] = []
    for part in parts + [(field: "document", name: "scan.pdf", bytes: scan)] {
      let file = part.name.map { "; filename=\"\($0)\"" } ?? ""
      body += Array("--x\r\nContent-Disposition: form-data; name=\"\(part.field)\"\(file)\r\n\r\n".utf8) + part.bytes
      body += Array("\r\n".utf8)
    }
    let sent = try await story.client.send(
      .post,
      path,
      headers: [.contentType: "multipart/form-data; boundary=x"],
      body: body + Array("--x--".utf8)
    )
    #expect(sent.status == 303, "\(sent.text)")
    let event = try #require(try await story.log.read(after: .start, limit: 100).last)
    #expect(String(decoding: event.bytes, as: UTF8.self).contains(Digest(of: scan).text))
  }
}
