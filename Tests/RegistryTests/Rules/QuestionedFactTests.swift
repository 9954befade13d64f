import Testing

@testable import Registry

@Suite("L4: what an amendment puts in question stays recorded, holds what it says, and can be amended in its turn")
struct QuestionedFactTests {
  @Test("A6: a later event that could not stand is questioned, and the claims are those of what stands")
  func laterEventQuestioned() throws {
    var world = try World.city()
    // Ashes that were moved to where, it now seems, they lay.
    try world.inPool("c1", ashes: "a1", 1, position: 1)
    try world.given(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", 2, under: nil), in: "a1")
    try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.positionNo = 2 }
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "ashes/a1").first)
    #expect(anomaly.ruleId == "A6")
    #expect(anomaly.eventIds == [try #require(world.fact(AshesRelocated.self, in: "ashes/a1")).id])
    #expect(world.holders[.place(2, in: "371002-C/E/A/1")] == "ashes/a1")
    // It is mended as anything else is, and takes nothing that others hold.
    try world.inPool("c2", ashes: "a2", 2, position: 3)
    let refusal = #expect(throws: Refusal.self) {
      try world.correct("ashes/a1") { (data: inout AshesRelocated) in data.toPositionNo = 3 }
    }
    #expect(refusal?.rule == .a4)
    try world.void(AshesRelocated.self, in: "ashes/a1")
    #expect(try world.claimsAgree())
  }

  @Test("A3: what a correction elsewhere has put in question can be corrected in its turn")
  func questionedElsewhere() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    try world.given(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), in: "a1")
    // The contract is for the plot beside it, and so is the placement.
    try world.correct("right/k1") { (data: inout UseRightGranted) in data.plotId = "371002-C/S/A/2" }
    #expect(world.standing(AnomalyRaised.self, in: "ashes/a1").map(\.ruleId) == ["A3"])
    #expect(world.holders[.place(1, in: "371002-C/S/A/1")] == "ashes/a1")
    try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.plotId = "371002-C/S/A/2" }
    #expect(world.holders.filter { $0.key.kind == .place } == [.place(1, in: "371002-C/S/A/2"): "ashes/a1"])
    #expect(world.standing(AnomalyRaised.self, in: "ashes/a1").count == 1)
  }

  @Test("D6: what was derived from a fact that is refused in its place follows it all the same")
  func questionedWithItsRun() throws {
    var world = try World.city()
    try world.cremated("c1", 1)
    try world.correct("unit/371002-H/unit-1") { (data: inout UnitInstalled) in data.installedOn = "2026-10-20" }
    try world.correct("case/c1") { (data: inout CremationCompleted) in data.unitId = "unit-2" }
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-1").isEmpty)
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-2").count == 1)
  }

  @Test("P7: a plot that is being cleared keeps the places that its row really has", arguments: [1, 3])
  func rowCorrectedWhileClearing(_ capacity: Int) throws {
    var world = try World.city()
    try world.family()
    let plot: PlotID = "371002-C/F/A/1"
    try world.granted("k1", plot, for: nil)
    try world.submit(UseRightReturned.sample, to: "k1")
    let places = try #require(PositiveCount(capacity))
    try world.correct("section/371002-C/F") { (data: inout PlotRangeCreated) in data.capacity = places }
    #expect(Set(world.holders.keys.filter { $0.kind == .place }) == Set(Claim.places(1..<capacity + 1, in: plot)))
    try world.submit(PlotUnblocked(reason: "已清理"), to: plot.text)
    #expect(!world.holders.keys.contains { $0.kind == .place || $0.kind == .plot })
  }

  @Test("M6: a settled line that names another decision holds that one")
  func settledLineCorrected() throws {
    var world = try World.city()
    let first = try world.settled("c1")
    let second = try world.waived("c2", 2)
    try world.correct("batch/371002-H/2026-10", as: .audit) { (data: inout BatchLineAdded) in
      (data.decisionEventId, data.caseId) = (second, "c2")
    }
    #expect(world.holders[.settlement(first)] == nil)
    #expect(world.holders[.settlement(second)] == "batch/371002-H/2026-10")
    #expect(Set(world.standing(AnomalyRaised.self, in: "batch/371002-H/2026-10").map(\.ruleId)) == ["M5", "M6"])
  }

  @Test("M3: an award that was paid stands, though the supplement that was rejected never was")
  func supplementVoided() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try world.given(ClaimApproved.sample, in: "m1")
    try world.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    let raised = PolicyPublished.award.awards?.map { with($0) { $0.amountFen = 100_000 } }
    try world.given(with(PolicyPublished.award) { ($0.version, $0.awards) = (2, raised) }, in: "eco")
    try world.given(ClaimSupplemented.sample(20_000, version: 2), in: "m1")
    try world.given(ClaimRejected(ruleId: "m4", reason: "重复申请"), in: "m1")
    try world.void(ClaimSupplemented.self, in: "claim/m1", as: .audit)
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == ["R3"])
    world.forgetEverything()
    world.load("claim/m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .paid)
    #expect(world.holders[Claim(.award, "eco/c1")] == "claim/m1")
  }

  @Test("P3: a right on the papers of a death that never was is questioned once somebody lies under it")
  func deathVoided() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    try world.given(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), in: "a1")
    try world.void(DeathCertificateRecorded.self, in: "case/c1")
    #expect(world.standing(AnomalyRaised.self, in: "right/k1").map(\.ruleId) == ["P3"])
  }
}
