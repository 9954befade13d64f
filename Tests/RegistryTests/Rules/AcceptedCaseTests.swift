import Testing

@testable import Registry

@Suite("What the rules of cases and ashes let pass")
struct AcceptedCaseTests {
  @Test("A case from death to certificate, and the state it leaves")
  func caseToCertificate() throws {
    var world = try World.city()
    try world.cremated("c1", portions: 2)
    let issued = try world.submit(CremationCertificateIssued.sample, to: "c1", at: "2026-10-03T10:10:00+08:00")
    #expect(issued.takes == [Claim(.cremationCertificate, "HH-1")])
    let state = try #require(world.snapshot.decedentCase("c1"))
    #expect(state.status == .certificateIssued)
    #expect(state.cremation?.data.ashPortions == 2)
    #expect(state.cremationCertificate?.data.certNo == "HH-1")
    #expect(world.holders[Claim(.person, KeyedHash.of(1).text)] == StreamName(.decedentCase, "c1"))
    #expect(world.holders[Claim(.certificate, KeyedHash.of(1).text)] == StreamName(.decedentCase, "c1"))
  }

  @Test("Status follows the papers, in either order")
  func status() throws {
    var world = try World.city()
    try world.given(CaseOpened.sample, in: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .opened)
    try world.given(IdentityVerified.sample(), in: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .opened)
    try world.given(DeathCertificateRecorded.sample(), in: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .identityVerified)
    try world.given(with(IdentityVerified.sample()) { $0.idCheck = .failed }, in: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .certified)
  }

  @Test(
    "D2: the last day of the old form and the first of the new; an old paper stays good later",
    arguments: [("2026-06-30", "2013"), ("2026-07-01", "2026"), ("2014-01-01", "2013")]
  )
  func formOfItsDay(_ issued: LocalDate, _ regime: String) throws {
    var world = try World.city()
    try world.given(CaseOpened.sample, in: "c1")
    let certificate = with(DeathCertificateRecorded.sample()) {
      $0.issuedOn = issued
      $0.deathAt = "2014-01-01T00:30:00+08:00"
      $0.regime = DeathCertificateRecorded.Regime(rawValue: regime) ?? $0.regime
      $0.numberKind = nil
    }
    try world.submit(certificate, to: "c1", at: "2026-07-20T09:00:00+08:00")
    #expect(world.snapshot.decedentCase("c1")?.status == .certified)
  }

  @Test("D1: a failed check holds nobody; a corrected number lets the first one go")
  func personClaims() throws {
    var world = try World.city()
    try world.given(CaseOpened.sample, in: "c1")
    let failed = try world.submit(with(IdentityVerified.sample(1)) { $0.idCheck = .failed }, to: "c1")
    #expect(failed.takes.isEmpty && failed.releases.isEmpty)
    let overridden = with(IdentityVerified.sample(1)) { ($0.idCheck, $0.overrideReason) = (.overridden, "证件损坏") }
    #expect(try world.submit(overridden, to: "c1").takes == [Claim(.person, KeyedHash.of(1).text)])
    #expect(try world.submit(IdentityVerified.sample(1), to: "c1").takes.isEmpty)
    let corrected = try world.submit(IdentityVerified.sample(2), to: "c1")
    #expect(corrected.takes == [Claim(.person, KeyedHash.of(2).text)])
    #expect(corrected.releases == [Claim(.person, KeyedHash.of(1).text)])
    let disproved = try world.submit(with(IdentityVerified.sample(2)) { $0.idCheck = .failed }, to: "c1")
    #expect(disproved.releases == [Claim(.person, KeyedHash.of(2).text)])
    #expect(world.holders.keys.allSatisfy { $0.kind != .person })
  }

