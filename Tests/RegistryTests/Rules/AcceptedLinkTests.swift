import Testing

@testable import Registry

@Suite("Duplicates, late findings and reissued papers")
struct AcceptedLinkTests {
  private func person(_ number: Int) -> Claim { Claim(.person, KeyedHash.of(number).text) }
  private func certificate(_ number: Int) -> Claim { Claim(.certificate, KeyedHash.of(number).text) }

  @Test("D1: two homes report one death; the second closes its case with the first")
  func secondCloses() throws {
    var world = try World.city()
    try world.certified("c1")
    try world.given(CaseOpened.sample, in: "c2")
    #expect(refusing(.d1) { try world.submit(IdentityVerified.sample(), to: "c2") })
    let closed = try world.submit(CaseClosed.sample(.duplicate, of: "c1"), to: "c2")
    #expect(closed.releases.isEmpty && closed.events.map(\.stream) == ["case/c2", "case/c1"])
    #expect(world.snapshot.decedentCase("c1")?.linked == ["c2"])
    #expect(world.snapshot.decedentCase("c2")?.status == .duplicate)
    #expect(refusing(.r3) { try world.submit(BodyCollected.sample, to: "c2") })
  }

  @Test("D1: or the first does, since the second has the body, which then takes person and certificate")
  func firstCloses() throws {
    var world = try World.city()
    try world.certified("c1")
    try world.given(CaseOpened.sample, in: "c2")
    let closed = try world.submit(CaseClosed.sample(.duplicate, of: "c2"), to: "c1")
    #expect(closed.releases == [person(1), certificate(1)])
    try world.given(DeathCertificateRecorded.sample(), in: "c2")
    try world.given(IdentityVerified.sample(), in: "c2")
    #expect(world.holders[person(1)] == .decedentCase("c2"))
  }

  @Test("D1: an unknown person is identified after the cremation and a paid award")
  func identifiedLate() throws {
    var world = try World.city()
    try world.crematedUnknown("c1")
    try world.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
    let placed = AshesPlaced.sample("371002-C/E/A/1", under: nil)
    try world.given(placed, in: "a1", at: "2026-10-10T09:00:00+08:00")
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1", at: "2026-10-20T09:00:00+08:00")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try world.given(ClaimApproved.sample, in: "m1")
    try world.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    try world.given(CaseClosed.sample(.cremated, ashes: ["a1"]), in: "c1")
    let resolved = try world.submit(IdentityResolved.sample(2), to: "c1")
    #expect(resolved.takes == [person(2)] && resolved.releases.isEmpty)
    #expect(world.snapshot.decedentCase("c1")?.person?.ref == "person-2")
    #expect(world.snapshot.decedentCase("c1")?.status == .closed)
    try world.given(CaseOpened.sample, in: "c2")
    #expect(refusing(.d1) { try world.submit(IdentityVerified.sample(2), to: "c2") })
  }

  @Test("D1: the case that relatives opened meanwhile is merged, and ends in the same unit")
  func merged() throws {
    var world = try World.city()
    try world.crematedUnknown("c1")
    try world.certified("c2", 2)
    #expect(refusing(.d1) { try world.submit(IdentityResolved.sample(2), to: "c1") })
    let merged = try world.submit(IdentityResolved.sample(2, merging: "c2"), to: "c1")
    #expect(merged.events.map(\.stream) == [.decedentCase("c1"), .decedentCase("c2")])
    #expect(merged.events.map(\.version) == [7, 4])
    #expect(merged.takes == [person(2)] && merged.releases == [person(2), certificate(2)])
    #expect(world.holders[person(2)] == .decedentCase("c1"))
    #expect(world.holders[certificate(2)] == nil && world.holders[certificate(7)] != nil)
    let other = try #require(world.snapshot.decedentCase("c2"))
    #expect(other.status == .duplicate && other.closed?.data.ofCase == "c1")
    world.forgetEverything()
    #expect(refusing(.r3) { try world.submit(HoldPlaced.sample, to: "c2") })
  }

  @Test("D1: a case that knows its person takes in one that does not")
  func mergesUnidentified() throws {
    var world = try World.city()
    try world.certified("c1")
    try world.given(CaseOpened.sample, in: "c2")
    let merged = try world.submit(IdentityResolved.sample(1, merging: "c2"), to: "c1")
    #expect(merged.takes.isEmpty && merged.releases.isEmpty)
    #expect(world.snapshot.decedentCase("c2")?.status == .duplicate)
  }

  @Test("D2: the form of 2013 after cremation gives copy 3; the old number stays taken")
  func reissued() throws {
    var world = try World.city()
    try world.cremated("c1")
    let reissue = with(DeathCertificateReissued.sample(replacing: world.certificate("c1"), 8)) {
      ($0.regime, $0.copies) = (.form2013, .third)
    }
    let decision = try world.submit(reissue, to: "c1")
    #expect(decision.takes == [certificate(8)] && decision.releases.isEmpty)
    #expect(world.holders[certificate(1)] == .decedentCase("c1"))
    #expect(world.certificate("c1") == decision.events[0].id)
  }

  @Test("D2: the form of 2026 keeps its number, and may be reissued again")
  func reissuedWithItsNumber() throws {
    var world = try World.city()
    try world.certified("c1")
    for _ in 1...2 {
      let reissue = DeathCertificateReissued.sample(replacing: world.certificate("c1"))
      #expect(try world.submit(reissue, to: "c1").takes.isEmpty)
    }
    try world.given(CaseOpened.sample, in: "c2")
    let closed = try world.submit(CaseClosed.sample(.duplicate, of: "c2"), to: "c1")
    #expect(closed.releases == [person(1), certificate(1)])
  }

  @Test("D7: a replacement takes a new number and a new form, also after the case is closed")
  func certificateReplaced() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.given(CremationCertificateIssued.sample, in: "c1")
    try world.given(CaseClosed.sample(.cremated, ashes: ["a1"]), in: "c1")
    let decision = try world.submit(CremationCertificateReissued.sample, to: "c1")
    #expect(decision.takes == [Claim(.cremationCertificate, "HH-2")])
    #expect(decision.events.map(\.stream) == [.decedentCase("c1"), .certificateStock("371002-H")])
    #expect(decision.releases.isEmpty)
    let again = with(CremationCertificateReissued.sample) {
      ($0.certNo, $0.replacesNo, $0.formSerial) = ("HH-3", "HH-2", "S-3")
    }
    try world.submit(again, to: "c1")
  }
}
