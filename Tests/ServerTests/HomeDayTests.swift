import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// What a funeral home looks at: its day, a case, its stock, and what a family is due.
@Suite struct HomeDayTests {
  private static let home = "371002-BYG-01"

  private static func delivered(_ item: String, _ fen: Int64, unit: String, at time: String) -> Event {
    Event(
      "ServiceItemDelivered",
      "waiver/C-2",
      time,
      [
        "item_code": .string(item), "grade_code": "basic", "qty_milli": 1000, "unit": .string(unit),
        "list_fen": .integer(fen), "facility_id": .string(home), "service_at": .string(time),
      ]
    )
  }

  private static let policy = Event(
    "PolicyPublished",
    "policy/free",
    "2025-01-04T09:00:00+08:00",
    [
      "scheme": "free_basic_service", "version": 1, "title_zh": "惠民殡葬办法", "title_en": "Free funerals", "source": "样例",
      "doc_no": "威民〔2025〕1号", "scope_divisions": ["371000"], "valid_from": "2025-01-01", "date_basis": "death",
      "services": [
        [
          "rule_id": "4", "item_code": "cremation", "unit": "body", "qty_max_milli": 1000, "cap_fen": 40_000,
          "criteria": [["fact": "cremated", "holds": true]],
        ],
        [
          "rule_id": "5", "item_code": "transport", "unit": "trip", "qty_max_milli": 1000, "cap_fen": 30_000,
          "criteria": [["fact": "low_income", "holds": true]],
        ],
      ],
    ]
  )

  private static func story() async throws -> (story: Story, database: TestDatabase) {
    let database = try await TestDatabase.migrated()
    let story = try Story(in: database)
    let stock = Event(
      "StockReceived",
      "stock/\(home)",
      "2025-01-05T09:00:00+08:00",
      ["forms": ["first": "A001", "last": "A060"], "delivery_no": "领 1 号"]
    )
    let events =
      [Event.licence(home, "funeral_home"), .cremator, .crematorsTest, policy, stock]
      + Event.cremated("C-2", "11010519491231002X", certificate: "SD-0002")
    for event in events { try await story.record(event) }
    return (story, database)
  }

  @Test func theDayTheCaseAndTheStock() async throws {
    let (story, database) = try await Self.story()
    let form = FormClient(client: story.client)
    let opening = try await form.fields("/home/begin")
    #expect(try await form.post("/home/begin", opening).status == 303)
    let fresh = try #require(opening["key"])
    try await database.project(upTo: try await story.log.head())

    let day = try await form.get("/home")
    #expect(day.status == 200)
    for text in [
      "样例设施", "待死亡证明登记（1）", "待火化证明签发（1）", #"<a href="/home/cases/\#(fresh)">"#, "火化后骨灰未入管",
      #"<a href="/home/cases/C-2/steps/CremationCertificateIssued">"#, #"<dd>60</dd>"#, "未结个案",
    ] { #expect(day.text.contains(text), "\(text)") }
    let found = try await form.post("/home/find", ["number": " C-2 "])
    #expect(found.status == 303 && found.headers[.location] == "/home/cases/C-2")
    let none = try await form.post("/home/find", ["number": "C-9"])
    #expect(none.status == 200 && none.text.contains("本单位没有这个编号的个案") && none.text.contains(#"value="C-9""#))
    #expect(try await form.get("/home?case=C-2").status == 200, "no number is read from an address")

    // The first blank form is offered, and used by what is recorded.
    let path = "/home/cases/C-2/steps/CremationCertificateIssued"
    let issuing = try await form.fields(path)
    #expect(issuing["data.form_serial"] == "A001" && issuing["data.received_by_ref"] == "P-2")
    let issued = try await form.send(path, ["data.cert_no": "HZ-1", "time": "2025-03-01T12:00"])
    #expect(issued.status == 303, "\(issued.text)")
    let spoiling = "/home/stock/StockSpoiled"
    let spoiled = ["data.serial": "A002", "data.reason": "写错", "data.witness_id": "E-2", "time": "2025-03-02T09:00"]
    #expect(try await form.send(spoiling, spoiled).headers[.location]?.hasPrefix("/home/stock?done=") == true)
    let again = try await form.send(spoiling, spoiled)
    #expect(again.status == 422 && again.text.contains("规则 D7"))
    let stock = try await form.get("/home/stock")
    for text in ["A001–A060", "<dd>58</dd>", "A003–A060", "领 1 号"] { #expect(stock.text.contains(text), "\(text)") }

    // Ashes into custody, and out of it.
    let custody = try await form.send(
      "/home/cases/C-2/steps/CustodyOpened",
      ["key": "A-2", "data.container_tag": "T-2", "time": "2025-03-01T13:00"]
    )
    #expect(custody.status == 303, "\(custody.text)")
    let desk = try await form.get("/home/cases/C-2")
    #expect(desk.text.contains("在馆保管") && desk.text.contains("/home/ashes/A-2/steps/AshesReleased"))
    let released = try await form.send(
      "/home/ashes/A-2/steps/AshesReleased",
      ["time": "2025-03-02T13:00", "sealed.name": "王示例"]
    )
    #expect(released.status == 303, "\(released.text)")
    #expect(try await form.get("/home/ashes/A-9/steps/AshesReleased").status == 404)
    #expect(try await form.get("/home/cases/C-2").text.contains("等安葬（放）或撒散登记后结案"))
  }

  @Test func whatAFamilyIsDue() async throws {
    let (story, database) = try await Self.story()
    try await story.record(Self.delivered("cremation", 38_000, unit: "body", at: "2025-03-01T10:30:00+08:00"))
    try await story.record(Self.delivered("transport", 26_000, unit: "trip", at: "2025-02-27T11:00:00+08:00"))
    let opened: JSON = ["facility_id": .string(Self.home), "place_kind": "home", "unknown_person": false]
    try await story.record(Event("CaseOpened", "case/C-3", "2025-03-05T09:00:00+08:00", opened))
    try await database.project(upTo: try await story.log.head())
    let form = FormClient(client: story.client)
    let letter = try await form.get("/home/cases/C-2/entitlement")
    #expect(letter.status == 200, "\(letter.text)")
    for text in [
      "到今天为止，应当减免 <strong>380.00</strong> 元", "<dd>640.00 元</dd>", "<dd>260.00 元</dd>",
      "火化：<strong class=\"entitled\">应当减免", "最多 1 具，最高 400.00 元。", "《惠民殡葬办法》（威民〔2025〕1号，第 4 条）",
      "已提供 380.00 元，减免 380.00 元，家属付 0.00 元。", "额度还剩 20.00 元。", "符合条件的可减免", "条件是：低保。", "<li>最低生活保障证</li>",
    ] { #expect(letter.text.contains(text), "\(text)") }
    let english = try await form.get("/home/cases/C-2/entitlement?lang=en")
    for text in [
      "<strong>380.00</strong> yuan are free", "the certificate of low income", "At most 1 body, and 400.00 yuan.",
    ] {
      #expect(english.text.contains(text), "\(text)")
    }
    // Without a day of death nobody can tell which version of the policy it is.
    let early = try await form.get("/home/cases/C-3/entitlement")
    #expect(early.text.contains("死亡日期") && !early.text.contains("death_date"))
    #expect(try await form.get("/home/cases/C-9/entitlement").status == 404)
  }
}
