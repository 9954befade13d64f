import CanonicalJSON
import Foundation
import Registry
import TestSupport
import Testing

@testable import Access

/// Rules W1 to W7: yes, no, and the edge of each.
@Suite struct SubmissionRuleTests {
  private let tables: AccessTables

  init() throws {
    tables = try AccessTables(directory: Repository.root.appending(path: "Schemas/access"))
  }

  private func principal(
    _ roles: Set<Role>,
    of organisation: String,
    in division: String,
    _ kind: Principal.Kind = .person
  ) throws -> Principal {
    Principal(
      kind,
      id: try #require(Code("p-1")),
      roles: roles,
      organisation: try #require(Code(organisation)),
      division: try #require(DivisionCode(division))
    )
  }

  private func submitter(_ principal: Principal) throws -> Submitter {
    Submitter(principal, Reaches(principal, DivisionHistory(), on: try #require(LocalDate("2026-11-01"))), tables)
  }

  /// An event of one of the examples in Schemas/events.
  private func submission(
    _ type: String,
    _ example: String,
    on subject: String,
    source: String,
    actor: String = "p-1"
  ) throws -> Submission {
    let folder = Repository.root.appending(path: "Schemas/events/\(type)/examples")
    let data = try JSON.parse(
      Array(try Data(contentsOf: folder.appending(path: "\(example).json"))),
      maximumBytes: 65_536
    )
    let object: JSON = [
      "specversion": "1.0", "id": .string(UUID().uuidString.lowercased()), "source": .string(source),
      "actor": .string(actor), "type": .string(type), "subject": .string(subject), "time": "2026-10-01T09:00:00+08:00",
      "dataschema": .string("\(type)/v\(EventCatalogue.payloadType(named: type)?.version.value ?? 1)"), "data": data,
    ]
    return try Submission.read(
      object.canonicalBytes,
      hasher: try #require(KeyedHasher(key: [UInt8](repeating: 1, count: 32)))
    )
  }

  private static func data<Payload: EventPayload>(_ type: Payload.Type, _ json: String) throws -> Payload {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(json.utf8))
  }

  private func caseOpened(source: String = "371002-BYG-01", actor: String = "p-1") throws -> Submission {
    try submission("CaseOpened", "death-in-hospital", on: "case/C-1", source: source, actor: actor)
  }

  @Test func aClerkOpensACase() throws {
    let clerk = try submitter(principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    #expect(clerk.refusal(of: try caseOpened()) == nil)
  }

  /// A new contract is nobody's record yet, but the plot is.
  @Test func aRightIsGrantedToAPlotOfOnesOwn() throws {
    let (grant, draft) = ("UseRightGranted", "for-a-decedent")
    let own = try submission(grant, draft, on: "right/N-1", source: "371002-GM-01")
    let clerk = try submitter(principal([.cemeteryClerk], of: "371002-GM-01", in: "371002"))
    #expect(clerk.refusal(of: own) == nil)
    let other = try submitter(principal([.cemeteryClerk], of: "371002-GM-02", in: "371002"))
    let foreign = try submission(grant, draft, on: "right/N-1", source: "371002-GM-02")
    #expect(other.refusal(of: foreign)?.rule == .w5)
  }

  /// Reference data are everybody's, but what is drawn is a division's: one's own, or what lies in it.
  @Test(arguments: [("371000", true), ("371083", true), ("371002", false), ("370000", true)])
  func aDrawIsHeldForADivisionOfOnesOwn(_ division: String, _ isOwn: Bool) throws {
    let bureau = try submitter(principal([.countyBureau], of: "\(division)-MZ", in: division))
    for type in ["DrawAnnounced", "InspectionSampled"] {
      let draw = try submission(
        type,
        "rushan-second-round",
        on: "reference/inspection-draws",
        source: "\(division)-MZ"
      )
      #expect(bureau.refusal(of: draw)?.rule == (isOwn ? nil : .w5), "\(type)")
    }
  }

  /// What has a place has it with whoever enters it, also where it is only proposed that it had.
  @Test func whatHasAPlaceHasItWithOneself() throws {
    let (own, other) = ("371002-GM-01", "371002-GM-02")
    let near = try submitter(principal([.cemeteryClerk], of: own, in: "371002")).reaches[.cemeteryClerk]
    let above = try submitter(principal([.countyBureau], of: "371002-MZ", in: "371002")).reaches[.countyBureau]
    func facts(_ facility: String) throws -> [any EventPayload] {
      let place = #""plot_id": "\#(facility)/A/1/1", "position_no": 1"#
      return [
        try Self.data(
          AshesPlaced.self,
          """
          {\(place), "facility_id": "\(facility)", "form": "tree", "degradable": true, "marker": "none", "agreement_no": "1"}
          """
        ),
        try Self.data(
          AshesStored.self,
          #"{"facility_id": "\#(facility)", "term_days": 1, "fee_fen": 0, "agreement_no": "1"}"#
        ),
        try Self.data(
          AshesRelocated.self,
          """
          {"from_plot_id": "\(own)/A/1/2", "to_plot_id": "\(facility)/A/1/1", "approval_no": "1", "reason_code": "repair"}
          """
        ),
        try Self.data(BodyBuried.self, #"{\#(place), "contract_no": "N-1", "mound": false}"#),
        try Self.data(
          UnclaimedAshesDisposed.self,
          """
          {\(place), "notice_event_id": "019c0000-0000-7000-8000-000000000001", "form": "tree",
           "archive_digest": "db0da14390d427d9e07be118daed781b9b46d4c2a196cef3ff742117d91dbc51"}
          """
        ),
        try Self.data(
          CustodyOpened.self,
          """
          {"case_id": "C-1", "facility_id": "\(facility)", "portion_no": 1, "portions_total": 1, "container_tag": "T"}
          """
        ),
        try Self.data(
          CaseOpened.self,
          """
          {"facility_id": "\(facility)", "place_kind": "home", "unknown_person": false}
          """
        ),
      ]
    }
    for fact in try facts(own) { #expect(w5OwnPlace(fact, near) == nil && w5OwnPlace(fact, above) == nil) }
    for fact in try facts(other) {
      let refusal = try #require(w5OwnPlace(fact, near), "\(fact)")
      #expect(refusal.rule == .w5 && refusal.fact.zh.contains(other) && refusal.fact.en.contains(other))
      #expect(w5OwnPlace(fact, above) == nil)
    }
    for fact in try facts("371082-GM-01") { #expect(w5OwnPlace(fact, above)?.rule == .w5) }
    // Taken out, they come to no place yet.
    let out = #"{"from_plot_id": "\#(other)/A/1/2", "approval_no": "1", "reason_code": "repair"}"#
    #expect(w5OwnPlace(try Self.data(AshesRelocated.self, out), near) == nil)
  }

  /// What becomes of ashes is entered by whoever has them; on their way, whoever takes them in.
  @Test func ashesAreLeftToTheirKeeper() throws {
    let home = "371002-BYG-01"
    func submitted(_ type: String, _ example: String, by source: String = home) throws -> Submission {
      try submission(type, example, on: "ashes/A-1", source: source)
    }
    func ashes(_ events: Submission...) throws -> AshCustodyState {
      var snapshot = Snapshot()
      try snapshot.load(StreamName(.ashCustody, "A-1"), events: events.map(\.bytes))
      let id = try #require(Code("A-1"))
      return try #require(snapshot.ashCustody(id))
    }
    func clerk(_ role: Role, _ organisation: String, _ division: String = "371002") throws -> Submitter {
      try submitter(principal([role], of: organisation, in: division))
    }
    let opened = try submitted("CustodyOpened", "whole-ashes")
    let kept = try ashes(opened)
    let onTheirWay = try ashes(opened, try submitted("AshesReleased", "to-the-family"))
    #expect(kept.keeper.text == home && !kept.isOnItsWay && onTheirWay.keeper.text == home && onTheirWay.isOnItsWay)

    let placing = try submitted("AshesPlaced", "tree-burial-in-an-eco-pool", by: "371002-GM-01")
    let releasing = try submitted("AshesReleased", "to-a-cemetery", by: "371002-GM-01")
    let cemetery = try clerk(.cemeteryClerk, "371002-GM-01")
    let refusal = try #require(cemetery.refusal(of: placing, about: kept))
    #expect(
      refusal.rule == .w5 && refusal.remedy.zh.contains("AshesReleased") && refusal.remedy.en.contains("AshesReleased")
    )
    #expect(!refusal.fact.zh.contains(home) && !refusal.fact.en.contains(home), "nobody is told where they are")
    #expect(cemetery.refusal(of: placing, about: onTheirWay) == nil)
    // But nothing else of them, until they have arrived.
    let early = try #require(cemetery.refusal(of: releasing, about: onTheirWay))
    #expect(early.rule == .w5 && early.remedy.en.contains("AshesStored"))
    #expect(try clerk(.funeralHomeClerk, home).refusal(of: releasing, about: kept) == nil)
    #expect(try clerk(.funeralHomeClerk, "371002-BYG-02").refusal(of: releasing, about: kept)?.rule == .w5)
    // Where they lie, their place decides, and not who has brought them.
    let placed = try ashes(opened, placing)
    let moving = try submitted("AshesRelocated", "only-taken-out", by: placed.keeper.text)
    #expect(try clerk(.cemeteryClerk, "371083-ZGM-03", "371083").refusal(of: moving, about: placed) == nil)
    #expect(try clerk(.funeralHomeClerk, home).refusal(of: moving, about: placed)?.rule == .w5)
    // A bureau reaches those that are kept under it; an exchange forwards what others send; amendments have rules of their own.
    let scattering = try submitted("AshesScattered", "sea-burial-voyage", by: "371002-MZ")
    #expect(try clerk(.countyBureau, "371002-MZ").refusal(of: scattering, about: kept) == nil)
    #expect(try clerk(.cityBureau, "371000-MZ", "371000").refusal(of: scattering, about: kept) == nil)
    #expect(try clerk(.countyBureau, "371082-MZ", "371082").refusal(of: scattering, about: kept)?.rule == .w5)
    #expect(try clerk(.countyBureau, "371082-MZ", "371082").refusal(of: scattering, about: onTheirWay) == nil)
    let exchange = try submitter(principal([.system], of: "371000-MZ", in: "371000", .machine))
    #expect(exchange.refusal(of: placing, about: kept) == nil)
    let voiding = try submitted("AmendmentProposed", "entered-twice", by: "371002-GM-01")
    #expect(cemetery.refusal(of: voiding, about: kept) == nil)
  }

  @Test(arguments: [Role.cemeteryClerk, .countyBureau, .auditor, .provinceViewer, .system])
  func w1OthersOpenNone(_ role: Role) throws {
    let other = try submitter(principal([role], of: "371002-BYG-01", in: "371002"))
    let refusal = try #require(other.refusal(of: try caseOpened()))
    #expect(refusal.rule.rawValue == "W1")
    #expect(refusal.remedy.en.contains("funeral_home_clerk"))
  }

  @Test func w1OneOfSeveralRolesIsEnough() throws {
    let both = try submitter(principal([.countyBureau, .funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    #expect(both.refusal(of: try caseOpened()) == nil)
  }

  @Test func w2TheSourceIsOnesOwn() throws {
    let clerk = try submitter(principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    let refusal = try #require(clerk.refusal(of: try caseOpened(source: "371002-BYG-02")))
    #expect(refusal.rule.rawValue == "W2")
    #expect(refusal.remedy.zh.contains("371002-BYG-01"))
  }

  @Test func w2AnExchangeForwardsWhatItsDivisionSends() throws {
    let exchange = try submitter(principal([.system], of: "371000-MZ", in: "371000", .machine))
    #expect(exchange.refusal(of: try caseOpened(actor: "p-2")) == nil)
    #expect(exchange.refusal(of: try caseOpened(source: "370102-BYG-01"))?.rule.rawValue == "W2")
    #expect(!exchange.needsRecord(of: try caseOpened()))
    // Nobody signs in as an exchange.
    let person = try submitter(principal([.system], of: "371000-MZ", in: "371000"))
    #expect(person.refusal(of: try caseOpened())?.rule.rawValue == "W1")
  }

  @Test func w3TheActorIsWhoeverHasSignedIn() throws {
    let clerk = try principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002")
    #expect(try submitter(clerk).refusal(of: try caseOpened(actor: "p-2"))?.rule.rawValue == "W3")
    let machine = try principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002", .machine)
    #expect(try submitter(machine).refusal(of: try caseOpened(actor: "p-2")) == nil)
  }

  @Test func w4WhoApprovesSignsIn() throws {
    let officer = try principal([.countyBureau], of: "371002-MZ", in: "371002")
    let event = try Self.data(ClaimVerified.self, #"{"verifier_id": "MZ-1"}"#)
    let own = try Self.data(ClaimVerified.self, #"{"verifier_id": "p-1"}"#)
    let refusal = try #require(w4DecidesInOwnName(event, officer))
    #expect(refusal.rule.rawValue == "W4" && refusal.remedy.zh.contains("MZ-1"))
    #expect(w4DecidesInOwnName(own, officer) == nil)
    let machine = try principal([.countyBureau], of: "371002-MZ", in: "371002", .machine)
    #expect(w4DecidesInOwnName(event, machine) == nil)
  }

  @Test func w6PeopleAmendByProposal() throws {
    let clerk = try principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002")
    func event(_ type: String, _ example: String) throws -> Submission {
      try submission(type, example, on: "case/C-1", source: "371002-BYG-01")
    }
    for (type, example) in [("EventVoided", "entered-twice"), ("FactCorrected", "hold-after-evidence")] {
      let refusal = try #require(try submitter(clerk).refusal(of: try event(type, example)))
      #expect(refusal.rule.rawValue == "W6" && refusal.remedy.zh.contains("AmendmentProposed"))
      #expect(refusal.fact.en.contains("shenhe-02"))
    }
    #expect(try submitter(clerk).refusal(of: try event("AmendmentProposed", "entered-twice")) == nil)
    // A clerk decides none, a checker does.
    #expect(try submitter(clerk).refusal(of: try event("AmendmentDecided", "approved"))?.rule.rawValue == "W1")
    let checker = try principal([.funeralHomeChecker], of: "371002-BYG-01", in: "371002")
    #expect(try submitter(checker).refusal(of: try event("AmendmentDecided", "approved")) == nil)
    // Whoever may propose may withdraw.
    for who in [clerk, checker] {
      #expect(try submitter(who).refusal(of: try event("AmendmentWithdrawn", "second-thought")) == nil)
    }
    // A facility's machine vouches for those whom it names.
    let machine = try principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002", .machine)
    #expect(try submitter(machine).refusal(of: try event("EventVoided", "entered-twice")) == nil)
  }

  @Test(arguments: [
    ("facility/371002-BYG-01", true), ("unit/371002-BYG-01/L-1", true), ("batch/371002-BYG-01/2026-01", true),
    ("facility/371002-BYG-02", false), ("plot/371002-GM-01/A/1/1", false), ("stock/371082-BYG-01", false),
    ("policy/eco", true), ("case/C-1", true), ("claim/Q-1", true),
  ])
  func w5AFacilityWritesItsOwn(_ subject: String, _ may: Bool) throws {
    let clerk = try submitter(principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    let reach = clerk.reaches[.funeralHomeClerk]
    #expect((w5OwnRecord(try #require(StreamName(parsing: subject)), reach) == nil) == may)
  }

  @Test(arguments: [
    ("facility/371002-GM-01", true), ("facility/371082-GM-01", false), ("inspection/371002-GM-01/2026", true),
    ("reference/divisions", true),
  ])
  func w5ABureauWritesWhatLiesInItsDivision(_ subject: String, _ may: Bool) throws {
    let bureau = try submitter(principal([.countyBureau], of: "371002-MZ", in: "371002"))
    let reach = bureau.reaches[.countyBureau]
    #expect((w5OwnRecord(try #require(StreamName(parsing: subject)), reach) == nil) == may)
  }

  @Test func w5CasesOfOthersAreLeftToThem() throws {
    let clerk = try submitter(principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    let event = try caseOpened()
    #expect(clerk.needsRecord(of: event))
    #expect(clerk.refusal(of: event, beside: OnRecord(sources: [])) == nil)
    #expect(clerk.refusal(of: event, beside: OnRecord(sources: ["371002-BYG-01", "371002-GA"])) == nil)
    #expect(clerk.refusal(of: event, beside: OnRecord(sources: ["371082-BYG-01"]))?.rule.rawValue == "W5")
    let bureau = try submitter(principal([.countyBureau], of: "371002-MZ", in: "371002"))
    #expect(
      !bureau.needsRecord(
        of: try submission("HoldPlaced", "court-orders-an-autopsy", on: "case/C-1", source: "371002-MZ")
      )
    )
  }

  /// A claim, a right or an enforcement case is one office's: another county's bureau decides nothing there.
  @Test func w5ClaimsOfOthersAreLeftToThem() throws {
    let bureau = try submitter(principal([.countyBureau], of: "371002-MZ", in: "371002"))
    let event = try submission("ClaimReturned", "bank-account", on: "claim/Q-1", source: "371002-MZ")
    #expect(bureau.refusal(of: event) == nil && bureau.needsRecord(of: event))
    #expect(bureau.refusal(of: event, beside: OnRecord(sources: ["371002-JD-01"])) == nil)
    #expect(bureau.refusal(of: event, beside: OnRecord(sources: ["371082-JD-01", "371082-MZ"]))?.rule.rawValue == "W5")
    let city = try submitter(principal([.cityBureau], of: "371000-MZ", in: "371000"))
    #expect(city.refusal(of: event, beside: OnRecord(sources: ["371082-JD-01"])) == nil)
  }

  /// Bureaus of other counties carry a case on; what is said in it already they leave as it is.
  @Test func w5NobodyAmendsTheCaseOfOthers() throws {
    let bureau = try submitter(principal([.countyBureau], of: "371002-MZ", in: "371002"))
    for subject in ["case/C-1", "waiver/C-1", "ashes/A-1"] {
      let event = try submission("EventVoided", "entered-twice", on: subject, source: "371002-MZ")
      #expect(bureau.needsRecord(of: event))
      #expect(bureau.refusal(of: event, beside: OnRecord(sources: ["371082-BYG-01"]))?.rule.rawValue == "W5")
    }
  }

  /// Who could not enter a fact does not amend it; the bureaus above may, but for what is everybody's.
  @Test(arguments: [
    (Role.funeralHomeClerk, "case/C-1", "CaseOpened", true), (.funeralHomeChecker, "case/C-1", "CaseOpened", true),
    (.funeralHomeClerk, "case/C-1", "HoldPlaced", false), (.funeralHomeChecker, "waiver/C-1", "WaiverDecided", false),
    (.countyBureau, "case/C-1", "CaseOpened", true), (.countyBureau, "policy/eco", "PolicyPublished", false),
    (.policyEditor, "policy/eco", "PolicyPublished", true),
    (.funeralHomeChecker, "policy/eco", "PolicyPublished", false),
    (.finance, "claim/Q-1", "ClaimPaid", true), (.finance, "claim/Q-1", "ClaimApproved", false),
  ])
  func w7WhoCouldEnterItAmendsIt(_ role: Role, _ subject: String, _ amended: String, _ may: Bool) throws {
    let submitter = try submitter(principal([role], of: "371002-BYG-01", in: "371002"))
    let event = try submission("AmendmentProposed", "entered-twice", on: subject, source: "371002-BYG-01")
    #expect(submitter.needsRecord(of: event))
    let record = OnRecord(sources: ["371002-BYG-01"], amends: amended)
    #expect(submitter.refusal(of: event, beside: record)?.rule.rawValue == (may ? nil : "W7"))
    // Where there is no such event, the rules of the registry say so.
    #expect(submitter.refusal(of: event, beside: OnRecord(sources: ["371002-BYG-01"])) == nil)
  }

  /// Each role reaches as far as it does alone, whoever holds it beside another.
  @Test func aRoleDoesNotWidenAnother() throws {
    let both = try principal([.funeralHomeClerk, .policyEditor], of: "371002-BYG-01", in: "371002")
    let reaches = Reaches(both, DivisionHistory(), on: try #require(LocalDate("2026-11-01")))
    #expect(reaches[.funeralHomeClerk].facility == both.organisation)
    #expect(reaches[.policyEditor].facility == nil)
    let submitter = try submitter(both)
    let event = try caseOpened()
    #expect(submitter.needsRecord(of: event))
    #expect(submitter.refusal(of: event, beside: OnRecord(sources: ["371002-BYG-02"]))?.rule.rawValue == "W5")
    let stock = try submission(
      "UnitRetired",
      "past-its-rated-life",
      on: "unit/371002-BYG-02/L-1",
      source: "371002-BYG-01"
    )
    #expect(submitter.refusal(of: stock)?.rule.rawValue == "W5")
  }

  @Test func whoForwardsSpeaksForItsDivision() throws {
    let clerk = try submitter(principal([.funeralHomeClerk], of: "371002-BYG-01", in: "371002"))
    let exchange = try submitter(principal([.system], of: "371000-MZ", in: "371000", .machine))
    #expect(clerk.speaks(for: try #require(Code("371002-BYG-01"))))
    #expect(!clerk.speaks(for: try #require(Code("371002-BYG-02"))))
    #expect(exchange.speaks(for: try #require(Code("371002-BYG-02"))))
    #expect(!exchange.speaks(for: try #require(Code("370102-BYG-01"))))
  }

  @Test func aMergedDivisionGoesWithItsSuccessor() throws {
    // Laiwu's district of Laicheng became Laiwu District of Jinan.
    let change = try Self.data(
      DivisionChanged.self,
      """
      {"op": "merge", "from_codes": ["371202"], "to": [{"code": "370116", "name_zh": "莱芜区", "name_en": "Laiwu"}],
       "effective_on": "2019-01-09", "source": "样例"}
      """
    )
    let history = DivisionHistory([change])
    let county = Scope(division: try #require(DivisionCode("370116")))
    let before = Reach(county, history, on: try #require(LocalDate("2018-01-01")))
    let after = Reach(county, history, on: try #require(LocalDate("2026-01-01")))
    #expect(!before.holds(organisation: "371202-BYG-01"))
    #expect(after.holds(organisation: "371202-BYG-01"))
    #expect(!after.holds(organisation: "371203-BYG-01"))
    let jinan = Reach(
      Scope(division: try #require(DivisionCode("370100"))),
      history,
      on: try #require(LocalDate("2026-01-01"))
    )
    #expect(jinan.holds(organisation: "371202-BYG-01") && jinan.holds(organisation: "370102-MZ"))
    #expect(!jinan.holds(organisation: "371002-MZ"))
  }

  @Test func aScopeHoldsAWholeRegistryOrMeetsIt() throws {
    let weihai = try #require(DivisionCode("371000"))
    func reach(_ division: String, _ facility: String? = nil) throws -> Reach {
      let scope = Scope(division: try #require(DivisionCode(division)), facility: facility.flatMap { Code($0) })
      return Reach(scope, DivisionHistory(), on: try #require(LocalDate("2026-01-01")))
    }
    for division in ["000000", "370000", "371000"] { #expect(try reach(division).holds(all: weihai)) }
    #expect(try !reach("371002").holds(all: weihai) && reach("371002").meets(weihai))
    #expect(try !reach("370100").meets(weihai) && !reach("340000").meets(weihai))
    #expect(try !reach("371000", "371002-MZ").holds(all: weihai))
    // A facility that does not lie in the division is not reached.
    #expect(try !reach("371002", "371082-GM-01").holds(organisation: "371082-GM-01"))
  }
}
