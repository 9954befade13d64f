import CanonicalJSON
import Foundation
import Registry
import TestSupport
import Testing

@testable import Access

/// Rules W1 to W7: yes, no, and the edge of each.
@Suite struct SubmissionRuleTests {
  let tables: AccessTables

  init() throws {
    tables = try AccessTables(directory: Repository.root.appending(path: "Schemas/access"))
  }

  func principal(
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

  func submitter(_ principal: Principal) throws -> Submitter {
    Submitter(principal, Reaches(principal, DivisionHistory(), on: try #require(LocalDate("2026-11-01"))), tables)
  }

  /// An event of one of the examples in Schemas/events.
  func submission(
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

  static func data<Payload: EventPayload>(_ type: Payload.Type, _ json: String) throws -> Payload {
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
