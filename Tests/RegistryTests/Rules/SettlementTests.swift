import Testing

@testable import Registry

@Suite("Waivers and the batches that settle them")
struct SettlementTests {
  private let batch = "371002-H/2026-10"

  @Test("M1: at the limits of price, cap, quantity and person")
  func limits() throws {
    var world = try World.city()
    try world.served("c1")
    let capped = with(PolicyPublished.freeService) {
      ($0.version, $0.personCapFen) = (2, 68_000)
      $0.services?[0].capFen = 38_000
    }
    try world.given(capped, in: "free")
    let both = with(WaiverDecided.sample) {
      ($0.policyVersion, $0.items, $0.totalWaivedFen, $0.decision) = (2, [.cremation, .keeping], 68_000, .partial)
    }
    try world.submit(both, to: "c1")
    #expect(world.snapshot.serviceWaiver("c1")?.decisions.map(\.isActive) == [true])
  }

  @Test("M1: the share of a great sum is exact, and sums beyond any register are refused, not trapped")
  func greatSums() throws {
    var world = try World.city()
    try world.served("c1")
    let great = with(ServiceItemDelivered.keeping) { ($0.qtyMilli, $0.listFen) = (1_000_000, 9_007_199_254_740_991) }
    for _ in 0..<1_100 { try world.given(great, in: "c1") }
    let decision = with(WaiverDecided.ofKeeping) {
      ($0.items[0].qtyMilli, $0.items[0].listFen) = (1_000_000, 9_007_199_254_740_991)
      ($0.items[0].waivedFen, $0.items[0].payableFen) = (27_021_597_764_223, 8_980_177_656_976_768)
      $0.totalWaivedFen = 27_021_597_764_223
    }
    #expect(throws: Refusal.self) { try world.submit(decision, to: "c1") }
    #expect(refusing(.m1) { try world.submit(with(decision) { $0.items[0].waivedFen = 27_021_597_764_223 }, to: "c1") })
    #expect(
      m1WithinCap(
        with(decision.items[0]) { $0.waivedFen = 27_021_597_764_222 },
        ServiceRule(ruleId: "keeping", itemCode: .keeping, unit: .day, qtyMaxMilli: 3000, criteria: [])
      ) == nil
    )
  }

  @Test("M1: what waits for evidence is decided later, and a decision that is reversed is decided anew")
  func decidedLater() throws {
    var world = try World.city()
    try world.served("c1")
    try world.submit(WaiverDecided.pending, to: "c1")
    let denied = with(WaiverDecided.pending) { ($0.decision, $0.missing) = (.denied, []) }
    let refusal = try world.submit(denied, to: "c1").events[0].id
    #expect(refusing(.m1) { try world.submit(WaiverDecided.sample, to: "c1") })
    try world.submit(WaiverReversed(decisionEventId: refusal, reasonCode: .correction, recoverFen: 0), to: "c1")
    try world.submit(WaiverDecided.sample, to: "c1")
    #expect(world.snapshot.serviceWaiver("c1")?.decisions.map(\.isActive) == [false, false, true])
  }

  @Test("M1: two policies may each waive a part of one service")
  func twoPolicies() throws {
    var world = try World.city()
    try world.served("c1")
    try world.submit(WaiverDecided.ofKeeping, to: "c1")
    try world.given(with(PolicyPublished.freeService) { $0.services?[1].qtyMaxMilli = nil }, in: "free-2")
    let second = with(WaiverDecided.ofKeeping) {
      ($0.policyId, $0.totalWaivedFen) = ("free-2", 40_000)
      ($0.items[0].waivedFen, $0.items[0].payableFen) = (40_000, 30_000)
    }
    try world.submit(second, to: "c1")
    #expect(world.snapshot.serviceWaiver("c1")?.decisions.count == 2)
  }

  @Test("M2: by the day of service it is the first of the services decided on, by that of the claim the decision's own")
  func dateBases() throws {
    var world = try World.city()
    try world.served("c1")
    for (policy, basis, from, to) in [
      ("free-2", PolicyPublished.DateBasis.service, "2026-10-03", "2026-10-03"),
      ("free-3", .claim, "2026-11-01", "2026-11-01"),
    ] as [(Code, PolicyPublished.DateBasis, LocalDate, LocalDate)] {
      let version = with(PolicyPublished.freeService) { ($0.dateBasis, $0.validFrom, $0.validTo) = (basis, from, to) }
      try world.given(version, in: policy.text)
      let decision = with(WaiverDecided.pending) { $0.policyId = policy }
      try world.submit(decision, to: "c1", at: "2026-11-01T23:59:59+08:00")
      if basis == .claim {
        #expect(refusing(.m2) { try world.submit(decision, to: "c1", at: "2026-11-02T00:00:00+08:00") })
      }
    }
    try world.given(with(PolicyPublished.freeService) { $0.dateBasis = .placement }, in: "free-4")
    #expect(refusing(.m2) { try world.submit(with(WaiverDecided.pending) { $0.policyId = "free-4" }, to: "c1") })
  }

  @Test("M6: a line tells the waiver its batch in the same unit; a paid batch settles it")
  func settles() throws {
    var world = try World.city()
    let decision = try world.waived("c1")
    try world.given(BatchOpened.sample, in: batch)
    let line = try world.submit(BatchLineAdded.sample(decision, "c1"), to: batch)
    #expect(line.events.map(\.stream) == [.batch(of: "371002-H", in: "2026-10"), .waiver("c1")])
    #expect(world.snapshot.serviceWaiver("c1")?.decision(decision)?.batched?.data.month == "2026-10")
    try world.reviewed(accepting: [decision])
    try world.submit(BatchPaid(totalFen: 38_000, payRef: "pay-9"), to: batch, from: "371002-CZ")
    #expect(world.snapshot.settlementBatch("371002-H", "2026-10")?.status == .paid)
    #expect(world.holders[.settlement(decision)] == .batch(of: "371002-H", in: "2026-10"))

    let reversal = WaiverReversed(decisionEventId: decision, reasonCode: .falseEvidence, recoverFen: 38_000)
    try world.submit(reversal, to: "c1")
    #expect(world.snapshot.serviceWaiver("c1")?.decision(decision)?.isActive == false)
  }

  @Test("M6: a rejected line is free for the next month's batch, or to be reversed")
  func rejectedLine() throws {
    var world = try World.city()
    let (first, second) = (try world.batched("c1"), try world.batched("c2", 2))
    try world.reviewed(accepting: [], rejecting: [second, first])
    #expect(world.snapshot.settlementBatch("371002-H", "2026-10")?.status == .rejected)
    #expect(world.holders[.settlement(first)] == nil)
    try world.given(BatchOpened.sample, in: "371002-H/2026-11")
    try world.submit(BatchLineAdded.sample(first, "c1"), to: "371002-H/2026-11")
    #expect(
      refusing(.m6) {
        try world.submit(WaiverReversed(decisionEventId: first, reasonCode: .other, recoverFen: 0), to: "c1")
      }
    )
    try world.submit(WaiverReversed(decisionEventId: second, reasonCode: .other, recoverFen: 0), to: "c2")
  }

  @Test("M5: only what the review accepted is paid")
  func partlyAccepted() throws {
    var world = try World.city()
    let (first, second) = (try world.batched("c1"), try world.batched("c2", 2))
    try world.reviewed(accepting: [second], rejecting: [first])
    #expect(
      refusing(.m5) {
        try world.submit(BatchPaid(totalFen: 76_000, payRef: "pay-9"), to: batch, from: "371002-CZ")
      }
    )
    try world.submit(BatchPaid(totalFen: 38_000, payRef: "pay-9"), to: batch, from: "371002-CZ")
    #expect(world.snapshot.settlementBatch("371002-H", "2026-10")?.line(first)?.standing == .rejected)
    #expect(world.snapshot.settlementBatch("371002-H", "2026-10")?.line(second)?.standing == .paid)
  }

  @Test("The name of a batch ends in a month")
  func months() {
    #expect(StreamName(parsing: "batch/371002-H/2026-12") != nil)
    for month in ["2026-13", "2026-00", "2026-1", "2026", "202612", "2026-12-01", "1799-12"] {
      #expect(StreamName(parsing: "batch/371002-H/\(month)") == nil, "\(month)")
    }
  }
}

