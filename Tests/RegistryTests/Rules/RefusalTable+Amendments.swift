import Testing

@testable import Registry

extension Refused {
  static let ofAmendments: [Refused] = [
    Refused("l4NoSuchFact", ["case/c1", "00000000-0000-7000-8000-0000000000ff"]) {
      try $0.certified("c1")
      try $0.amend(Grounds.slip.void(of: "00000000-0000-7000-8000-0000000000ff"), in: "case/c1")
    },
    Refused("l4NoSuchFact", ["case/c1"]) {
      // What was voided is not voided again.
      try $0.certified("c1")
      let target = $0.fact(IdentityVerified.self, in: "case/c1")?.id ?? "00000000-0000-7000-8000-0000000000ff"
      try $0.amend(Grounds.slip.void(of: target), in: "case/c1")
      try $0.amend(Grounds.slip.void(of: target), in: "case/c1")
    },
    Refused("l4AmendedWithItsCause", ["UnitRan"]) {
      try $0.cremated("c1")
      try $0.void(UnitRan.self, in: "unit/371002-H/unit-1")
    },
    Refused("l4TypeStays", ["CaseOpened", "HoldPlaced"]) {
      try $0.certified("c1")
      let target = $0.fact(CaseOpened.self, in: "case/c1")?.id ?? "00000000-0000-7000-8000-0000000000ff"
      let correction = FactCorrected(
        restating: HoldPlaced.sample,
        at: "2026-10-01T10:00:00+08:00",
        target: target,
        replaces: target,
        as: Grounds.slip.void(of: target)
      )
      try $0.amend(correction, in: "case/c1")
    },
    Refused("l4ReplacesWhatStands", []) {
      try $0.certified("c1")
      let target = $0.fact(IdentityVerified.self, in: "case/c1")?.id ?? "00000000-0000-7000-8000-0000000000ff"
      try $0.correct("case/c1") { (data: inout IdentityVerified) in data.method = .fingerprint }
      try $0.amend(Grounds.slip.void(of: target), in: "case/c1")
    },
    Refused("l4ChangesSomething", []) {
      try $0.certified("c1")
      try $0.correct("case/c1") { (_: inout IdentityVerified) in }
    },
    Refused("l4ApproverIsAnother", ["clerk-1"]) {
      try $0.certified("c1")
      try $0.void(IdentityVerified.self, in: "case/c1", as: Grounds(approver: "clerk-1"))
    },
    Refused("l4ApproverIsAnother", ["head-1"]) {
      try $0.certified("c1")
      try $0.correct("case/c1", by: "head-1") { (data: inout IdentityVerified) in data.method = .fingerprint }
    },
    Refused("l4ApproverIsAnother", ["clerk-3"]) {
      // Nor by somebody who has corrected it before.
      try $0.certified("c1")
      try $0.correct("case/c1", by: "clerk-3") { (data: inout IdentityVerified) in data.method = .fingerprint }
      try $0.void(IdentityVerified.self, in: "case/c1", as: Grounds(approver: "clerk-3"))
    },
    Refused("l4ReasonAfterSettlement", ["clerical_error"]) {
      try $0.paidClaim("m1")
      try $0.correct("case/c1") { (data: inout DeathCertificateRecorded) in data.deathAt = "2026-09-30T08:00:00+08:00" }
    },
    Refused("l4ReasonAfterSettlement", ["court_order"]) {
      try $0.paidClaim("m1")
      try $0.void(AshesPlaced.self, in: "ashes/a1", as: Grounds(reason: .courtOrder))
    },
    Refused("l4ReasonOnWideStream", ["policy/eco", "clerical_error"]) {
      try $0.paidClaim("m1")
      try $0.void(PolicyPublished.self, in: "policy/eco")
    },
    Refused("l4ReasonOnWideStream", ["facility/371002-C", "court_order"]) {
      // Whether anything has been decided on it or not.
      try $0.correct("facility/371002-C", as: Grounds(reason: .courtOrder)) { (data: inout FacilityLicensed) in
        data.validTo = "2026-09-30"
      }
    },
    Refused("l4OpeningLast", ["CaseOpened", "DeathCertificateRecorded"]) {
      try $0.certified("c1")
      try $0.void(CaseOpened.self, in: "case/c1")
    },
    Refused("l4ApproverIsAnother", ["clerk-2"]) {
      // Who has proposed it does not approve it.
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.decide(proposal, in: "case/c1", by: "clerk-2")
    },
    Refused("l4ApproverIsAnother", ["clerk-1"]) {
      // Nor who has recorded the fact.
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.decide(proposal, in: "case/c1", by: "clerk-1")
    },
    Refused("l4ReplacesWhatStands", []) {
      // What has been corrected since it was proposed.
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.correct("case/c1") { (data: inout IdentityVerified) in data.method = .fingerprint }
      try $0.decide(proposal, in: "case/c1")
    },
    Refused("l4OpeningLast", ["CaseOpened"]) {
      // What could not be approved is not proposed.
      try $0.certified("c1")
      _ = try $0.propose(toVoid: CaseOpened.self, in: "case/c1")
    },
    Refused("l6NoSuchProposal", ["case/c1", "00000000-0000-7000-8000-0000000000ff"]) {
      try $0.certified("c1")
      try $0.decide("00000000-0000-7000-8000-0000000000ff", in: "case/c1")
    },
    Refused("l6NoSuchProposal", ["case/c2"]) {
      try $0.certified("c1")
      try $0.certified("c2", 2)
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.decide(proposal, in: "case/c2")
    },
    Refused("l6EndedOnce", ["head-1"]) {
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.decide(proposal, .declined, in: "case/c1", because: "核验记录属实")
      try $0.decide(proposal, in: "case/c1", by: "head-2")
    },
    Refused("l6EndedOnce", ["clerk-2"]) {
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.withdraw(proposal, in: "case/c1")
      try $0.decide(proposal, in: "case/c1")
    },
    Refused("l6WithdrawnByItsOwn", ["371002-H", "371082-MZ"]) {
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.withdraw(proposal, in: "case/c1", from: "371082-MZ")
    },
    Refused("l6DeclinedWithReason", []) {
      try $0.certified("c1")
      let proposal = try $0.propose(toVoid: IdentityVerified.self, in: "case/c1")
      try $0.decide(proposal, .declined, in: "case/c1")
    },
    Refused("s10HashKept", ["cert_key_hash"]) {
      try $0.certified("c1")
      try $0.correct("case/c1") { (data: inout DeathCertificateRecorded) in data.certKeyHash = .of(2) }
    },
  ]
}
