import Foundation
import Registry
import TestSupport
import Testing

@testable import Access

/// Rule W5 of what has a place, and of ashes.
extension SubmissionRuleTests {
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
}
