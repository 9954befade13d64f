import Testing

@testable import Registry

@Suite("What the rules let happen to ashes that nobody fetches")
struct AcceptedUnclaimedTests {
  @Test("A9, A10: from the day after the term to the day after the notice, into a place that is theirs then")
  func placed() throws {
    var world = try World.city()
    try world.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
    try world.inCustody("c1", ashes: "a1")
    let published = try world.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-10-18T00:00:00+08:00")
    #expect(published.guards[.unclaimedAshes] == 1 && published.guards[.decedentCase("c1")] != nil)
    let notice = published.events[0].id
    let placing = UnclaimedAshesDisposed.placed(notice)
    let disposed = try world.submit(placing, to: "a1", at: "2026-10-31T00:00:00+08:00")
    #expect(disposed.takes == [.place(1, in: "371002-C/E/A/1")])
    let ashes = try #require(world.snapshot.ashCustody("a1"))
    #expect(ashes.disposed?.form == .tree && ashes.disposed?.facility == "371002-C")
    #expect(ashes.disposal?.eventID == disposed.events[0].id && ashes.notice == nil)
    try world.submit(CaseClosed.sample(.cremated, ashes: ["a1"]), to: "c1")
  }

  @Test("A10: scattered, and final")
  func scattered() throws {
    var world = try World.city()
    let notice = try world.announced("c1", ashes: "a1")
    let disposed = try world.submit(UnclaimedAshesDisposed.scattered(notice), to: "a1")
    #expect(disposed.takes.isEmpty)
    #expect(world.snapshot.ashCustody("a1")?.disposed?.form == .sea)
    try world.submit(CaseClosed.sample(.cremated, ashes: ["a1"]), to: "c1")
  }

  @Test("A9: stored ashes from the end of their storage, by years")
  func stored() throws {
    var world = try World.city()
    let years = with(PolicyPublished.unclaimedAshes) {
      $0.unclaimed?[0].termCount = 2
      $0.unclaimed?[0].termUnit = .year
    }
    try world.given(years, in: "unclaimed-ashes")
    try world.stored("c1", ashes: "a1")
    world.clock = "2030-01-01T09:00:00+08:00"
    let notice = with(UnclaimedAshesNoticePublished.sample) { $0.until = "2029-12-31" }
    #expect(refusing(.a9) { try world.submit(notice, to: "a1", at: "2029-10-04T23:59:59+08:00") })
    try world.submit(notice, to: "a1", at: "2029-10-05T00:00:00+08:00")
  }

  @Test("A10: somebody who comes during the notice ends it", arguments: 0..<3)
  func somebodyCame(_ way: Int) throws {
    var world = try World.city()
    let monthly = with(PolicyPublished.unclaimedAshes) { $0.unclaimed?[0].termCount = 1 }
    try world.given(monthly, in: "unclaimed-ashes")
    try world.inCustody("c1", ashes: "a1")
    try world.given(CremationCertificateIssued.sample, in: "c1", at: "2026-10-04T08:00:00+08:00")
    try world.given(with(AshesStored.sample) { $0.termDays = 1 }, in: "a1", at: "2026-10-04T09:00:00+08:00")
    let notice = try world.notice("a1")
    let came: Instant = "2026-10-21T09:00:00+08:00"
    switch way {
    case 0: try world.submit(StorageRenewed(until: "2026-10-22", feeFen: 100), to: "a1", at: came)
    case 1: try world.submit(AshesReleased.sample(.family), to: "a1", at: came)
    default:
      try world.submit(AshesReleased.sample(.storage, at: "371002-H"), to: "a1", at: came)
      try world.submit(with(AshesStored.sample) { $0.termDays = 1 }, to: "a1", at: came)
    }
    #expect(world.snapshot.ashCustody("a1")?.notice == nil)
    let rule: RuleID = way == 1 ? .a9 : .a10
    #expect(refusing(rule) { try world.submit(UnclaimedAshesDisposed.placed(notice), to: "a1") })
  }

  @Test("A stocktake ends no notice")
  func stocktake() throws {
    var world = try World.city()
    let notice = try world.announced("c1", ashes: "a1")
    try world.given(StocktakeChecked.sample, in: "a1", at: "2026-10-25T09:00:00+08:00")
    try world.submit(UnclaimedAshesDisposed.placed(notice), to: "a1")
  }

