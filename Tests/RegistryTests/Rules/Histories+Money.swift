import Testing

@testable import Registry

// Histories of waivers, batches, claims and supervision.

extension World {
  /// A cremated case with a cremation and seven days of keeping delivered, and the policy `free` published.
  mutating func served(_ id: String, _ number: Int = 1) throws {
    if stored[.policy("free")] == nil { try given(PolicyPublished.freeService, in: "free") }
    try cremated(id, number)
    try given(ServiceItemDelivered.sample, in: id, at: "2026-10-03T11:00:00+08:00")
    try given(ServiceItemDelivered.keeping, in: id, at: "2026-10-03T11:05:00+08:00")
  }

  /// Its cremation is free; gives the decision.
  @discardableResult
  mutating func waived(_ id: String, _ number: Int = 1) throws -> EventID {
    try served(id, number)
    return try given(WaiverDecided.sample, in: id, at: "2026-10-12T09:00:00+08:00").events[0].id
  }

  /// With a line in the October batch.
  @discardableResult
  mutating func batched(_ id: String, _ number: Int = 1) throws -> EventID {
    let decision = try waived(id, number)
    let batch = "371002-H/2026-10"
    if stored[.batch(of: "371002-H", in: "2026-10")] == nil { try given(BatchOpened.sample, in: batch) }
    try given(BatchLineAdded.sample(decision, Code(id) ?? "?"), in: batch)
    return decision
  }

  mutating func reviewed(accepting: [EventID], rejecting: [EventID] = []) throws {
    let review = BatchReviewed.sample(accepting, rejecting)
    try given(review, in: "371002-H/2026-10", by: "county-2", from: "371002-MZ")
  }

  /// One line of 380 yuan, accepted and paid.
  @discardableResult
  mutating func settled(_ id: String, number: Int = 1) throws -> EventID {
    let decision = try batched(id, number)
    try reviewed(accepting: [decision])
    let payment = BatchPaid(totalFen: 38_000, payRef: "pay-9")
    try given(payment, in: "371002-H/2026-10", by: "finance-1", from: "371002-CZ")
    return decision
  }

  mutating func paidClaim(_ claim: String) throws {
    try approvedClaim(claim)
    try given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: claim, at: "2026-10-23T09:00:00+08:00")
  }

  /// An award that goes by the day of death: 800 yuan until the end of September 2026, 500 from then on; paid for a death
  /// of 1 October, which turns out to have been on 30 September.
  mutating func paidTooLittle(_ claim: String) throws {
    try paidByDeath(claim)
    try correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
      data.deathAt = "2026-09-30T08:00:00+08:00"
    }
  }

  /// The same before it turns out.
  mutating func paidByDeath(_ claim: String) throws {
    let higher = with(PolicyPublished.award) { ($0.dateBasis, $0.validTo) = (.death, "2026-09-30") }
    let lower = with(PolicyPublished.award) {
      ($0.version, $0.dateBasis, $0.validFrom) = (2, .death, "2026-10-01")
      $0.awards = $0.awards?.map { with($0) { $0.amountFen = 50_000 } }
    }
    try given(higher, in: "death")
    try given(lower, in: "death")
    try inPool("c1", ashes: "a1")
    try given(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "death" }, in: claim)
    try given(ClaimVerified(verifierId: "town-1"), in: claim)
    try given(with(ClaimApproved.sample) { ($0.policyVersion, $0.amountFen) = (2, 50_000) }, in: claim)
    try given(ClaimPaid(amountFen: 50_000, payRef: "pay-1"), in: claim)
  }

  /// A second award, that excludes the first, or is excluded by nobody.
  mutating func otherAward(excluding excluded: [Code]?) throws {
    try given(with(PolicyPublished.award) { $0.excludes = excluded }, in: "sea")
  }

  mutating func rectifying(_ result: ConclusionIssued.Result, _ year: Int = 2026) throws {
    try inspected(year)
    try given(SiteCheckRecorded.sample, in: "371002-C/\(year)", at: "2026-05-01T09:00:00+08:00")
    try given(ConclusionIssued.sample(result), in: "371002-C/\(year)", at: "2026-06-10T09:00:00+08:00")
    try given(RectificationOrdered.sample, in: "371002-C/\(year)", at: "2026-06-20T09:00:00+08:00")
  }

  mutating func ordered(_ finding: String) throws {
    try given(FindingOpened.sample, in: finding, at: "2026-10-20T15:00:00+08:00", by: "patrol-1")
    let order = OrderIssued(docNo: "环民责改〔2026〕12号", due: "2026-11-30")
    try given(order, in: finding, at: "2026-10-21T09:00:00+08:00", by: "patrol-1")
  }

  mutating func penalised(_ finding: String) throws {
    try ordered(finding)
    try given(PenaltyImposed.sample, in: finding, by: "county-1")
  }
}

extension World {
  /// After the claims m1, paid, and m2, rejected.
  mutating func everyEventOfMoney() throws {
    try given(ClaimPaymentFailed(payRef: "pay-1", reason: "账户已销户"), in: "m1")
    try given(ClaimPaid(amountFen: 80_000, payRef: "pay-2"), in: "m1")
    try given(RecoveryOpened.sample, in: "m1")
    try given(ClaimRecovered(recoveredFen: 80_000, docNo: "票据1"), in: "m1")
    try given(ClaimSupplemented.sample(80_000), in: "m1")
    try given(ClaimPaid(amountFen: 80_000, payRef: "pay-3"), in: "m1")
    try given(ClaimAppealed(docNo: "环民诉〔2026〕3号", grounds: "已补户籍证明"), in: "m2")
    try given(ClaimReturned(missing: ["户籍证明"]), in: "m2")
    try given(ClaimResubmitted(evidenceDigest: .paper), in: "m2")
    let decision = try settled("c3", number: 3)
    try given(
      WaiverReversed(decisionEventId: decision, reasonCode: .correction, recoverFen: 38_000),
      in: "c3"
    )
  }

  mutating func everyEventOfSupervision() throws {
    try drawn()
    try inspected(2025)
    try given(DocumentFiled(item: "accounts", title: "审计报告", digest: .paper), in: "371002-C/2025")
    try given(SiteCheckRecorded.sample, in: "371002-C/2025")
    try given(ConclusionIssued.sample(.basicallyQualified), in: "371002-C/2025", at: "2026-06-10T09:00:00+08:00")
    try given(RectificationOrdered.sample, in: "371002-C/2025", at: "2026-06-20T09:00:00+08:00")
    try given(RectificationOverdue(on: "2026-10-01"), in: "371002-C/2025")
    try given(ConclusionAppealed(docNo: "威民诉〔2026〕1号", grounds: "测量有误"), in: "371002-C/2025")
    try given(ConclusionRevised.sample(.qualified), in: "371002-C/2025")
    try penalised("f1")
    try given(FindingClosed(result: .corrected, verifiedBy: "county-3"), in: "f1", by: "county-1")
  }
}

extension BatchLineAdded {
  static func sample(_ decision: EventID, _ caseID: Code) -> BatchLineAdded {
    BatchLineAdded(decisionEventId: decision, caseId: caseID, amountFen: 38_000)
  }
}

extension BatchReviewed {
  static func sample(_ accepted: [EventID], _ rejected: [EventID] = []) -> BatchReviewed {
    BatchReviewed(
      accepted: accepted,
      rejected: rejected.map { RejectedLine(decisionEventId: $0, reason: "材料不符") },
      reviewerId: "county-2"
    )
  }
}
