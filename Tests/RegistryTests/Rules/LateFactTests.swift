import Testing

@testable import Registry

@Suite("A fact that comes late: what was decided before is decided again")
struct LateFactTests {
  // MARK: Who an unknown body was

  @Test("M1: free of charge as an unknown body, identified later: people are told, and no money moves")
  func identified() throws {
    var world = try World.city()
    let decision = try world.waivedAsUnknown("c1")
    let finding = try world.given(IdentityResolved.sample(45), in: "c1", at: "2026-11-10T09:00:00+08:00")
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "waiver/c1").first)
    #expect(anomaly.ruleId == "M1")
    #expect(anomaly.eventIds == [decision])
    #expect(anomaly.causeEventId == finding.events[0].id)
    #expect(finding.events.map(\.stream) == ["case/c1", "waiver/c1"])
    #expect(world.snapshot.serviceWaiver("c1")?.decision(decision)?.isActive == true)
    // And it is the last: decided anew, it would be refused.
    try world.given(WaiverReversed(decisionEventId: decision, reasonCode: .other, recoverFen: 38_000), in: "c1")
    #expect(refusing(.m1) { try world.submit(WaiverDecided.asUnknown, to: "c1") })
  }

  @Test("What does not rest on the person being unknown is not questioned")
  func identifiedOtherwise() throws {
    var world = try World.city()
    try world.given(PolicyPublished.freeService, in: "free")
    try world.servedUnknown("c1")
    try world.given(with(WaiverDecided.sample) { $0.category = .deathInScope }, in: "c1")
    let finding = try world.given(IdentityResolved.sample(45), in: "c1", at: "2026-11-10T09:00:00+08:00")
    #expect(finding.events.count == 1)
  }

  @Test("An identity check that gives an unknown person a number is such a finding")
  func checkedLater() throws {
    var world = try World.city()
    try world.given(PolicyPublished.freeForUnknown, in: "free")
    try world.unknown("c1")
    try world.given(ServiceItemDelivered.sample, in: "c1", at: "2026-10-03T11:00:00+08:00")
    try world.given(WaiverDecided.asUnknown, in: "c1", at: "2026-10-12T09:00:00+08:00")
    #expect(try world.given(with(IdentityVerified.sample(9)) { $0.idCheck = .failed }, in: "c1").events.count == 1)
    #expect(try world.given(IdentityVerified.sample(9), in: "c1").events.map(\.stream) == ["case/c1", "waiver/c1"])
    #expect(try world.given(IdentityVerified.sample(8), in: "c1").events.count == 1)
    // A check that fails afterwards makes nobody unknown again.
    try world.given(with(IdentityVerified.sample(9)) { $0.idCheck = .failed }, in: "c1")
    world.load("case/c1")
    #expect(world.snapshot.decedentCase("c1")?.isUnknown == false)
    #expect(world.snapshot.decedentCase("c1")?.isIdentified == false)
  }

  @Test("M5: an award for unknown persons alone is asked back, once; one for anybody is not")
  func awarded() throws {
    for isForUnknown in [true, false] {
      var world = try World.city()
      let awards = PolicyPublished.award.awards?.map {
        with($0) { if isForUnknown { $0.criteria = [Criterion(fact: .unknownPerson, holds: true)] } }
      }
      try world.given(with(PolicyPublished.award) { ($0.version, $0.awards) = (2, awards) }, in: "eco")
      try world.crematedUnknown("c1")
      try world.settledAward("m1", "c1", "a1", 1, under: 2)
      let finding = try world.given(IdentityResolved.sample(45), in: "c1", at: "2026-11-10T09:00:00+08:00")
      let recoveries = world.standing(RecoveryOpened.self, in: "claim/m1")
      #expect(recoveries.map(\.amountFen) == (isForUnknown ? [80_000] : []))
      #expect(recoveries.allSatisfy { $0.causeEventId == finding.events[0].id })
      #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == (isForUnknown ? ["M4"] : []))
      world.forgetEverything()
      world.load("claim/m1")
      #expect(world.snapshot.subsidyClaim("m1")?.status == (isForUnknown ? .recovering : .paid))
      // A duplicate found after that says nothing new of it.
      try world.given(CaseOpened.sample, in: "c2")
      let merged = with(IdentityResolved.sample(45)) { $0.mergedCaseId = "c2" }
      #expect(try world.given(merged, in: "c1").events.map(\.stream) == ["case/c1", "case/c2"])
    }
  }

  // MARK: Two cases of one death

  @Test("R3, M1: what was waived on a case that ends as a duplicate is remarked there, and not waived again")
  func mergedWaivers() throws {
    for byFinding in [true, false] {
      var world = try World.city()
      try world.given(PolicyPublished.freeService, in: "free")
      try world.servedUnknown("c1")
      try world.given(CaseOpened.sample, in: "c2")
      try world.given(DeathCertificateRecorded.sample(5), in: "c2")
      try world.given(ServiceItemDelivered.keeping, in: "c2", at: "2026-10-03T11:05:00+08:00")
      let decision = try world.given(WaiverDecided.ofKeeping, in: "c2").events[0].id
      let end =
        byFinding
        ? try world.given(with(IdentityResolved.sample(45)) { $0.mergedCaseId = "c2" }, in: "c1")
        : try world.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      let anomaly = try #require(world.standing(AnomalyRaised.self, in: "waiver/c2").first)
      #expect(anomaly.ruleId == "R3")
      #expect(anomaly.eventIds == [decision])
      #expect(anomaly.causeEventId == end.events[0].id)
      #expect(refusing(.m1) { try world.submit(with(WaiverDecided.sample) { $0.category = nil }, to: "c1") })
      try world.given(WaiverReversed(decisionEventId: decision, reasonCode: .duplicate, recoverFen: 0), in: "c2")
      try world.submit(with(WaiverDecided.sample) { $0.category = nil }, to: "c1")
    }
  }

  @Test("M3: of two awards that were paid for one death, the later one is asked back")
  func mergedAwards() throws {
    for (first, byFinding, hasOther) in [
      ("m1", true, false), ("m2", true, false), ("m1", false, false), ("m2", false, false), ("m2", false, true),
    ] {
      var world = try World.city()
      try world.crematedUnknown("c1")
      try world.cremated("c2", 2)
      for claim in first == "m1" ? ["m1", "m2"] : ["m2", "m1"] {
        try world.settledAward(claim, claim == "m1" ? "c1" : "c2", claim == "m1" ? "a1" : "a2", claim == "m1" ? 1 : 2)
      }
      // The body was never there.
      try world.void(CremationCompleted.self, in: "case/c2", as: .audit)
      if hasOther {
        // A third report of the death, found out before.
        try world.given(CaseOpened.sample, in: "c3")
        try world.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c3")
      }
      if byFinding {
        try world.given(with(IdentityResolved.sample(2)) { $0.mergedCaseId = "c2" }, in: "c1")
      } else {
        try world.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      }
      let later = StreamName(.subsidyClaim, first == "m1" ? "m2" : "m1")
      #expect(world.standing(RecoveryOpened.self, in: later).map(\.amountFen) == [80_000])
      #expect(world.standing(AnomalyRaised.self, in: later).contains { $0.ruleId == "M3" })
      #expect(world.standing(RecoveryOpened.self, in: StreamName(.subsidyClaim, first)) == [])
    }
  }

  // MARK: Evidence and residence

  @Test("M1: evidence against the category, attached after the decision")
  func evidence() throws {
    var world = try World.city()
    try world.served("c1")
    #expect(try world.given(EvidenceAttached.sample, in: "c1").events.count == 1)
    let decision = try world.given(with(WaiverDecided.sample) { $0.category = .lowIncome }, in: "c1").events[0].id
    #expect(try world.given(EvidenceAttached.sample, in: "c1").events.count == 1)
    let other = with(EvidenceAttached.sample) { ($0.kind, $0.value) = (.donor, false) }
    #expect(try world.given(other, in: "c1").events.count == 1)
    let against = with(EvidenceAttached.sample) { $0.value = false }
    #expect(try world.given(against, in: "c1").events.count == 2)
    #expect(world.standing(AnomalyRaised.self, in: "waiver/c1").map(\.eventIds) == [[decision]])
    // The same again is no news.
    #expect(try world.given(against, in: "c1").events.count == 1)
  }

  @Test("D8: a residence recorded after the burial, without the exemption that it rested on, takes no place away")
  func residence() throws {
    var world = try World.city()
    try world.bodyCemetery()
    try world.given(ZoneDesignated.sample("371002", .cremation), in: "zones", at: "2020-01-02T09:00:00+08:00")
    try world.certified("c1")
    try world.granted("b1", "371002-B/H/A/1", for: "c1")
    let exempt = with(ResidencyRecorded.sample) { $0.ethnicityExempt = true }
    #expect(try world.given(exempt, in: "c1").events.count == 1)
    try world.given(BodyBuried.sample("371002-B/H/A/1"), in: "c1", at: "2026-10-06T09:00:00+08:00")
    #expect(try world.given(exempt, in: "c1").events.count == 1)
    try world.given(ResidencyRecorded.sample, in: "c1")
    #expect(world.standing(AnomalyRaised.self, in: "case/c1").map(\.ruleId) == ["D8"])
    #expect(world.holders[.place(1, in: "371002-B/H/A/1")] == "case/c1")
  }
}

