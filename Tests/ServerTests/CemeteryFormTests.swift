import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Logging
import Registry
import TestSupport
import Testing

@testable import Server

/// A cemetery enters what comes after a case with forms: ashes, plots and the rights to them, stocktakes.
@Suite struct CemeteryFormTests {
  static let home = "371002-BYG-01"
  static let cemetery = "371002-GM-01"

  private static func person(_ role: Role, _ organisation: String) throws -> Principal {
    Principal(
      .machine,
      id: Code.known("GM-0001"),
      roles: [role],
      organisation: Code.known(organisation),
      division: try #require(DivisionCode("371002"))
    )
  }

  private static func section(_ code: String, _ kind: String) -> [Event] {
    [
      Event(
        "SectionOpened",
        "section/\(cemetery)/\(code)",
        "2025-01-02T09:00:00+08:00",
        [
          "name_zh": "样例区", "phase": 1, "plot_kind": .string(kind), "designed_units": 3, "land_m2": 300, "eco": false,
          "approved_doc": "威民〔2025〕1号",
        ]
      ),
      Event(
        "PlotRangeCreated",
        "section/\(cemetery)/\(code)",
        "2025-01-03T09:00:00+08:00",
        ["row": "A", "first_no": 1, "count": 3, "capacity": 1, "area_cm2": 4000]
      ),
    ]
  }

  private static func released(_ custody: String, _ certificate: String, to facility: String?) -> Event {
    var data: JSON = [
      "to_person_ref": "P-2", "cert_no": .string(certificate),
      "destination_kind": facility == nil ? "family" : "placement",
    ]
    if let facility, case .object(var object) = data {
      object["destination_facility"] = .string(facility)
      data = .object(object)
    }
    return Event("AshesReleased", "ashes/\(custody)", "2025-03-02T09:00:00+08:00", data)
  }

  private static func issued(_ id: String, _ certificate: String, _ serial: String) -> Event {
    Event(
      "CremationCertificateIssued",
      "case/\(id)",
      "2025-03-01T12:00:00+08:00",
      ["cert_no": .string(certificate), "form_serial": .string(serial), "received_by_ref": "P-2"]
    )
  }

  /// Ashes of two cases: one handed over for the cemetery, one to the family.
  static func story() async throws -> (story: Story, database: TestDatabase, clerk: FormClient) {
    let database = try await TestDatabase.migrated()
    let people = [
      "all": try #require(StubSignIn().who), "clerk": try person(.cemeteryClerk, cemetery),
      "other": try person(.cemeteryClerk, "371002-GM-02"), "home": try person(.funeralHomeClerk, home),
      "bureau": try person(.countyBureau, "371002-MZ"),
    ]
    let whole = try Story(in: database)
    let stock = Event(
      "StockReceived",
      "stock/\(home)",
      "2025-01-05T09:00:00+08:00",
      ["forms": ["first": "A001", "last": "A060"], "delivery_no": "领 1 号"]
    )
    let events =
      [
        .licence(home, "funeral_home"), .licence(cemetery, "cemetery"), .licence("371002-GM-02", "cemetery"), .cremator,
        .crematorsTest, stock,
      ] + section("B", "single") + section("ST", "eco_pool")
      + Event.cremated("C-1", "11010519491231002X", certificate: "SD-0001") + [
        issued("C-1", "HZ-1", "A001"), .custody("A-1", of: "C-1"), released("A-1", "HZ-1", to: cemetery),
      ]
    for event in events { try await whole.record(event) }
    let story = try Story(in: database, signIn: ListedSignIn(people: people))
    return (story, database, FormClient(client: story.client, who: "clerk"))
  }

