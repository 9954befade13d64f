import Testing

@testable import Registry

@Suite("R3, D4: a hold that was served before the body left is recorded, however late, and what it forbade is remarked")
struct LateHoldTests {
  /// How a body leaves; a cremation on the 7th takes from 9:00 to 9:50, the others happen at 9:00.
  enum Way: String, CaseIterable, Sendable { case cremate, bury, donate, release }

  private static let left: Instant = "2026-10-07T09:00:00+08:00"

  private func world(_ way: Way) throws -> (world: World, departure: EventID) {
    var world = try World.city()
    try world.readyForBurial("c1")
    var at = Self.left
    let payload: any FactPayload
    switch way {
    case .cremate:
      try world.given(CremationAuthorised.sample, in: "c1", at: "2026-10-05T08:00:00+08:00")
      at = "2026-10-07T09:50:00+08:00"
      payload = with(CremationCompleted.sample) { ($0.startedAt, $0.endedAt) = (Self.left, at) }
    case .bury: payload = BodyBuried.sample("371002-B/H/A/1")
    case .donate: payload = BodyDonated.sample
    case .release: payload = BodyReleasedOut.sample
    }
    let departure = try world.given(payload, in: "c1", at: at).events[0].id
    return (world, departure)
  }

  @Test("served before, and at the very moment", arguments: Way.allCases, ["2026-10-06T12:00:00+08:00", left])
  func servedBefore(_ way: Way, _ served: Instant) throws {
    var (world, departure) = try world(way)
    let hold = try world.given(HoldPlaced.sample, in: "c1", at: served)
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "case/c1").first)
    #expect(anomaly.ruleId == "D4")
    #expect(anomaly.eventIds == [departure])
    #expect(anomaly.causeEventId == hold.events[0].id)
    #expect(hold.events.count == 2)
    #expect(try world.claimsAgree())
    // It is released like any other, and nothing is questioned twice.
    let release = HoldReleased(holdEventId: hold.events[0].id, docNo: "解1")
    #expect(try world.given(release, in: "c1", at: "2026-10-09T09:00:00+08:00").events.count == 1)
    #expect(try world.given(HoldPlaced.sample, in: "c1", at: served).events.count == 1)
  }

  @Test("served after it had begun", arguments: Way.allCases)
  func servedAfter(_ way: Way) throws {
    var (world, _) = try world(way)
    #expect(refusing(.r3) { try world.submit(HoldPlaced.sample, to: "c1", at: "2026-10-07T09:00:01+08:00") })
  }

  @Test("one that had run out before leaves no remark", arguments: Way.allCases)
  func ranOut(_ way: Way) throws {
    var (world, _) = try world(way)
    for until in ["2026-10-06", "2026-10-07"] as [LocalDate] {
      let hold = with(HoldPlaced.sample) { $0.until = until }
      let events = try world.given(hold, in: "c1", at: "2026-10-06T08:00:00+08:00").events
      #expect(events.count == (until == "2026-10-07" ? 2 : 1))
    }
  }

  @Test("one that was said to have run out, and had not", arguments: Way.allCases)
  func corrected(_ way: Way) throws {
    var (world, departure) = try world(way)
    let ranOut = with(HoldPlaced.sample) { $0.until = "2026-10-06" }
    #expect(try world.given(ranOut, in: "c1", at: "2026-10-06T08:00:00+08:00").events.count == 1)
    try world.correct("case/c1") { (data: inout HoldPlaced) in data.until = nil }
    #expect(world.standing(AnomalyRaised.self, in: "case/c1").map(\.eventIds) == [[departure]])
    #expect(try world.claimsAgree())
  }

  @Test("one that runs on after another that had run out")
  func secondReport() throws {
    var (world, departure) = try world(.release)
    let ranOut = with(HoldPlaced.sample) { $0.until = "2026-10-06" }
    #expect(try world.given(ranOut, in: "c1", at: "2026-10-06T08:00:00+08:00").events.count == 1)
    try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-05T08:00:00+08:00")
    #expect(world.standing(AnomalyRaised.self, in: "case/c1").map(\.eventIds) == [[departure]])
  }

  @Test("reported before the cremation, but served before it was confirmed: the confirmation is remarked")
  func confirmedMeanwhile() throws {
    var world = try World.city()
    try world.readyForBurial("c1")
    let confirmed = try world.given(CremationAuthorised.sample, in: "c1", at: "2026-10-05T08:00:00+08:00")
    #expect(try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-05T08:00:01+08:00").events.count == 1)
    try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-05T07:00:00+08:00")
    let anomaly = try #require(world.standing(AnomalyRaised.self, in: "case/c1").first)
    #expect(anomaly.ruleId == "D4")
    #expect(anomaly.eventIds == [confirmed.events[0].id])
  }

  @Test("a closed case takes it too; a duplicate does not")
  func closed() throws {
    var (world, _) = try world(.donate)
    let closing = CaseClosed(outcome: .donated, ofCase: nil, custodyIds: nil)
    try world.given(closing, in: "c1", at: "2026-10-08T09:00:00+08:00")
    #expect(try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-06T12:00:00+08:00").events.count == 2)
    try world.given(CaseOpened.sample, in: "c2")
    try world.given(CaseClosed(outcome: .duplicate, ofCase: "c1", custodyIds: nil), in: "c2")
    #expect(refusing(.r3) { try world.submit(HoldPlaced.sample, to: "c2", at: "2026-10-06T12:00:00+08:00") })
  }
}