  @Test("A9: ashes of an unknown person by their own, shorter term, which asks for no report and names no form")
  func unknownPerson() throws {
    var world = try World.city()
    try world.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
    try world.crematedUnknown("c1")
    try world.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
    let notice = try world.notice("a1", at: "2026-10-06T00:00:00+08:00")
    let lawn = with(UnclaimedAshesDisposed.placed(notice)) { ($0.form, $0.filingNo) = (.lawn, nil) }
    try world.submit(lawn, to: "a1", at: "2026-10-31T09:00:00+08:00")
  }

  @Test("A10: an unknown person's ashes are questioned when it had been found out by then who it was, not when later")
  func foundOut() throws {
    for (day, rules) in [("2026-10-15", ["A10"]), ("2026-10-31", ["A10"]), ("2026-11-10", [])] {
      var world = try World.city()
      try world.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try world.crematedUnknown("c1")
      try world.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
      let notice = try world.notice("a1", at: "2026-10-06T00:00:00+08:00")
      let lawn = with(UnclaimedAshesDisposed.placed(notice)) { ($0.form, $0.filingNo) = (.lawn, nil) }
      try world.given(lawn, in: "a1", at: "2026-10-31T09:00:00+08:00")
      let time = try #require(Instant("\(day)T09:00:00+08:00"))
      try world.given(IdentityResolved.sample(45), in: "c1", at: time)
      #expect(world.standing(AnomalyRaised.self, in: "ashes/a1").map(\.ruleId.text) == rules, "\(day)")
    }
  }

  @Test("A10: who was known by then stays known by then, whatever is found out of them later")
  func foundOutTwice() throws {
    var world = try World.city()
    try world.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
    try world.crematedUnknown("c1")
    try world.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
    let notice = try world.notice("a1", at: "2026-10-06T00:00:00+08:00")
    try world.given(IdentityResolved.sample(45), in: "c1", at: "2026-10-15T09:00:00+08:00")
    try world.given(CaseOpened.sample, in: "c2")
    let merged = with(IdentityResolved.sample(45)) { $0.mergedCaseId = "c2" }
    try world.given(merged, in: "c1", at: "2026-11-20T09:00:00+08:00")
    let lawn = with(UnclaimedAshesDisposed.placed(notice)) { ($0.form, $0.filingNo) = (.lawn, nil) }
    #expect(refusing(.a10) { try world.submit(lawn, to: "a1", at: "2026-10-31T09:00:00+08:00") })
  }

  @Test("A6: a relative who comes later has them moved; then it is the family's burial, and their award")
  func movedLater() throws {
    var world = try World.city()
    try world.unclaimed("c1", ashes: "a1")
    let move = AshesRelocated.sample("371002-C/E/A/5", to: "371002-C/E/A/4", under: nil)
    let moved = try world.submit(move, to: "a1", at: "2026-11-05T09:00:00+08:00")
    #expect(moved.releases == [.place(1, in: "371002-C/E/A/5")])
    #expect(world.snapshot.ashCustody("a1")?.disposal == nil)
    try world.submit(ClaimSubmitted.sample("c1", "a1"), to: "m1", at: "2026-11-06T09:00:00+08:00")
  }

  @Test("A7: into a public cemetery from outside its area by approval")
  func approved() throws {
    var world = try World.city()
    let notice = try world.announced("c1", ashes: "a1")
    try world.given(ServiceAreaAssigned.sample("371003"), in: "371002-C")
    let placing = with(UnclaimedAshesDisposed.placed(notice)) { $0.approvalNo = "威民批〔2026〕9号" }
    try world.submit(placing, to: "a1")
  }

  @Test("Into a niche under a right for this decedent")
  func niche() throws {
    var world = try World.city()
    let anyForm = with(PolicyPublished.unclaimedAshes) { $0.unclaimed?[0].forms = nil }
    try world.given(anyForm, in: "unclaimed-ashes")
    try world.inCustody("c1", ashes: "a1")
    let notice = try world.notice("a1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    let placing = with(UnclaimedAshesDisposed.placed(notice, "371002-C/S/A/1")) {
      ($0.form, $0.contractNo) = (.columbariumNiche, "k1")
    }
    try world.submit(placing, to: "a1")
  }
}
