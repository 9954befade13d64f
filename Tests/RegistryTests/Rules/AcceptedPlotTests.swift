import Testing

@testable import Registry

@Suite("What the rules of plots, policies and claims let pass")
struct AcceptedPlotTests {
  @Test("P8: a grant to the person it is reserved for ends the reservation in the same unit")
  func reservedThenGranted() throws {
    var world = try World.city()
    try world.given(PlotReserved.sample, in: "371002-C/S/A/1")
    let plot: PlotID = "371002-C/S/A/1"
    let decision = try world.submit(UseRightGranted.sample(plot, for: nil), to: "k1")
    #expect(decision.events.map(\.stream) == [StreamName(.useRight, "k1"), .plot(plot)])
    #expect(decision.events.map(\.version) == [1, 2])
    #expect(decision.takes == [.plot(plot)] && decision.releases == [.plot(plot)])
    #expect(world.holders[.plot(plot)] == StreamName(.useRight, "k1"))
    #expect(world.snapshot.plot(plot)?.reservation == nil)
    #expect(decision.guards[.facility("371002-C")] == 1)
    #expect(decision.guards[.plot(plot)] == nil, "a stream that is written is no guard")
  }

  @Test("A free plot's stream is guarded as absent")
  func grantGuardsPlot() throws {
    var world = try World.city()
    let decision = try world.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    #expect(decision.guards[.plot("371002-C/S/A/1")] == 0)
  }

