import Testing

@testable import Registry

extension Refused {
  static let ofWaivers: [Refused] = [
    Refused("r1NoSuchRecord", ["waiver/c1"]) {
      try $0.cremated("c1")
      try $0.given(PolicyPublished.freeService, in: "free")
      try $0.submit(WaiverDecided.sample, to: "c1")
    },
    Refused("m1OneActive", ["free", "380.00", "granted"]) {
      try $0.waived("c1")
      try $0.submit(WaiverDecided.ofKeeping, to: "c1")
    },
    Refused("r3NotADuplicate", ["c2", "c1"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.given(ServiceItemDelivered.sample, in: "c2", at: "2026-10-03T11:00:00+08:00")
      try $0.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      try $0.submit(WaiverDecided.sample, to: "c2")
    },
    Refused("m1OneActive", ["free", "300.00"]) {
      // That of a duplicate.
      try $0.given(PolicyPublished.freeService, in: "free")
      try $0.crematedUnknown("c1")
      try $0.given(ServiceItemDelivered.sample, in: "c1", at: "2026-10-03T11:00:00+08:00")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.given(DeathCertificateRecorded.sample(5), in: "c2")
      try $0.given(ServiceItemDelivered.keeping, in: "c2", at: "2026-10-03T11:05:00+08:00")
      try $0.given(WaiverDecided.ofKeeping, in: "c2")
      try $0.given(with(IdentityResolved.sample(45)) { $0.mergedCaseId = "c2" }, in: "c1")
      try $0.submit(with(WaiverDecided.sample) { $0.category = nil }, to: "c1")
    },
    Refused("m1FactsAsKnown", ["unknown_person", "true"]) {
      // By the category.
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.category = .unknownBody }, to: "c1")
    },
    Refused("m1FactsAsKnown", ["unknown_person", "true"]) {
      // By the rule.
      try $0.given(PolicyPublished.freeForUnknown, in: "free")
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.category = nil }, to: "c1")
    },
    Refused("m1FactsAsKnown", ["low_income", "true"]) {
      try $0.served("c1")
      try $0.given(EvidenceAttached.sample, in: "c1")
      try $0.given(with(EvidenceAttached.sample) { $0.value = false }, in: "c1")
      try $0.submit(with(WaiverDecided.sample) { $0.category = .lowIncome }, to: "c1")
    },
    Refused("m1ItemsOnce", ["cremation"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.items = [.cremation, .cremation] }, to: "c1")
    },
    Refused("m1WithinDelivered", ["cremation", "380.00", "380.01"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.items[0].listFen = 38_001 }, to: "c1")
    },
    Refused("m1WithinDelivered", ["cremation", "1000‰", "1001‰"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.items[0].qtyMilli = 1001 }, to: "c1")
    },
    Refused("m1WithinDelivered", ["keeping", "700.00", "300.00", "400.01"]) {
      // Two policies, one service: together no more than its price.
      try $0.served("c1")
      try $0.given(WaiverDecided.ofKeeping, in: "c1")
      let generous = with(PolicyPublished.freeService) { $0.services?[1].qtyMaxMilli = nil }
      try $0.given(generous, in: "free-2")
      let second = with(WaiverDecided.ofKeeping) {
        $0.policyId = "free-2"
        ($0.items[0].waivedFen, $0.items[0].payableFen) = (40_001, 29_999)
      }
      try $0.submit(second, to: "c1")
    },
    Refused("m1WithinDelivered", ["keeping", "0.00"]) {
      // Of the upgraded grade, under a rule without a cap.
      try $0.given(PolicyPublished.freeService, in: "free")
      try $0.cremated("c1")
      try $0.given(with(ServiceItemDelivered.keeping) { $0.gradeCode = .upgraded }, in: "c1")
      try $0.submit(WaiverDecided.ofKeeping, to: "c1")
    },
    Refused("m1WithinCap", ["cremation", "400.00", "400.01"]) {
      try $0.served("c1")
      try $0.given(with(ServiceItemDelivered.sample) { $0.gradeCode = .upgraded }, in: "c1")
      let decision = with(WaiverDecided.sample) {
        ($0.items[0].listFen, $0.items[0].waivedFen) = (76_000, 40_001)
      }
      try $0.submit(decision, to: "c1")
    },
    Refused("m1WithinCap", ["keeping", "3000‰", "300.00", "300.01"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.ofKeeping) { $0.items[0].waivedFen = 30_001 }, to: "c1")
    },
    Refused("m1SumsRight", ["keeping", "400.01"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.ofKeeping) { $0.items[0].payableFen = 40_001 }, to: "c1")
    },
    Refused("m1SumsRight", ["380.00", "380.01"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.totalWaivedFen = 38_001 }, to: "c1")
    },
    Refused("m1DecisionFitsSums", ["granted", "400.00"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.ofKeeping) { $0.decision = .granted }, to: "c1")
    },
    Refused("m1DecisionFitsSums", ["partial", "0.00"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.decision = .partial }, to: "c1")
    },
    Refused("m1DecisionFitsSums", ["denied", "380.00"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.decision = .denied }, to: "c1")
    },
    Refused("m1DecisionFitsSums", ["pending"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.pending) { $0.missing = [] }, to: "c1")
    },
    Refused("m1DecisionFitsSums", ["granted", "hukou_in_scope"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.missing = [.hukouInScope] }, to: "c1")
    },
    Refused("m1WithinPersonCap", ["600.00", "680.00"]) {
      try $0.served("c1")
      let decision = with(WaiverDecided.sample) {
        ($0.items, $0.totalWaivedFen, $0.decision) = ([.cremation, .keeping], 68_000, .partial)
      }
      try $0.submit(decision, to: "c1")
    },
    Refused("m1NoSuchDecision", ["00000000-0000-8000-8000-000000000009"]) {
      try $0.waived("c1")
      let reversal = WaiverReversed(
        decisionEventId: "00000000-0000-8000-8000-000000000009",
        reasonCode: .other,
        recoverFen: 0
      )
      try $0.submit(reversal, to: "c1")
    },
    Refused("m1NoSuchDecision", []) {
      let reversal = WaiverReversed(decisionEventId: try $0.waived("c1"), reasonCode: .other, recoverFen: 0)
      try $0.given(reversal, in: "c1")
      try $0.submit(reversal, to: "c1")
    },
    Refused("m2PolicyOfScheme", ["eco", "free_basic_service"]) {
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.policyId = "eco" }, to: "c1")
    },
    Refused("m2NoVersion", ["free-2", "death 2026-10-01"]) {
      try $0.served("c1")
      try $0.given(with(PolicyPublished.freeService) { $0.validFrom = "2026-10-02" }, in: "free-2")
      try $0.submit(with(WaiverDecided.sample) { $0.policyId = "free-2" }, to: "c1")
    },
    Refused("m2VersionCited", ["1", "2", "2026-10-01"]) {
      try $0.served("c1")
      try $0.given(with(PolicyPublished.freeService) { $0.version = 2 }, in: "free")
      try $0.submit(WaiverDecided.sample, to: "c1")
    },
    Refused("m2NoSuchRule", ["keeping"]) {
      // The rule is another item's.
      try $0.served("c1")
      try $0.submit(with(WaiverDecided.sample) { $0.items[0].ruleId = "keeping" }, to: "c1")
    },
    Refused("m5RecoversAsSettled", ["380.00", "380.01"]) {
      let decision = try $0.waived("c1")
      let reversal = WaiverReversed(decisionEventId: decision, reasonCode: .other, recoverFen: 38_001)
      try $0.submit(reversal, to: "c1")
    },
    Refused("m5RecoversAsSettled", ["380.00", "0.00"]) {
      let decision = try $0.settled("c1")
      try $0.submit(WaiverReversed(decisionEventId: decision, reasonCode: .correction, recoverFen: 0), to: "c1")
    },
    Refused("m6NotAwaitingPayment", ["371002-H", "2026-10"]) {
      let decision = try $0.batched("c1")
      try $0.reviewed(accepting: [decision])
      try $0.submit(WaiverReversed(decisionEventId: decision, reasonCode: .correction, recoverFen: 0), to: "c1")
    },
  ]

  static let ofBatches: [Refused] = [
    Refused("m6OfAFuneralHome", ["371002-C", "cemetery"]) { try $0.submit(BatchOpened.sample, to: "371002-C/2026-10") },
    Refused("m6CitesADecision", ["c1", "380.01", "380.00"]) {
      let decision = try $0.waived("c1")
      try $0.given(BatchOpened.sample, in: "371002-H/2026-10")
      let line = with(BatchLineAdded.sample(decision, "c1")) { $0.amountFen = 38_001 }
      try $0.submit(line, to: "371002-H/2026-10")
    },
    Refused("m6CitesADecision", ["c2", "380.00", "–"]) {
      // A decision on another case.
      let decision = try $0.waived("c1")
      try $0.served("c2", 2)
      try $0.given(BatchOpened.sample, in: "371002-H/2026-10")
      try $0.submit(BatchLineAdded.sample(decision, "c2"), to: "371002-H/2026-10")
    },
    Refused("m6CitesADecision", ["c1", "–"]) {
      let decision = try $0.waived("c1")
      try $0.given(WaiverReversed(decisionEventId: decision, reasonCode: .other, recoverFen: 0), in: "c1")
      try $0.given(BatchOpened.sample, in: "371002-H/2026-10")
      try $0.submit(BatchLineAdded.sample(decision, "c1"), to: "371002-H/2026-10")
    },
    Refused("m6HomeServed", ["371002-H", "371003-H"]) {
      let decision = try $0.waived("c1")
      try $0.given(FacilityLicensed.sample(.funeralHome), in: "371003-H")
      try $0.given(BatchOpened.sample, in: "371003-H/2026-10")
      try $0.submit(BatchLineAdded.sample(decision, "c1"), to: "371003-H/2026-10")
    },
    Refused("m6DecisionInOneBatch", ["batch/371002-H/2026-10"]) {
      let decision = try $0.settled("c1")
      try $0.given(BatchOpened.sample, in: "371002-H/2026-11")
      try $0.submit(BatchLineAdded.sample(decision, "c1"), to: "371002-H/2026-11")
    },
    Refused("m6DecisionInOneBatch", ["batch/371002-H/2026-10"]) {
      let decision = try $0.batched("c1")
      try $0.submit(BatchLineAdded.sample(decision, "c1"), to: "371002-H/2026-10")
    },
    Refused("m6EveryLineOnce", ["1"]) {
      try $0.batched("c1")
      try $0.submit(BatchReviewed.sample([]), to: "371002-H/2026-10", from: "371002-MZ")
    },
    Refused("m6EveryLineOnce", ["1"]) {
      let decision = try $0.batched("c1")
      let review = BatchReviewed.sample([decision], [decision])
      try $0.submit(review, to: "371002-H/2026-10", from: "371002-MZ")
    },
    Refused("m7NotTheProvider", ["371002-H", "county-2"]) {
      let decision = try $0.batched("c1")
      try $0.submit(BatchReviewed.sample([decision]), to: "371002-H/2026-10", by: "county-2")
    },
    Refused("m7NotTheProvider", ["371002-MZ", "clerk-3"]) {
      let review = with(BatchReviewed.sample([try $0.batched("c1")])) { $0.reviewerId = "clerk-3" }
      try $0.submit(review, to: "371002-H/2026-10", from: "371002-MZ")
    },
    Refused("m7NotTheProvider", ["371002-MZ", "clerk-1"]) {
      // Who added a line.
      let review = with(BatchReviewed.sample([try $0.batched("c1")])) { $0.reviewerId = "clerk-1" }
      try $0.submit(review, to: "371002-H/2026-10", from: "371002-MZ")
    },
    Refused("m5BatchPaidAsAccepted", ["380.00", "380.01", "1"]) {
      try $0.reviewed(accepting: [try $0.batched("c1")])
      let payment = BatchPaid(totalFen: 38_001, payRef: "pay-9")
      try $0.submit(payment, to: "371002-H/2026-10", from: "371002-CZ")
    },
    Refused("m5PayRefOnce", ["pay-9", "batch/371002-H/2026-10"]) {
      try $0.settled("c3", number: 3)
      try $0.approvedClaim("m1")
      try $0.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-9"), to: "m1")
    },
    Refused("r3BatchStands", ["paid"]) {
      try $0.settled("c1")
      let payment = BatchPaid(totalFen: 38_000, payRef: "pay-10")
      try $0.submit(payment, to: "371002-H/2026-10", from: "371002-CZ")
    },
    Refused("r3BatchStands", ["rejected"]) {
      let decision = try $0.batched("c1")
      try $0.reviewed(accepting: [], rejecting: [decision])
      try $0.submit(BatchPaid(totalFen: 0, payRef: "pay-9"), to: "371002-H/2026-10", from: "371002-CZ")
    },
    Refused("r3BatchStands", ["reviewed"]) {
      try $0.reviewed(accepting: [try $0.batched("c1")])
      let decision = try $0.waived("c2", 2)
      try $0.submit(BatchLineAdded.sample(decision, "c2"), to: "371002-H/2026-10")
    },
  ]
}
