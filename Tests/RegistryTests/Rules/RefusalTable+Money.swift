import Testing

@testable import Registry

extension Refused {
  static let ofMoney: [Refused] = [
    Refused("m2VersionsAscend", ["1"]) { try $0.submit(PolicyPublished.award, to: "eco") },
    Refused("m2VersionsAscend", ["eco_subsidy", "free_basic_service"]) {
      try $0.submit(PolicyPublished.freeService, to: "eco")
    },
    Refused("m2UnderTheIdOfItsScheme", ["plot_limit", "policy/eco", "policy/plot-limit"]) {
      try $0.submit(PolicyPublished.plotLimit, to: "eco")
    },
    Refused("m2UnderTheIdOfItsScheme", ["eco_subsidy", "policy/keeping-limit"]) {
      try $0.submit(PolicyPublished.award, to: "keeping-limit")
    },
    Refused("m2RulesOfScheme", ["eco_subsidy"]) {
      try $0.submit(with(PolicyPublished.award) { $0.awards = [] }, to: "eco-2")
    },
    Refused("m2RulesOfScheme", ["limits"]) {
      try $0.submit(with(PolicyPublished.award) { $0.limits = PolicyPublished.plotLimit.limits }, to: "eco-2")
    },
    Refused("m2RulesOfScheme", ["0"]) {
      try $0.submit(with(PolicyPublished.award) { $0.scopeDivisions = [] }, to: "eco-2")
    },
    Refused("m2RuleIdsDistinct", ["eco"]) {
      try $0.submit(with(PolicyPublished.award) { $0.awards?[0].ruleId = "eco" }, to: "eco-2")
    },
    Refused("m2PolicyOfScheme", ["plot-limit", "eco_subsidy"]) {
      try $0.given(PolicyPublished.plotLimit, in: "plot-limit")
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "plot-limit" }, to: "m1")
    },
    Refused("m2NoVersion", ["eco", "370602", "placement 2026-10-10"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(with(ClaimSubmitted.sample("c1", "a1")) { $0.officeDivision = "370602" }, to: "m1")
    },
    Refused("m2WithinDeadline", ["2026-10-10", "90", "2027-01-08", "2027-01-09"]) {
      $0.clock = "2027-02-01T00:00:00Z"
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1", at: "2027-01-09T09:00:00+08:00")
    },
    Refused("m2VersionCited", ["1", "2", "2026-10-10"]) {
      // Amended backwards between claim and approval.
      try $0.verifiedClaim("m1")
      try $0.given(with(PolicyPublished.award) { $0.version = 2 }, in: "eco")
      try $0.submit(ClaimApproved.sample, to: "m1")
    },
    Refused("m2AmountOfRule", ["800.00", "800.01"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(with(ClaimApproved.sample) { $0.amountFen = 80_001 }, to: "m1")
    },
    Refused("m2NoSuchRule", ["luxury"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(with(ClaimApproved.sample) { $0.ruleId = "luxury" }, to: "m1")
    },
    Refused("m3OncePerDecedent", ["claim/m1", "eco/c1"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(ClaimSubmitted.sample("c1", "a1"), to: "m2")
    },
    Refused("m4PortionsNamed", ["a1, a1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(with(ClaimSubmitted.sample("c1", "a1")) { $0.custodyIds = ["a1", "a1"] }, to: "m1")
    },
    Refused("m4PortionsOfDecedent", ["a1", "c1", "c2"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.cremated("c2", 2)
      try $0.submit(ClaimSubmitted.sample("c2", "a1"), to: "m1")
    },
    Refused("m4Disposed", ["a1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1")
    },
    Refused("m4NotUnclaimed", ["a1"]) {
      try $0.unclaimed("c1", ashes: "a1")
      try $0.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1")
    },
    Refused("m4FormsOfRule", ["a1", "tree", "not-kept", "ashes_not_kept"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(
        with(ClaimApproved.sample) {
          $0.ruleId = "not-kept"; $0.amountFen = 100_000
        },
        to: "m1"
      )
    },
    Refused("m4DegradableOfRule", ["a1", "eco"]) {
      try $0.verifiedClaim("m1", underRule: { $0.degradable = true }, placed: { $0.degradable = false })
      try $0.submit(with(ClaimApproved.sample) { $0.policyVersion = 2 }, to: "m1")
    },
    Refused("m4MarkersOfRule", ["a1", "eco", "flat", "none, collective"]) {
      try $0.verifiedClaim("m1", underRule: { $0.markers = [.none, .collective] }, placed: { $0.marker = .flat })
      try $0.submit(with(ClaimApproved.sample) { $0.policyVersion = 2 }, to: "m1")
    },
    Refused("m4AllAshes", ["not-kept", "1", "2"]) {
      // Split ashes, half of them scattered.
      try $0.cremated("c1", portions: 2)
      try $0.given(CustodyOpened.sample("c1", 1, of: 2), in: "a1")
      try $0.given(with(AshesScattered.sample) { $0.form = .ashesNotKept }, in: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
      try $0.given(ClaimVerified(verifierId: "town-1"), in: "m1")
      try $0.submit(
        with(ClaimApproved.sample) {
          $0.ruleId = "not-kept"; $0.amountFen = 100_000
        },
        to: "m1"
      )
    },
    Refused("m5PaidOnce", ["800.00", "pay-1"]) {
      try $0.approvedClaim("m1")
      try $0.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
      try $0.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-2"), to: "m1")
    },
    Refused("m4PersonOfRule", ["eco", "unknown_person", "true"]) {
      let forUnknown = { (rule: inout AwardRule) in rule.criteria = [Criterion(fact: .unknownPerson, holds: true)] }
      try $0.verifiedClaim("m1", underRule: forUnknown, placed: { _ in })
      try $0.submit(with(ClaimApproved.sample) { $0.policyVersion = 2 }, to: "m1")
    },
    Refused("m5PaidAsApproved", ["800.00", "1000.00"]) {
      try $0.approvedClaim("m1")
      try $0.submit(ClaimPaid(amountFen: 100_000, payRef: "pay-1"), to: "m1")
    },
    Refused("m5PayRefOnce", ["pay-1", "claim/m1"]) {
      try $0.approvedClaim("m1")
      try $0.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
      try $0.inPool("c2", ashes: "a2", 2, position: 2)
      try $0.given(ClaimSubmitted.sample("c2", "a2"), in: "m2")
      try $0.given(ClaimVerified(verifierId: "town-1"), in: "m2")
      try $0.given(ClaimApproved.sample, in: "m2")
      try $0.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), to: "m2")
    },
    Refused("m7ApproverIsNotVerifier", ["town-1"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(with(ClaimApproved.sample) { $0.approverId = "town-1" }, to: "m1")
    },
    Refused("r3ClaimStands", ["verified", "paid"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), to: "m1")
    },
    Refused("r3ClaimStands", ["rejected", "verified"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
      try $0.given(ClaimRejected(ruleId: "eco", reason: "材料不实"), in: "m1")
      try $0.submit(ClaimVerified(verifierId: "town-1"), to: "m1")
    },
  ]

  static let ofInspections: [Refused] = [
    Refused("i1OnePerYear", ["inspection/371002-C/2026"]) {
      try $0.inspected()
      try $0.submit(InspectionOpened.sample, to: "371002-C/2026")
    },
    Refused("i1Due", ["371002-C", "2010-05-01", "2011"]) {
      try $0.submit(InspectionOpened.sample, to: "371002-C/2010")
    },
    Refused("i1Due", ["371002-H"]) { try $0.submit(InspectionOpened.sample, to: "371002-H/2026") },
    Refused("i2SelfCheckOnce", ["2026-03-01T09:00:00+08:00"]) {
      try $0.inspected()
      try $0.submit(SelfCheckSubmitted.sample, to: "371002-C/2026")
    },
    Refused("i2AnswersUnlessRefused", ["1"]) {
      try $0.inspected(selfCheck: nil)
      try $0.submit(with(SelfCheckSubmitted.sample) { $0.refused = true }, to: "371002-C/2026")
    },
    Refused("i2AnswersUnlessRefused", []) {
      try $0.inspected(selfCheck: nil)
      try $0.submit(with(SelfCheckSubmitted.sample) { $0.answers = [] }, to: "371002-C/2026")
    },
    Refused("i2AfterSelfCheck", ["2026-03-31"]) {
      try $0.inspected(selfCheck: nil)
      try $0.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
    },
    Refused("i2AfterSelfCheck", ["basically_qualified"]) {
      try $0.inspected(selfCheck: .refusal)
      try $0.submit(ConclusionIssued.sample(.basicallyQualified), to: "371002-C/2026")
    },
    Refused("i3SomethingToRectify", ["concluded"]) {
      try $0.concluded(.qualified)
      try $0.submit(RectificationAccepted.sample, to: "371002-C/2026")
    },
    Refused("i3SomethingToRectify", ["2026-08-20"]) {
      try $0.concluded(.unqualified)
      try $0.given(RectificationAccepted.sample, in: "371002-C/2026")
      try $0.submit(RectificationAccepted.sample, to: "371002-C/2026")
    },
    Refused("i3ReleasedByRectification", ["2026-06-10"]) {
      try $0.concluded(.unqualified)
      try $0.submit(FacilityStatusChanged.sample(.open, from: "2026-07-01"), to: "371002-C")
    },
    Refused("i3CauseIsTheRegistrys", ["00000000-0000-8000-8000-000000000009"]) {
      let change = with(FacilityStatusChanged.sample(.open, from: "2026-07-01")) {
        $0.causeEventId = "00000000-0000-8000-8000-000000000009"
      }
      try $0.submit(change, to: "371002-C")
    },
    Refused("i6TwoInspectors", ["plots", "inspector-1"]) {
      try $0.inspected()
      try $0.submit(with(SiteCheckRecorded.sample) { $0.secondInspectorId = "inspector-1" }, to: "371002-C/2026")
    },
    Refused("r3NotConcluded", ["qualified"]) {
      try $0.concluded(.qualified)
      try $0.submit(SiteCheckRecorded.sample, to: "371002-C/2026")
    },
  ]
}
