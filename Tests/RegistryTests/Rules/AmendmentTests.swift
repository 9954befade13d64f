import CanonicalJSON
import Testing

@testable import Registry

@Suite("L4: a fact is corrected or voided, and what rests on it follows")
struct AmendmentTests {
  @Test("the fact keeps its event and says what the correction says")
  func restated() throws {
    var world = try World.city()
    try world.certified("c1")
    let event = try #require(world.fact(DeathCertificateRecorded.self, in: "case/c1")).id
    try world.correct("case/c1") { (data: inout DeathCertificateRecorded) in data.deathAt = "2026-09-30T08:00:00+08:00"
    }
    try world.correct("case/c1") { (data: inout DeathCertificateRecorded) in data.deathAt = "2026-09-29T08:00:00+08:00"
    }
    world.load("case/c1")
    let certificate = try #require(world.snapshot.decedentCase("c1")?.certificate)
    #expect(certificate.eventID == event)
    #expect(certificate.data.deathAt == "2026-09-29T08:00:00+08:00")
    #expect(certificate.actor == "clerk-1")
    #expect(world.snapshot.decedentCase("c1")?.isIdentified == true)
  }

  @Test("D2: the claim on a certificate moves with its number")
  func certificateNumber() throws {
    var world = try World.city()
    try world.certified("c1", 1)
    try world.given(CaseOpened.sample, in: "c2")
    try world.given(DeathCertificateRecorded.sample(2), in: "c2")
    #expect(throws: Refusal.self) {
      try world.correctNumber(of: "c1", to: 2)
    }
    try world.correctNumber(of: "c1", to: 3)
    #expect(world.holders[Claim(.certificate, KeyedHash.of(3).text)] == "case/c1")
    #expect(world.holders[Claim(.certificate, KeyedHash.of(1).text)] == nil)
    try world.correctNumber(of: "c2", to: 1)
  }

  @Test("A4: a corrected position frees the one that was written down")
  func position() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1", 1, position: 1)
    try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.positionNo = 3 }
    #expect(world.holders[.place(1, in: "371002-C/E/A/1")] == nil)
    #expect(world.holders[.place(3, in: "371002-C/E/A/1")] == "ashes/a1")
    try world.inPool("c2", ashes: "a2", 2, position: 1)
    let refusal = #expect(throws: Refusal.self) {
      try world.correct("ashes/a2") { (data: inout AshesPlaced) in data.positionNo = 3 }
    }
    #expect(refusal?.rule == .a4)
  }

  @Test("a position that was left since is not taken again")
  func movedOnSince() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1", 1, position: 1)
    try world.given(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", 2, under: nil), in: "a1")
    try world.inPool("c2", ashes: "a2", 2, position: 1)
    try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.positionNo = 3 }
    #expect(world.holders[.place(1, in: "371002-C/E/A/1")] == "ashes/a2")
    #expect(world.holders[.place(2, in: "371002-C/E/A/1")] == "ashes/a1")
    #expect(world.holders[.place(3, in: "371002-C/E/A/1")] == nil)
  }

  @Test("D6: the run moves to the cremator that was really used")
  func cremator() throws {
    var world = try World.city()
    try world.cremated("c1", 1)
    try world.correct("case/c1") { (data: inout CremationCompleted) in data.unitId = "unit-2" }
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-1").isEmpty)
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-2").count == 1)
    try world.correct("case/c1") { (data: inout CremationCompleted) in data.fuel = .litres(20_000) }
    try world.correct("case/c1") { (data: inout CremationCompleted) in data.unitId = "unit-1" }
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-1").count == 1)
    #expect(world.standing(UnitRan.self, in: "unit/371002-H/unit-2").isEmpty)
    // Two bodies in one cremator at a time are refused in a correction as everywhere.
    try world.cremated("c2", 2)
    let refusal = #expect(throws: Refusal.self) {
      try world.correct("case/c2") { (data: inout CremationCompleted) in data.unitId = "unit-1" }
    }
    #expect(refusal?.rule == .d6)
  }

  @Test("D3: an identity override later disproved leaves an anomaly at all that rested on it")
  func identityDisproved() throws {
    var world = try World.city()
    try world.cremated("c1")
    try world.correct("case/c1", as: .audit) { (data: inout IdentityVerified) in data.idCheck = .failed }
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "case/c1").first)
    #expect(anomaly.ruleId == "D3")
    #expect(anomaly.count == 2)
    let confirmed = try #require(world.fact(CremationAuthorised.self, in: "case/c1"))
    let cremated = try #require(world.fact(CremationCompleted.self, in: "case/c1"))
    #expect(anomaly.eventIds == [confirmed.id, cremated.id])
    #expect(world.holders.keys.contains { $0.kind == .person } == false)
    world.load("case/c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .cremated)
  }

  @Test("M5: a paid award is asked back when the ashes turn out to lie otherwise")
  func paidAward() throws {
    var world = try World.city()
    try world.paidClaim("m1")
    let decision = try world.correct("ashes/a1", as: .audit) { (data: inout AshesPlaced) in data.form = .lawn }
    let recovery = try #require(world.standing(RecoveryOpened.self, in: "claim/m1").first)
    #expect(recovery.amountFen == 80_000)
    #expect(recovery.cause == .correction)
    #expect(recovery.causeEventId == decision.events[0].id)
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == ["M4"])
    // Once only, however often the same is corrected.
    try world.correct("ashes/a1", as: .audit) { (data: inout AshesPlaced) in data.marker = .upright }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").count == 1)
  }

  @Test("M2: a death moved over a policy's boundary is paid back to what the other version gives")
  func overThePolicyBoundary() throws {
    var world = try World.city()
    let lower = with(PolicyPublished.award) {
      ($0.version, $0.dateBasis, $0.validFrom) = (2, .death, "2026-10-01")
      $0.awards = $0.awards?.map { with($0) { $0.amountFen = 50_000 } }
    }
    let higher = with(PolicyPublished.award) { ($0.dateBasis, $0.validTo) = (.death, "2026-09-30") }
    try world.given(higher, in: "death")
    try world.given(lower, in: "death")
    try world.inPool("c1", ashes: "a1")
    try world.correct("case/c1") { (data: inout DeathCertificateRecorded) in data.deathAt = "2026-09-30T08:00:00+08:00"
    }
    try world.given(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "death" }, in: "m1")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try world.given(ClaimApproved.sample, in: "m1")
    try world.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    try world.correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
      data.deathAt = "2026-10-01T08:00:00+08:00"
    }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [30_000])
  }

  @Test("M5: what turns out to be even less is asked back too, though the same rule refuses it")
  func loweredTwice() throws {
    var world = try World.city()
    try world.paidByDeath("m1")
    let least = with(PolicyPublished.award) {
      ($0.version, $0.dateBasis, $0.validTo) = (3, .death, "2026-08-31")
      $0.awards = $0.awards?.map { with($0) { $0.amountFen = 20_000 } }
    }
    try world.given(least, in: "death")
    for day in ["2026-09-30", "2026-08-31"] {
      try world.correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
        data.deathAt = Instant("\(day)T08:00:00+08:00") ?? data.deathAt
      }
    }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [30_000])
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").count == 1)
  }

  @Test("M5: a policy that was amended backwards asks nothing back behind a correction of something else")
  func policySince() throws {
    var world = try World.city()
    try world.paidClaim("m1")
    let least = with(PolicyPublished.award) {
      $0.version = 2
      $0.awards = $0.awards?.map { with($0) { $0.amountFen = 20_000 } }
    }
    try world.given(least, in: "eco")
    try world.correct("ashes/a1", as: .audit) { (data: inout AshesPlaced) in data.agreementNo = "XY-2" }
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1") == [])
  }

  @Test("L4: settled is what rests on the fact: an award for these ashes, a line of the batch that was paid")
  func settledOnTheFact() throws {
    var world = try World.city()
    try world.cremated("c1", 1, portions: 2)
    for (number, ashes) in [(1, "a1"), (2, "a2")] as [(PortionCount, String)] {
      try world.given(CustodyOpened.sample("c1", number, of: 2), in: ashes)
      let place = AshesPlaced.sample("371002-C/E/A/1", number == 1 ? 1 : 2, under: nil)
      try world.given(place, in: ashes, at: "2026-11-02T09:00:00+08:00")
    }
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1", at: "2026-11-03T09:00:00+08:00")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try world.given(ClaimApproved.sample, in: "m1")
    try world.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    let refusal = #expect(throws: Refusal.self) {
      try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.agreementNo = "XY-2" }
    }
    #expect(refusal?.rule == .l4)
    try world.correct("ashes/a2") { (data: inout AshesPlaced) in data.agreementNo = "XY-2" }

    let (paid, rejected) = (try world.batched("c3", 3), try world.batched("c4", 4))
    try world.reviewed(accepting: [paid], rejecting: [rejected])
    let payment = BatchPaid(totalFen: 38_000, payRef: "pay-9")
    try world.given(payment, in: "371002-H/2026-10", by: "finance-1", from: "371002-CZ")
    #expect(
      refusing(.l4) { try world.correct("case/c3") { (data: inout CremationCompleted) in data.fuel = .litres(1) } }
    )
    try world.correct("case/c4") { (data: inout CremationCompleted) in data.fuel = .litres(1) }
  }

  @Test("M5: what the approval rested on must still hold when it is paid")
  func correctedBeforePayment() throws {
    var world = try World.city()
    try world.approvedClaim("m1")
    try world.correct("ashes/a1") { (data: inout AshesPlaced) in data.form = .lawn }
    let refusal = #expect(throws: Refusal.self) {
      try world.submit(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), to: "m1")
    }
    #expect(refusal?.rule == .m4)
    try world.given(ClaimRejected(ruleId: "eco", reason: "葬式更正"), in: "m1")
  }

  @Test("a voided placement leaves the ashes in custody and the place free")
  func voided() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.void(AshesPlaced.self, in: "ashes/a1")
    #expect(world.holders[.place(1, in: "371002-C/E/A/1")] == nil)
    world.load("ashes/a1")
    #expect(world.snapshot.ashCustody("a1")?.disposition == .inCustody)
    try world.given(AshesPlaced.sample("371002-C/E/A/1", 1, under: nil), in: "a1")
  }

  @Test("A2: a case that was closed because its ashes had come to rest is questioned when they had not")
  func closedTooEarly() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    let closing = try world.given(CaseClosed.sample(.cremated, ashes: ["a1"]), in: "c1").events[0].id
    try world.void(AshesPlaced.self, in: "ashes/a1")
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "case/c1").first)
    #expect((anomaly.ruleId.text, anomaly.eventIds) == ("A2", [closing]))
  }

  @Test("a record whose only event is voided may be begun again")
  func begunAgain() throws {
    var world = try World.city()
    try world.given(CaseOpened.sample, in: "c1")
    try world.void(CaseOpened.self, in: "case/c1")
    let refusal = #expect(throws: Refusal.self) { try world.submit(HoldPlaced.sample, to: "c1") }
    #expect(refusal?.rule == .r1)
    try world.certified("c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .identityVerified)
    #expect(world.stored["case/c1"]?.count == 5)
  }

  @Test("what was remarked of a voided opening is no opening")
  func begunAgainBehindARemark() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.correct("case/c1") { (data: inout CremationCompleted) in data.ashPortions = 2 }
    try #require(world.standing(AnomalyRaised.self, in: "ashes/a1").count == 1)
    try world.void(CustodyOpened.self, in: "ashes/a1")
    world.forgetEverything()
    #expect(refusing(.r1) { try world.submit(StocktakeChecked.sample, to: "a1") })
    try world.given(CustodyOpened.sample("c1", 1, of: 2), in: "a1")
    try world.given(StocktakeChecked.sample, in: "a1")
    // It is an opening like any other.
    #expect(refusing(.l4) { try world.void(CustodyOpened.self, in: "ashes/a1") })
  }

  @Test("S10: a number that changes is sealed, one that stays keeps its hash")
  func sealedNumbers() throws {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let data = try String(
      decoding: PayloadEncoder.encode(DeathCertificateRecorded.sample()).canonicalBytes,
      as: UTF8.self
    )
    func line(_ data: String, sealed: String?) -> [UInt8] {
      Array(
        """
        {"specversion":"1.0","id":"01927f52-93d8-7e21-b1c7-40a8e6d95f3b","source":"371002-H","actor":"clerk-1",\
        "type":"FactCorrected","subject":"case/c1","time":"2026-11-01T09:00:00+08:00","dataschema":"FactCorrected/v2",\
        "data":{"target_event_id":"01927f52-93d8-7e21-b1c7-40a8e6d95f3c","approver_id":"head-1",\
        "replaces_event_id":"01927f52-93d8-7e21-b1c7-40a8e6d95f3c","target_type":"DeathCertificateRecorded",\
        "data_version":3,"time":"2026-10-01T11:00:00+08:00","reason_code":"clerical_error","data":\(data)}\
        \(sealed.map { #","sealed":{"certificate_number":"\#($0)"}"# } ?? "")}
        """.utf8
      )
    }
    let kept = try Submission.read(line(data, sealed: nil), hasher: hasher)
    #expect((kept.payload as? FactCorrected)?.data.equals(DeathCertificateRecorded.sample()) == true)
    #expect(kept.hashed.isEmpty)

    let bare = data.replacing(/"cert_key_hash":"[0-9a-f]+",/, with: "")
    let sealed = try Submission.read(line(bare, sealed: "11010519491231002X"), hasher: hasher)
    #expect(sealed.hashed == ["cert_key_hash"])
    #expect(!String(decoding: sealed.bytes, as: UTF8.self).contains("11010519491231002X"))

    let both = #expect(throws: Refusal.self) {
      try Submission.read(line(data, sealed: "11010519491231002X"), hasher: hasher)
    }
    #expect(both?.rule == .s10)
    let neither = #expect(throws: Refusal.self) { try Submission.read(line(bare, sealed: nil), hasher: hasher) }
    #expect(neither?.rule == .s10)
  }
}

extension World {
  /// As if the new number had come sealed.
  fileprivate mutating func correctNumber(of id: String, to number: Int) throws(Refusal) {
    let stream = StreamName(.decedentCase, id)
    guard let fact = fact(DeathCertificateRecorded.self, in: stream),
      let data = fact.payload as? DeathCertificateRecorded
    else { throw r1NoSuchRecord(stream) }
    let correction = FactCorrected(
      restating: with(data) { $0.certKeyHash = .of(number) },
      at: fact.time,
      target: fact.id,
      replaces: lastStatement(of: fact.id, in: stream),
      as: Grounds.slip.void(of: fact.id)
    )
    try amend(correction, in: stream, hashed: ["cert_key_hash"])
  }
}