@Suite("Claims: returned, appealed, paid again, recovered")
struct ClaimPathTests {
  @Test("A claim is returned and sent again; a rejected one is appealed and goes on")
  func returnedAndAppealed() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
    try world.submit(ClaimReturned(missing: ["户籍证明"]), to: "m1")
    try world.submit(ClaimResubmitted(evidenceDigest: .paper), to: "m1")
    try world.submit(ClaimRejected(ruleId: "eco", reason: "材料不实"), to: "m1")
    #expect(world.holders[Claim(.award, "eco/c1")] == nil)
    let appeal = try world.submit(ClaimAppealed(docNo: "诉1", grounds: "已补"), to: "m1")
    #expect(appeal.takes == [Claim(.award, "eco/c1")])
    try world.submit(ClaimVerified(verifierId: "town-1"), to: "m1")
    try world.submit(ClaimApproved.sample, to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .approved)
  }

  @Test("The case knows its claims, by an event in the unit of the claim")
  func awardClaimed() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    let claim = try world.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1")
    #expect(claim.events.map(\.stream) == [.claim("m1"), .decedentCase("c1")])
    #expect(claim.guards[.decedentCase("c1")] == nil)
    #expect(world.snapshot.decedentCase("c1")?.awardClaims.map(\.data.claimId) == ["m1"])
  }

  @Test("M3: awards that nobody excludes are had together, and an excluded one after the other's rejection")
  func severalAwards() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
    try world.given(with(PolicyPublished.award) { $0.excludes = ["sea"] }, in: "tree")
    try world.otherAward(excluding: nil)
    let sea = with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "sea" }
    try world.submit(sea, to: "m2")
    let tree = with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "tree" }
    #expect(refusing(.m3) { try world.submit(tree, to: "m3") })
    try world.given(ClaimRejected(ruleId: "eco", reason: "材料不实"), in: "m2")
    world.forgetEverything()
    try world.submit(tree, to: "m3")
    #expect(refusing(.m3) { try world.submit(ClaimAppealed(docNo: "诉1", grounds: "已补"), to: "m2") })
  }

  @Test("M5: a payment that came back is made again; a recovery may come in parts and be followed by another")
  func paidAgainAndRecovered() throws {
    var world = try World.city()
    try world.paidClaim("m1")
    try world.submit(ClaimPaymentFailed(payRef: "pay-1", reason: "账户已销户"), to: "m1")
    #expect(refusing(.m5) { try world.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), to: "m1") })
    try world.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-2"), to: "m1")
    try world.submit(with(RecoveryOpened.sample) { $0.amountFen = 50_000 }, to: "m1")
    try world.submit(ClaimRecovered(recoveredFen: 20_000, docNo: "票据1"), to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.outstanding == 30_000)
    try world.submit(ClaimRecovered(recoveredFen: 30_000, docNo: "票据2"), to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .recovered)
    try world.submit(with(RecoveryOpened.sample) { $0.amountFen = 30_000 }, to: "m1")
    try world.submit(ClaimRecovered(recoveredFen: 30_000, docNo: "票据3"), to: "m1")
    #expect(world.snapshot.subsidyClaim("m1")?.paidFen == 80_000)
  }

  @Test("M5: an award that turns out too small is approved and paid up; nothing is rewritten")
  func supplemented() throws {
    var world = try World.city()
    try world.paidTooLittle("m1")
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == ["M2"])
    #expect(refusing(.m5) { try world.submit(ClaimPaid(amountFen: 30_000, payRef: "pay-2"), to: "m1") })
    try world.submit(ClaimSupplemented.sample(30_000), to: "m1")
    #expect(refusing(.r3) { try world.submit(ClaimSupplemented.sample(30_000), to: "m1") })
    #expect(refusing(.m5) { try world.submit(ClaimPaid(amountFen: 30_000, payRef: "pay-1"), to: "m1") })
    try world.submit(ClaimPaid(amountFen: 30_000, payRef: "pay-2"), to: "m1")
    let state = try #require(world.snapshot.subsidyClaim("m1"))
    #expect(state.status == .paid && state.paidFen == 80_000)
    #expect(state.approved?.data.amountFen == 50_000 && state.payments.map(\.data.amountFen) == [50_000, 30_000])
    // The second payment comes back, and is made again.
    try world.submit(ClaimPaymentFailed(payRef: "pay-2", reason: "账户已销户"), to: "m1")
    try world.submit(ClaimPaid(amountFen: 30_000, payRef: "pay-3"), to: "m1")
    #expect(refusing(.m5) { try world.submit(ClaimSupplemented.sample(30_000), to: "m1") })
    // And the death was in October after all.
    try world.correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
      data.deathAt = "2026-10-01T07:00:00+08:00"
    }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [30_000])
  }

  @Test("M5: a supplement whose ground goes before it is paid is rejected, and the award stands")
  func supplementRejected() throws {
    var world = try World.city()
    try world.paidTooLittle("m1")
    try world.given(ClaimSupplemented.sample(30_000), in: "m1")
    try world.correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
      data.deathAt = "2026-10-01T07:00:00+08:00"
    }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1") == [])
    #expect(refusing(.m2) { try world.submit(ClaimPaid(amountFen: 30_000, payRef: "pay-2"), to: "m1") })
    let rejection = try world.submit(ClaimRejected(ruleId: "eco", reason: "死亡日期再次更正"), to: "m1")
    #expect(rejection.releases == [])
    world.forgetEverything()
    world.load("claim/m1")
    #expect(world.snapshot.subsidyClaim("m1")?.status == .paid)
    #expect(world.snapshot.subsidyClaim("m1")?.approvedFen == 50_000)
    #expect(refusing(.r3) { try world.submit(ClaimRejected(ruleId: "eco", reason: "材料不实"), to: "m1") })
    #expect(world.holders[Claim(.award, "death/c1")] == "claim/m1")
  }
}