  @Test("D4: a released hold, and one whose last day has passed, no longer stand in the way")
  func holdsEnd() throws {
    var world = try World.city()
    try world.authorised("c1")
    let hold = try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-02T20:00:00+08:00").events[0].id
    try world.given(
      with(HoldPlaced.sample) { $0.until = "2026-10-02" },
      in: "c1",
      at: "2026-10-02T21:00:00+08:00"
    )
    try world.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: "2026-10-03T09:00:00+08:00")
    try world.submit(CremationCompleted.sample, to: "c1", at: "2026-10-03T10:15:00+08:00")
    #expect(
      world.snapshot.decedentCase("c1")?.holds.map { $0.isOpen(at: "2026-10-03T00:30:00+08:00") } == [true, false]
    )
  }

  @Test("D4: a hold stands on its last day, and until the moment of its release")
  func holdsStand() throws {
    for (until, release) in [("2026-10-03", nil), (nil, "2026-10-03T09:00:01+08:00")] as [(LocalDate?, Instant?)] {
      var world = try World.city()
      try world.authorised("c1")
      let placed = with(HoldPlaced.sample) { $0.until = until }
      let hold = try world.given(placed, in: "c1", at: "2026-10-02T20:00:00+08:00").events[0].id
      if let release { try world.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: release) }
      #expect(refusing(.d4) { try world.submit(CremationCompleted.sample, to: "c1") })
    }
  }

  @Test("D6: where only the day of death is known, cremation on that day passes")
  func deathByDay() throws {
    var world = try World.city()
    try world.given(CaseOpened.sample, in: "c1")
    let certificate = with(DeathCertificateRecorded.sample()) {
      ($0.deathAt, $0.deathAtPrecision) = ("2026-10-03T23:00:00+08:00", .day)
      $0.issuedOn = "2026-10-03"
    }
    try world.given(certificate, in: "c1")
    try world.given(IdentityVerified.sample(), in: "c1")
    try world.given(CremationAuthorised.sample, in: "c1", at: "2026-10-02T09:00:00+08:00")
    try world.submit(CremationCompleted.sample, to: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .cremated)
  }

  @Test("S6: a clock that is ten minutes ahead is heard")
  func clockAhead() throws {
    var world = try World.city()
    try world.submit(CaseOpened.sample, to: "c1", at: "2026-11-22T12:10:00+08:00")
    #expect(world.snapshot.decedentCase("c1") != nil)
  }

  @Test("A1, A4: every portion has its own custody and place")
  func dividedAshes() throws {
    var world = try World.city()
    try world.cremated("c1", portions: 2)
    for (portion, ashes) in [(1, "a1"), (2, "a2")] as [(PortionCount, String)] {
      try world.submit(CustodyOpened.sample("c1", portion, of: 2), to: ashes, at: "2026-10-03T10:10:00+08:00")
    }
    try world.granted("k1", "371002-C/D/A/1", for: "c1")
    try world.submit(AshesPlaced.sample("371002-C/D/A/1", 2, under: "k1"), to: "a1", at: "2026-10-05T00:00:00+08:00")
    try world.submit(AshesScattered.sample, to: "a2")
    #expect(world.holders[Claim(.place, "371002-C/D/A/1#2")] == StreamName(.ashCustody, "a1"))
    guard case .scattered = world.snapshot.ashCustody("a2")?.disposition else { Issue.record("not scattered"); return }
  }

  @Test("A3: the holder who has died is a person of the right; its last day counts")
  func holderPlaced() throws {
    var world = try World.city()
    world.clock = "2046-11-01T00:00:00Z"
    try world.inCustody("c5", ashes: "a5", 5)
    try world.granted("k1", "371002-C/S/A/1", for: nil)
    try world.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a5", at: "2046-10-05T23:59:59+08:00")
    #expect(world.holders[Claim(.place, "371002-C/S/A/1#1")] != nil)
  }

  @Test("A4: a double held for the surviving spouse takes both")
  func spouses() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.inCustody("c2", ashes: "a2", 2)
    let right = with(UseRightGranted.sample("371002-C/D/A/1", for: "c1")) {
      ($0.basis, $0.evidenceDigest) = (.survivingSpouse, .paper)
    }
    try world.given(right, in: "k1")
    try world.submit(AshesPlaced.sample("371002-C/D/A/1", 1, under: "k1"), to: "a1")
    try world.submit(AshesPlaced.sample("371002-C/D/A/1", 2, under: "k1"), to: "a2")
    #expect(world.holders.keys.count { $0.kind == .place } == 2)
  }
}

/// Whether `act` is refused by `rule`.
func refusing(_ rule: RuleID, _ act: () throws -> Decision) -> Bool {
  do {
    _ = try act()
    return false
  } catch {
    return (error as? Refusal)?.rule == rule
  }
}
