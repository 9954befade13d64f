import Testing

@testable import Registry

@Suite("What the rules of bodies let pass")
struct AcceptedBodyTests {
  @Test("Status follows the body: in keeping, held, buried, donated, released out, closed")
  func status() throws {
    var world = try World.city()
    try world.kept("c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .inKeeping)
    let until = with(HoldPlaced.sample) { $0.until = "2026-10-02" }
    try world.given(until, in: "c1", at: "2026-10-02T08:00:00+08:00")
    #expect(world.snapshot.decedentCase("c1")?.status(at: "2026-10-02T23:59:59+08:00") == .held)
    #expect(world.snapshot.decedentCase("c1")?.status(at: "2026-10-03T00:00:00+08:00") == .inKeeping)
    try world.given(BodyDonated.sample, in: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .donated)
    #expect(world.snapshot.decedentCase("c1")?.keeping == nil)
    try world.certified("c2", 2)
    try world.given(BodyReleasedOut.sample, in: "c2")
    #expect(world.snapshot.decedentCase("c2")?.status == .releasedOut)
    try world.given(CaseClosed.sample(.releasedOut), in: "c2")
    #expect(world.snapshot.decedentCase("c2")?.status == .closed)
  }

  @Test("D8: buried in a burial-reform zone, under a right, in a place of its own")
  func burial() throws {
    var world = try World.city()
    try world.readyForBurial()
    let buried = try world.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1", at: "2026-10-05T00:00:00+08:00")
    #expect(buried.takes == [Claim(.place, "371002-B/H/A/1#1")])
    #expect(buried.guards[.zones] == 1 && buried.guards[.facility("371002-B")] == 1)
    #expect(buried.guards[StreamName(.useRight, "b1")] == 1)
    #expect(world.snapshot.decedentCase("c1")?.status == .buriedBody)
    try world.submit(CaseClosed.sample(.buriedBody), to: "c1")
  }

  @Test("D8: an exempt person also in a cremation zone, and where no zone was drawn", arguments: [true, false])
  func exempt(_ designated: Bool) throws {
    var world = try World.city()
    try world.readyForBurial()
    try world.given(with(ResidencyRecorded.sample) { $0.ethnicityExempt = true }, in: "c1")
    if designated { try world.given(ZoneDesignated.sample("371002", .cremation), in: "zones") }
    let day: Instant = designated ? "2026-11-01T09:00:00+08:00" : "2019-12-31T09:00:00+08:00"
    let right = with(UseRightGranted.sample("371002-B/H/A/2", for: "c1")) {
      ($0.from, $0.to) = ("2019-12-31", "2039-12-31")
    }
    try world.given(with(right) { $0.maintenanceTo = "2030-01-01" }, in: "b2")
    try world.submit(BodyBuried.sample("371002-B/H/A/2", under: "b2"), to: "c1", at: day)
  }

  @Test("D8: a couple in a double, the second on the holder's basis")
  func couple() throws {
    var world = try World.city()
    try world.bodyCemetery()
    try world.certified("c1")
    let right = with(UseRightGranted.sample("371002-B/J/A/1", for: "c1")) { $0.holderRef = "person-2" }
    try world.given(right, in: "b1")
    try world.submit(BodyBuried.sample("371002-B/J/A/1"), to: "c1")
    try world.certified("c2", 2)
    try world.submit(BodyBuried.sample("371002-B/J/A/1", 2), to: "c2")
    #expect(world.holders[Claim(.place, "371002-B/J/A/1#2")] == .decedentCase("c2"))
  }

  @Test("Zones: the smallest division decides, then the later designation; each has its days")
  func zones() throws {
    var world = World()
    try world.given(ZoneDesignated.sample("371002", .burialReform, from: "2021-01-01"), in: "zones")
    try world.given(ZoneDesignated.sample("370000", .cremation), in: "zones")
    let until = with(ZoneDesignated.sample("371003", .cremation)) { $0.to = "2022-12-31" }
    try world.given(until, in: "zones")
    try world.given(ZoneDesignated.sample("371002", .cremation, from: "2026-01-01"), in: "zones")
    let state = try #require(world.snapshot.state(ReferenceDataState.self, of: .zones))
    func zone(_ division: DivisionCode, _ day: LocalDate) -> ZoneDesignated.Zone? {
      state.zone(of: Locality(division), on: day)?.data.zone
    }
    #expect(zone("371002", "2019-12-31") == nil)
    #expect(zone("371002", "2020-12-31") == .cremation)
    #expect(zone("371002", "2021-01-01") == .burialReform)
    #expect(zone("371002", "2025-12-31") == .burialReform)
    #expect(zone("371002", "2026-01-01") == .cremation)
    #expect(zone("371082", "2026-01-01") == .cremation)
    #expect(zone("110105", "2026-01-01") == nil)
    #expect(state.zone(of: Locality("371003"), on: "2022-12-31")?.data.division == "371003")
    #expect(state.zone(of: Locality("371003"), on: "2023-01-01")?.data.division == "370000")
  }

  @Test("D9: to the limit itself, to the last day of an extension, and without a policy for ever")
  func keeping() throws {
    var world = try World.city()
    try world.kept("c1")
    try world.kept("c2", 2)
    try world.kept("c3", 3)
    try world.submit(KeepingEnded(endedAt: "2026-10-30T09:00:00+08:00"), to: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .identityVerified)
    try world.given(PolicyPublished.keepingLimit, in: "keeping-limit")
    let ended = try world.submit(KeepingEnded(endedAt: "2026-10-03T23:59:59+08:00"), to: "c2")
    #expect(ended.guards[.keepingLimit] == 1)
    try world.submit(KeepingExtended.sample, to: "c3")
    try world.submit(BodyReleasedOut.sample, to: "c3", at: "2026-10-05T23:59:59+08:00")
  }

  @Test("D9: a limit that came after the keeping began is not for it, nor one of another place")
  func laterLimit() throws {
    for change in [
      { $0.validFrom = "2026-10-02" }, { $0.scopeDivisions = ["110000"] }, { $0.validTo = "2026-09-30" },
    ] as [(inout PolicyPublished) -> Void] {
      var world = try World.city()
      try world.given(with(PolicyPublished.keepingLimit, change), in: "keeping-limit")
      try world.kept("c1")
      try world.submit(KeepingEnded(endedAt: "2026-10-20T00:00:00+08:00"), to: "c1")
    }
  }

  @Test("D10: an unknown body from the day after its notice, with consent; a known one needs neither")
  func unknownBody() throws {
    var world = try World.city()
    try world.unknown("c1")
    #expect(world.snapshot.decedentCase("c1")?.isUnknown == true)
    try world.given(UnclaimedNoticePublished.sample, in: "c1", at: "2026-10-01T13:00:00+08:00")
    let confirmed = with(CremationAuthorised.sample) { $0.authorityDocNo = "威民批〔2026〕1号" }
    try world.submit(confirmed, to: "c1", at: "2026-10-03T00:00:00+08:00")
    try world.submit(CremationCompleted.sample, to: "c1", at: "2026-10-03T10:15:00+08:00")
    #expect(world.snapshot.decedentCase("c1")?.status == .cremated)
    try world.unknown("c2", 8)
    try world.given(IdentityResolved.sample(2), in: "c2", at: "2026-10-02T08:00:00+08:00")
    #expect(world.snapshot.decedentCase("c2")?.isUnknown == false)
    try world.submit(CremationAuthorised.sample, to: "c2", at: "2026-10-02T09:00:00+08:00")
    try world.submit(with(CremationCompleted.sample) { $0.unitId = "unit-2" }, to: "c2")
  }
}