  @Test func fromTheCertificateToThePlace() async throws {
    let (story, database, clerk) = try await Self.story()
    try await database.project(upTo: try await story.log.head())
    let day = try await clerk.get("/home")
    #expect(day.status == 200, "\(day.text)")
    for text in ["待收骨灰", #"<a href="/home/ashes/A-1">"#, "HZ-1", "找墓位"] { #expect(day.text.contains(text), "\(text)") }
    for text in ["空白证明", "新建个案"] { #expect(!day.text.contains(text), "\(text)") }

    let found = try await clerk.post("/home/find", ["number": " HZ-1 "])
    #expect(found.headers[.location] == "/home/ashes/A-1?by=HZ-1")
    let ashes = try await clerk.get("/home/ashes/A-1?by=HZ-1")
    for text in ["已领取", "骨灰安葬（放）", "骨灰撒散", "/home/places?ashes=A-1&amp;by=HZ-1"] {
      #expect(ashes.text.contains(text), "\(text)")
    }
    let places = try await clerk.get("/home/places?section=B&ashes=A-1&by=HZ-1")
    for text in ["样例区", "/home/plots/B/A/1?ashes=A-1&amp;by=HZ-1", "/home/plots/B/A/3"] {
      #expect(places.text.contains(text), "\(text)")
    }

    // Nobody lies in a plot without a right to it.
    let plot = "/home/plots/B/A/2"
    let early = try await clerk.send(
      "/home/ashes/A-1/steps/AshesPlaced?plot=\(Self.cemetery)%2FB%2FA%2F2",
      Self.placing
    )
    #expect(early.status == 422 && early.text.contains("规则 A3"), "\(early.status)")
    let kept = FormClient.fields(of: early.text)
    #expect(kept["data.agreement_no"] == "XY-1" && kept["data.plot_id"] == "\(Self.cemetery)/B/A/2")

    let granting = "\(plot)/steps/UseRightGranted?ashes=A-1&by=HZ-1"
    let offered = try await clerk.fields(granting)
    #expect(offered["data.decedent_case_id"] == "C-1" && offered["data.holder_ref"] == "P-2")
    let right = [
      "key": "HT-1", "data.from": "2025-03-03", "data.to": "2045-03-02", "data.use_fee_fen": "12,000",
      "data.maintenance_fee_fen": "600.5", "data.maintenance_to": "2045-03-02", "time": "2025-03-03T09:00",
    ]
    let granted = try await clerk.send(granting, right)
    #expect(granted.status == 303, "\(granted.text)")
    let next = try await clerk.get(try #require(granted.headers[.location]))
    for text in ["已登记", "HT-1", "把骨灰 A-1 安放在这里"] { #expect(next.text.contains(text), "\(text)") }

    let path = "/home/ashes/A-1/steps/AshesPlaced?by=HZ-1&plot=\(Self.cemetery)%2FB%2FA%2F2"
    let form = try await clerk.fields(path)
    #expect(
      form["data.contract_no"] == "HT-1" && form["data.position_no"] == "1" && form["data.form"] == "plot_standard"
    )
    var places2: Set<String?> = []
    for _ in 0..<3 {
      let sent = try await clerk.post(path, form.merging(Self.placing) { $1 })
      #expect(sent.status == 303, "\(sent.text)")
      places2.insert(sent.headers[.location])
    }
    #expect(places2.count == 1)
    let events = try await story.log.read(after: .start, limit: 200)
    #expect(events.count { $0.type == "AshesPlaced" } == 1)
    #expect(try await clerk.get("/home/ashes/A-1").text.contains("已安放 \(Self.cemetery)/B/A/2"))

    // Of the right: another cycle, and nothing more when it was returned; of the plot nothing that its right forbids.
    let renewing = [
      "data.to": "2065-03-02", "data.use_fee_fen": "1", "data.maintenance_fee_fen": "1", "time": "2045-01-01T09:00",
    ]
    let refused = try await clerk.send(
      "/home/rights/HT-1/steps/UseRightRenewed",
      renewing.merging(["data.maintenance_to": "2065-03-02"]) { $1 }
    )
    #expect(refused.status == 422 && refused.text.contains("没有登记"), "\(refused.status)")
    #expect(try await clerk.get("/home/rights/HT-1").text.contains("2045-03-02"))
    let blocked = try await clerk.send("\(plot)/steps/PlotBlocked", ["data.reason": "维修", "time": "2025-03-05T09:00"])
    #expect(blocked.status == 422 && blocked.text.contains("规则 P8"))
    #expect(try await clerk.get("/home/places?contract=HT-1").headers[.location] == plot)
  }

  private static let placing = [
    "data.form": "plot_standard", "data.degradable": "false", "data.agreement_no": "XY-1", "time": "2025-03-03T10:00",
  ]

  /// Another cemetery sees nothing of it; ashes with a family are for whoever has the number before them.
  @Test func anothersAshes() async throws {
    let (story, database, clerk) = try await Self.story()
    let events =
      Event.cremated("C-2", "110105194912310038", certificate: "SD-0002").map { event in
        event.type == "CremationCompleted"
          ? Event.cremation(of: "C-2", "2025-03-01T10:00:00+08:00", "2025-03-01T11:00:00+08:00") : event
      } + [
        Self.issued("C-2", "HZ-2", "A002"),
        Event(
          "CustodyOpened",
          "ashes/A-2",
          "2025-03-01T13:00:00+08:00",
          [
            "case_id": "C-2", "facility_id": .string(Self.home), "portion_no": 1, "portions_total": 1,
            "container_tag": "T-2",
          ]
        ),
      ]
    let whole = try Story(in: database)
    for event in events { try await whole.record(event) }
    let other = FormClient(client: story.client, who: "other")
    #expect(try await other.get("/home/ashes/A-1").status == 404)
    #expect(try await other.get("/home/ashes/A-1?by=HZ-1").status == 404)
    #expect(try await other.post("/home/find", ["number": "HZ-1"]).text.contains("没有查到可以在本公墓办理的骨灰"))
    #expect(try await other.get("/home/plots/B/A/1").status == 404)
    // Still with the home, they are nobody else's; then with the family.
    #expect(try await clerk.post("/home/find", ["number": "HZ-2"]).text.contains("没有查到"))
    try await whole.record(Self.released("A-2", "HZ-2", to: nil))
    #expect(try await clerk.post("/home/find", ["number": "HZ-2"]).headers[.location] == "/home/ashes/A-2?by=HZ-2")
    #expect(try await clerk.get("/home/ashes/A-2").status == 404)
    #expect(try await clerk.get("/home/ashes/A-2?by=HZ-1").status == 404)
    #expect(try await clerk.get("/home/ashes/A-2?by=C-2").status == 200)
    // What a role does not enter it has no form for.
    let home = FormClient(client: story.client, who: "home")
    #expect(try await home.get("/home/ashes/A-1/steps/AshesPlaced").status == 200)
    #expect(try await home.get("/home/plots/B/A/1").status == 403)
    let bureau = FormClient(client: story.client, who: "bureau")
    #expect(try await bureau.get("/home/ashes/A-1/steps/AshesScattered").status == 403)
    #expect(try await clerk.get("/home/begin").status == 403)
  }

  /// What somebody types may be anybody's ID number: it stands in no address, no line of the log and no metric. Who looks is noted.
  @Test func whatIsLookedForIsKeptNowhere() async throws {
    let (plain, _, _) = try await Self.story()
    var story = plain
    let lines = KeptLines()
    story.client.logger = Logger(label: "test") { _ in lines }
    let clerk = FormClient(client: story.client, who: "clerk")
    let number = "110105194912310038"
    let none = try await clerk.post("/home/find", ["number": number])
    #expect(none.status == 200 && none.text.contains("没有查到") && none.headers[.cacheControl] == "no-store")
    // The other language leads to where there is a page to be asked for.
    #expect(none.text.contains(#"href="/home?lang=en""#) && !none.text.contains(#"href="/home/find"#))
    #expect(try await clerk.post("/home/find", ["number": "HZ-1"]).status == 303)
    // An address that has one is answered as if it had none.
    let asked = try await clerk.get("/home?find=HZ-1")
    #expect(asked.status == 200 && !asked.text.contains(#"<a href="/home/ashes/A-1"#))
    #expect(asked.text.contains(#"<form method="post" action="/home/find""#))
    let metrics = try await story.client.send(.get, "/metrics", headers: [.authorization: "all"]).text
    #expect(metrics.contains("/home/find"))
    #expect(lines.text.contains("a number was looked for at a desk") && lines.text.contains("GM-0001"))
    for text in [number, "HZ-1"] { #expect(!lines.text.contains(text) && !metrics.contains(text), "\(text)") }
    #expect(
      try await FormClient(client: story.client, who: "bureau").post("/home/find", ["number": "HZ-1"]).status == 403
    )
  }

  /// Each person looks so often, and is told when to come back; nobody tries out numbers.
  @Test func whoLooksTooOftenIsToldToWait() async throws {
    let (_, _, clerk) = try await Self.story()
    var last: TestResponse?
    for _ in 0..<40 {
      last = try await clerk.post("/home/find", ["number": "HZ-NOBODY"])
      if last?.status == 429 { break }
    }
    let refused = try #require(last)
    #expect(refused.status == 429 && refused.headers[.retryAfter] != nil && refused.text.contains("秒后再试"))
    #expect(refused.text.contains(#"value="HZ-NOBODY""#))
    // To look for persons is counted apart.
    #expect(try await clerk.post("/persons", ["id_number": "110105194912310038"]).status == 200)
  }

  /// Into an eco pool without a right; and the plot's own events.
  @Test func poolsAndPlots() async throws {
    let (story, database, clerk) = try await Self.story()
    try await database.project(upTo: try await story.log.head())
    let pool = try await clerk.get("/home/plots/ST/A/1?ashes=A-1")
    #expect(pool.text.contains("把骨灰 A-1 安放在这里"))
    let path = "/home/ashes/A-1/steps/AshesPlaced?plot=\(Self.cemetery)%2FST%2FA%2F1"
    let sent = try await clerk.send(
      path,
      Self.placing.merging(["data.form": "tree", "data.degradable": "true"]) { $1 }
    )
    #expect(sent.status == 303, "\(sent.text)")

    let plot = "/home/plots/B/A/3"
    // What the registry alone writes is not asked for.
    let blocking = try await clerk.fields("\(plot)/steps/PlotBlocked")
    #expect(blocking["data.reason"] == "" && blocking["data.cause_event_id"] == nil)
    let steps = [
      ("PlotBlocked", "停用"), ("PlotUnblocked", "空闲"),
    ]
    for (index, (type, state)) in steps.enumerated() {
      let typed = ["data.reason": "维修", "time": "2025-03-0\(index + 5)T09:00"]
      let answer = try await clerk.send("\(plot)/steps/\(type)", typed)
      #expect(answer.status == 303, "\(type): \(answer.text)")
      #expect(try await clerk.get(plot).text.contains(state), "\(type)")
    }
    let moved = try await clerk.send(
      "/home/ashes/A-1/steps/AshesRelocated",
      ["data.approval_no": "迁 1 号", "time": "2025-03-09T09:00"]
    )
    #expect(moved.status == 303, "\(moved.text)")
    #expect(try await clerk.get("/home/ashes/A-1").text.contains("迁移中"))
    let scattering = "/home/ashes/A-1/steps/AshesScattered"
    let form = try await clerk.fields(scattering).merging(["data.site": "威海湾", "time": "2025-03-10T09:00"]) { $1 }
    let scattered = try await clerk.post(scattering, form)
    #expect(scattered.status == 303, "\(scattered.text)")
    // What is not there any more has no page here, so that the clerk is led to the day's.
    let day = try await clerk.get(try #require(scattered.headers[.location]))
    #expect(day.status == 200 && day.text.contains("已登记。"))
    // A second click finds it recorded, although the ashes are gone; it is no second event.
    let head = try await story.log.head()
    let again = try await clerk.post(scattering, form)
    let told = try await clerk.get(try #require(again.headers[.location], "\(again.status) \(again.text)"))
    #expect(told.status == 200 && told.text.contains("已经登记过了"))
    #expect(try await story.log.head() == head)
    // Another form under that id is no second click, and what was never recorded is not there.
    let other = try await clerk.post(scattering, form.merging(["data.site": "成山头"]) { $1 })
    #expect(other.status == 409 && other.text.contains("L2"), "\(other.status)")
    let never = try await clerk.post(scattering, form.merging(["id": UUID().uuidString.lowercased()]) { $1 })
    #expect(never.status == 404)
  }

  /// Stored ashes are looked for, and the certificates counted.
  @Test func stocktakes() async throws {
    let (story, database, clerk) = try await Self.story()
    let storing = "/home/ashes/A-1/steps/AshesStored"
    let stored = try await clerk.send(
      storing,
      ["data.term_days": "30", "data.fee_fen": "100", "data.agreement_no": "JC-1", "time": "2025-03-03T09:00"]
    )
    #expect(stored.status == 303, "\(stored.text)")
    try await database.project(upTo: try await story.log.head())
    let list = try await clerk.get("/home/stocktake")
    for text in [
      "没有盘过", "寄存", "/home/ashes/A-1/steps/StocktakeChecked", "在管骨灰</dt><dd>1</dd>", "半年没有盘点</dt><dd>1</dd>",
      "今天已盘</dt><dd>0</dd>",
    ] {
      #expect(list.text.contains(text), "\(text)")
    }
    let day = try await clerk.get("/home")
    #expect(day.text.contains("其中半年没有盘点</a></dt><dd>1</dd>") && day.text.contains("待收骨灰</a></dt><dd>0</dd>"))
    for part in ["0", "-1", "x"] { #expect(try await clerk.get("/home/stocktake?page=\(part)").status == 400) }
    #expect(try await clerk.get("/home/stocktake?page=9").text.contains("/home/ashes/A-1"), "the first part instead")
    let path = "/home/ashes/A-1/steps/StocktakeChecked"
    let checked = try await clerk.send(path, ["time": "2025-04-01T09:00", "data.stocktake_no": "PD-1"])
    #expect(checked.headers[.location]?.hasPrefix("/home/stocktake?done=") == true, "\(checked.text)")
    let again = try await clerk.send(path, ["time": "2025-04-01T10:00", "data.stocktake_no": "PD-1"])
    #expect(again.status == 422 && again.text.contains("规则 A8"))

    let home = FormClient(client: story.client, who: "home")
    let counting = try await home.fields("/home/stock/StockReconciled")
    #expect(counting["data.counted.0.first"] == "A002" && counting["data.counted.0.last"] == "A060")
    #expect(counting["data.missing.0.first"] == "")
    let short = ["data.counted.0.last": "A058", "time": "2025-04-01T09:00"]
    let wrong = try await home.post("/home/stock/StockReconciled", counting.merging(short) { $1 })
    #expect(wrong.status == 422 && wrong.text.contains("规则 D7"), "\(wrong.text)")
    let typed = FormClient.fields(of: wrong.text)
    #expect(typed["data.counted.0.last"] == "A058")
    let missing = ["data.missing.0.first": "A059", "data.missing.0.last": "A060"]
    let counted = try await home.post("/home/stock/StockReconciled", typed.merging(missing) { $1 })
    #expect(counted.status == 303, "\(counted.text)")
    #expect(try await home.get("/home/stock").text.contains("上次盘点没有找到"))
  }
}