  @Test("P8: blocked, unblocked, reserved, released, granted")
  func plotCycle() throws {
    var world = try World.city()
    let plot = "371002-C/S/A/1"
    try world.submit(PlotBlocked(reason: "塌陷"), to: plot)
    try world.submit(PlotUnblocked(reason: "修复"), to: plot)
    try world.submit(PlotReserved.sample, to: plot)
    try world.submit(ReservationReleased(reason: "放弃"), to: plot)
    let other = with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.holderRef = "person-6" }
    try world.submit(other, to: "k1")
    #expect(world.snapshot.useRight("k1")?.granted.data.holderRef == "person-6")
  }

  @Test(
    "P5: twenty years to the day, also from a leap day and a month's end",
    arguments: [("2024-02-29", "2044-02-29"), ("2025-02-28", "2045-02-28"), ("2026-01-31", "2046-01-31")]
  )
  func twentyYears(_ from: LocalDate, _ to: LocalDate) throws {
    var world = try World.city()
    let right = with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) {
      ($0.from, $0.to, $0.maintenanceTo) = (from, to, to)
    }
    try world.submit(right, to: "k1")
    let later = with(right) {
      $0.plotId = "371002-C/S/A/2"
      $0.to = to.adding(days: 1) ?? to
    }
    #expect(refusing(.p5) { try world.submit(later, to: "k2") })
  }

  @Test("P6: suspended sales do not keep the dead from a plot granted before; an eco pool takes nobody new")
  func suspendedBetweenGrantAndPlacement() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.inCustody("c2", ashes: "a2", 2)
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    try world.given(FacilityStatusChanged.sample(.salesSuspended, from: "2026-10-20"), in: "371002-C")
    try world.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a1")
    #expect(refusing(.p6) { try world.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a2") })
  }

  @Test("P6: what happened before the suspension began may be recorded late")
  func grantRecordedLate() throws {
    var world = try World.city()
    try world.cemetery(.salesSuspended)
    let right = UseRightGranted.sample("371002-C/S/A/1", for: nil)
    #expect(refusing(.p6) { try world.submit(right, to: "k1", at: "2026-10-01T00:00:00+08:00") })
    try world.submit(right, to: "k1", at: "2026-09-30T23:59:59+08:00")
    #expect(world.snapshot.useRight("k1") != nil)
  }

  @Test("P2: exactly the limit passes; without a policy, or in another kind, there is no limit")
  func limits() throws {
    var world = try World.city()
    let vast = with(PlotRangeCreated.sample(2, first: 6, count: 1)) { $0.areaCm2 = 90_000 }
    try world.submit(vast, to: "371002-C/D")
    try world.given(PolicyPublished.plotLimit, in: "plot-limit")
    let atLimit = with(PlotRangeCreated.sample(2, first: 7, count: 1)) {
      ($0.areaCm2, $0.stoneHeightMm) = (10_000, 800)
    }
    try world.submit(atLimit, to: "371002-C/D")
    try world.submit(with(PlotRangeCreated.sample(1, first: 6, count: 5)) { $0.areaCm2 = 90_000 }, to: "371002-C/S")
    #expect(world.snapshot.section(of: "371002-C/S/A/1")?.laidOut == 10)
  }

  @Test("P2: a province's own limit comes before the nation's, and only there")
  func ownLimits() throws {
    var world = try World.city()
    try world.given(PolicyPublished.plotLimit, in: "plot-limit")
    func own(_ version: PositiveCount, _ division: DivisionCode, _ area: PositiveCount) -> PolicyPublished {
      with(PolicyPublished.plotLimit) {
        ($0.version, $0.scopeDivisions) = (version, [division])
        $0.limits = [PlotLimit(kind: .double, areaMaxCm2: area, stoneHeightMaxMm: nil)]
      }
    }
    try world.given(own(2, "370000", 12_000), in: "plot-limit")
    try world.given(own(3, "340000", 8_000), in: "plot-limit")
    let plots = with(PlotRangeCreated.sample(2, first: 6, count: 1)) { $0.areaCm2 = 12_000 }
    try world.submit(plots, to: "371002-C/D")
    #expect(world.snapshot.section(of: "371002-C/D/A/1")?.range(of: "371002-C/D/A/6") != nil)
  }

  @Test("M2, M5: an award from claim to payment")
  func awardPaid() throws {
    var world = try World.city()
    try world.approvedClaim("m1")
    let paid = try world.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), to: "m1")
    #expect(paid.takes == [Claim(.payRef, "pay-1")])
    #expect(world.snapshot.subsidyClaim("m1")?.status == .paid)
    #expect(world.holders[Claim(.award, "eco/c1")] == StreamName(.subsidyClaim, "m1"))
  }

  @Test("M3: after a rejection the decedent's award may be claimed again")
  func claimedAgain() throws {
    var world = try World.city()
    try world.verifiedClaim("m1")
    let rejected = try world.submit(ClaimRejected(ruleId: "eco", reason: "材料不全"), to: "m1")
    #expect(rejected.releases == [Claim(.award, "eco/c1")])
    try world.submit(ClaimSubmitted.sample("c1", "a1"), to: "m2")
    #expect(world.holders[Claim(.award, "eco/c1")] == StreamName(.subsidyClaim, "m2"))
  }

  @Test("M2: the version is the newest that holds on the day it goes by, across a boundary and amended backwards")
  func versionOfTheDay() throws {
    var world = try World.city()
    let more = with(PolicyPublished.award) {
      ($0.version, $0.validFrom) = (2, "2026-10-10")
      $0.awards?[1].amountFen = 120_000
    }
    try world.given(more, in: "eco")
    try world.verifiedClaim("m1")
    let approval = with(ClaimApproved.sample) { ($0.policyVersion, $0.amountFen) = (2, 120_000) }
    try world.submit(approval, to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.approved?.data.amountFen == 120_000)

    // The next version goes by the death, nine days earlier than the placement and a day before it holds.
    var other = try World.city()
    try other.given(with(more) { ($0.dateBasis, $0.validFrom) = (.death, "2026-10-02") }, in: "eco")
    try other.verifiedClaim("m1")
    try other.submit(ClaimApproved.sample, to: "m1")
    #expect(other.snapshot.subsidyClaim("m1")?.status == .approved)
  }

  @Test("M4: all ashes, gone in two portions")
  func allAshes() throws {
    var world = try World.city()
    try world.cremated("c1", portions: 2)
    for (portion, ashes) in [(1, "a1"), (2, "a2")] as [(PortionCount, String)] {
      try world.given(CustodyOpened.sample("c1", portion, of: 2), in: ashes)
      try world.given(with(AshesScattered.sample) { $0.form = .ashesNotKept }, in: ashes)
    }
    let claim = with(ClaimSubmitted.sample("c1", "a1")) { $0.custodyIds = ["a1", "a2"] }
    try world.given(claim, in: "m1")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try world.submit(with(ClaimApproved.sample) { ($0.ruleId, $0.amountFen) = ("not-kept", 100_000) }, to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .approved)
  }

  @Test("M4: what decays and has no marker earns an award that asks for both")
  func degradableWithoutMarker() throws {
    var world = try World.city()
    try world.verifiedClaim(
      "m1",
      underRule: { ($0.degradable, $0.markers) = (true, [.none]) },
      placed: { ($0.degradable, $0.marker) = (true, .none) }
    )
    try world.submit(with(ClaimApproved.sample) { $0.policyVersion = 2 }, to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .approved)
  }

  @Test("M2: the last day of the deadline counts")
  func lastDay() throws {
    var world = try World.city()
    world.clock = "2027-02-01T00:00:00Z"
    try world.inPool("c1", ashes: "a1")
    try world.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1", at: "2027-01-08T23:59:59+08:00")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .submitted)
  }

  @Test("The remaining records: services, evidence, residency, divisions, population")
  func plainRecords() throws {
    var world = try World.city()
    try world.certified("c1")
    try world.submit(ResidencyRecorded.sample, to: "c1")
    try world.submit(ServiceItemDelivered.sample, to: "c1")
    let evidence = try world.submit(EvidenceAttached.sample, to: "c1")
    try world.submit(DivisionChanged.sample, to: "divisions")
    try world.submit(PopulationImported.sample, to: "population")
    try world.submit(DeathCountImported.sample, to: "deaths")
    #expect(world.snapshot.serviceWaiver("c1")?.items.count == 1)
    #expect(world.snapshot.serviceWaiver("c1")?.evidence.first?.data.kind == .lowIncome)
    #expect(evidence.guards.isEmpty, "that a case exists does not change")
  }
}