extension PolicyPublished {
  /// Cremation is free for unknown persons.
  static let freeForUnknown = with(freeService) {
    $0.services?[0].criteria = [Criterion(fact: .unknownPerson, holds: true)]
  }
}

extension WaiverDecided {
  static let asUnknown = with(sample) { $0.category = .unknownPerson }
}

extension World {
  /// An unknown body, cremated, and its cremation delivered.
  fileprivate mutating func servedUnknown(_ id: String) throws {
    try crematedUnknown(id)
    try given(ServiceItemDelivered.sample, in: id, at: "2026-10-03T11:00:00+08:00")
  }

  /// The same, free of charge for that; gives the decision.
  mutating func waivedAsUnknown(_ id: String) throws -> EventID {
    if stored[.policy("free")] == nil { try given(PolicyPublished.freeForUnknown, in: "free") }
    try servedUnknown(id)
    return try given(WaiverDecided.asUnknown, in: id, at: "2026-10-12T09:00:00+08:00").events[0].id
  }

  /// The ashes of a cremated case placed, and its award paid.
  fileprivate mutating func settledAward(
    _ claim: String,
    _ id: Code,
    _ ashes: Code,
    _ position: PositiveCount,
    under version: PositiveCount = 1
  ) throws {
    try given(CustodyOpened.sample(id), in: ashes.text, at: "2026-10-03T11:00:00+08:00")
    let placed = AshesPlaced.sample("371002-C/E/A/1", position, under: nil)
    try given(placed, in: ashes.text, at: "2026-10-10T09:00:00+08:00")
    try given(ClaimSubmitted.sample(id, ashes), in: claim, at: "2026-10-20T09:00:00+08:00")
    try given(ClaimVerified(verifierId: "town-1"), in: claim)
    try given(with(ClaimApproved.sample) { $0.policyVersion = version }, in: claim)
    try given(ClaimPaid(amountFen: 80_000, payRef: Code("pay-\(claim)") ?? "?"), in: claim)
  }
}
