import Testing

@testable import Registry

extension Refused {
  static let ofClaims: [Refused] = [
    Refused("m3NotExcluded", ["sea", "eco", "m1"]) {
      try $0.verifiedClaim("m1")
      try $0.otherAward(excluding: ["eco"])
      try $0.submit(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "sea" }, to: "m2")
    },
    Refused("m3NotExcluded", ["sea", "eco", "m1"]) {
      // The policy of the claim that was first says so; and an appeal is asked again.
      try $0.otherAward(excluding: ["eco"])
      try $0.inPool("c1", ashes: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m0")
      try $0.given(ClaimRejected(ruleId: "eco", reason: "材料不实"), in: "m0")
      try $0.given(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "sea" }, in: "m1")
      try $0.submit(ClaimAppealed(docNo: "诉1", grounds: "已补"), to: "m0")
    },
    Refused("m3OnceForOnePerson", ["eco", "m2"]) {
      // The award of a case whose cremation never was, and which has ended as a duplicate.
      try $0.inPool("c2", ashes: "a2", 2, position: 2)
      try $0.given(ClaimSubmitted.sample("c2", "a2"), in: "m2")
      try $0.void(CremationCompleted.self, in: "case/c2")
      try $0.crematedUnknown("c1")
      try $0.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
      try $0.given(AshesPlaced.sample("371002-C/E/A/1", 1, under: nil), in: "a1")
      try $0.given(with(IdentityResolved.sample(2)) { $0.mergedCaseId = "c2" }, in: "c1")
      try $0.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1")
    },
    Refused("m5FailedAsPaid", ["pay-1", "pay-2"]) {
      try $0.paidClaim("m1")
      try $0.submit(ClaimPaymentFailed(payRef: "pay-2", reason: "账户已销户"), to: "m1")
    },
    Refused("m5SupplementIsWhatIsMissing", ["100.00", "800.00"]) {
      // Nothing is missing.
      try $0.paidClaim("m1")
      try $0.submit(ClaimSupplemented.sample(10_000), to: "m1")
    },
    Refused("m5SupplementIsWhatIsMissing", ["300.01", "800.00", "500.00"]) {
      try $0.paidTooLittle("m1")
      try $0.submit(ClaimSupplemented.sample(30_001), to: "m1")
    },
    Refused("m5SupplementIsWhatIsMissing", ["0.00", "800.00", "500.00"]) {
      try $0.paidTooLittle("m1")
      try $0.submit(ClaimSupplemented.sample(0), to: "m1")
    },
    Refused("m5SupplementIsWhatIsMissing", ["800.00"]) {
      // What was had by false evidence is not given back by a supplement.
      try $0.paidClaim("m1")
      try $0.given(with(RecoveryOpened.sample) { $0.cause = .falseEvidence }, in: "m1")
      try $0.given(ClaimRecovered(recoveredFen: 80_000, docNo: "票据1"), in: "m1")
      try $0.submit(ClaimSupplemented.sample(80_000), to: "m1")
    },
    Refused("m2VersionCited", ["2", "1"]) {
      try $0.paidTooLittle("m1")
      try $0.submit(ClaimSupplemented.sample(30_000, version: 2), to: "m1")
    },
    Refused("m7SupplementByTwo", ["town-1"]) {
      try $0.paidTooLittle("m1")
      try $0.submit(with(ClaimSupplemented.sample(30_000)) { $0.approverId = "town-1" }, to: "m1")
    },
    Refused("r3ClaimStands", ["approved", "supplemented"]) {
      try $0.approvedClaim("m1")
      try $0.submit(ClaimSupplemented.sample(10_000), to: "m1")
    },
    Refused("m5PaidAsApproved", ["300.00", "800.00"]) {
      try $0.paidTooLittle("m1")
      try $0.given(ClaimSupplemented.sample(30_000), in: "m1")
      try $0.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-2"), to: "m1")
    },
    Refused("m5FailedAsPaid", ["pay-1", "pay-2"]) {
      // The last payment is the one that may come back.
      try $0.paidTooLittle("m1")
      try $0.given(ClaimSupplemented.sample(30_000), in: "m1")
      try $0.given(ClaimPaid(amountFen: 30_000, payRef: "pay-2"), in: "m1")
      try $0.submit(ClaimPaymentFailed(payRef: "pay-1", reason: "账户已销户"), to: "m1")
    },
    Refused("m5RecoversAtMostPaid", ["800.00", "500.00", "300.01"]) {
      try $0.paidClaim("m1")
      try $0.given(with(RecoveryOpened.sample) { $0.amountFen = 50_000 }, in: "m1")
      try $0.submit(with(RecoveryOpened.sample) { $0.amountFen = 30_001 }, to: "m1")
    },
    Refused("m5RecoversAtMostPaid", ["800.00", "0.00"]) {
      try $0.paidClaim("m1")
      try $0.submit(with(RecoveryOpened.sample) { $0.amountFen = 0 }, to: "m1")
    },
    Refused("m5RecoveredAtMostAsked", ["500.00", "500.01"]) {
      try $0.paidClaim("m1")
      try $0.given(RecoveryOpened.sample, in: "m1")
      try $0.given(ClaimRecovered(recoveredFen: 30_000, docNo: "票据1"), in: "m1")
      try $0.submit(ClaimRecovered(recoveredFen: 50_001, docNo: "票据2"), to: "m1")
    },
    Refused("r3ReturnNamesWhatIsMissing", []) {
      try $0.inPool("c1", ashes: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
      try $0.submit(ClaimReturned(missing: []), to: "m1")
    },
    Refused("r3ClaimStands", ["returned", "verified"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
      try $0.given(ClaimReturned(missing: ["户籍证明"]), in: "m1")
      try $0.submit(ClaimVerified(verifierId: "town-1"), to: "m1")
    },
    Refused("r3ClaimStands", ["approved", "recovering"]) {
      try $0.approvedClaim("m1")
      try $0.submit(RecoveryOpened.sample, to: "m1")
    },
    Refused("r3ClaimStands", ["verified", "appealed"]) {
      try $0.verifiedClaim("m1")
      try $0.submit(ClaimAppealed(docNo: "诉1", grounds: "已补"), to: "m1")
    },
    Refused("r3ClaimStands", ["recovering", "approved"]) {
      // What is being recovered does not come back as a failed payment too.
      try $0.paidClaim("m1")
      try $0.given(RecoveryOpened.sample, in: "m1")
      try $0.submit(ClaimPaymentFailed(payRef: "pay-1", reason: "账户已销户"), to: "m1")
    },
    Refused("m3OncePerDecedent", ["claim/m2"]) {
      // Rejected, claimed anew, and only then appealed.
      try $0.inPool("c1", ashes: "a1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
      try $0.given(ClaimRejected(ruleId: "eco", reason: "材料不实"), in: "m1")
      try $0.given(ClaimSubmitted.sample("c1", "a1"), in: "m2")
      try $0.submit(ClaimAppealed(docNo: "诉1", grounds: "已补"), to: "m1")
    },
  ]
}
