import CanonicalJSON
import Testing

@testable import Registry

@Suite("Annual inspection and the sales it suspends")
struct InspectionTests {
  private let cemetery: Code = "371002-C"

  @Test("I3: unqualified suspends sales in the same unit, an accepted rectification releases them")
  func suspendsAndReleases() throws {
    var world = try World.city()
    try world.inspected()
    let conclusion = try world.submit(
      ConclusionIssued.sample(.unqualified),
      to: "371002-C/2026",
      at: "2026-06-10T09:00:00+08:00"
    )
    // What was granted since, if it is told late, is reviewed.
    let streams: [StreamName] = [
      StreamName(.annualInspection, "371002-C/2026"), .facility(cemetery), .review(behind: conclusion.events[0].id),
    ]
    #expect(conclusion.events.map(\.stream) == streams)
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-06-09") == .open)
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-06-10") == .salesSuspended)

    let accepted = try world.submit(
      RectificationAccepted.sample,
      to: "371002-C/2026",
      at: "2026-08-20T09:00:00+08:00"
    )
    #expect(accepted.events.map(\.stream.kind) == [.annualInspection, .facility, .review])
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-08-20") == .open)
    #expect(world.snapshot.annualInspection(cemetery, 2026)?.status == .accepted)
  }

  @Test("The derived event is a stored event like others, with an id that deciding again gives again")
  func derivedEvent() throws {
    var world = try World.city()
    try world.inspected()
    let conclusion = Submission.of(
      ConclusionIssued.sample(.unqualified),
      key: "371002-C/2026",
      time: "2026-06-10T09:00:00+08:00",
      id: "01890a5d-ac96-774b-bcce-b302099a8057"
    )
    let (first, second) = (try world.decide(conclusion), try world.decide(conclusion))
    #expect(first.events.map(\.id) == second.events.map(\.id))
    #expect(first.events.map(\.bytes) == second.events.map(\.bytes))
    #expect(first.events[0].id == conclusion.id && first.events[0].bytes == conclusion.bytes)

    let derived = first.events[1]
    let json = try JSON.parse(derived.bytes)
    #expect(json.canonicalBytes == derived.bytes)
    #expect(json["type"] == "FacilityStatusChanged" && json["subject"] == "facility/371002-C")
    #expect(json["id"] == .string(derived.id.text) && json["time"] == .string(conclusion.time.text))
    #expect(json["data"]?["cause_event_id"] == .string(conclusion.id.text))
    #expect(json["data"]?["status"] == "sales_suspended")
    #expect(derived.id.text.dropFirst(14).first == "8")
  }

  @Test("I3: with two conclusions open, only the second rectification opens the sales")
  func twoConclusions() throws {
    var world = try World.city()
    try world.concluded(.unqualified, 2025)
    try world.concluded(.unqualified, 2026)
    try world.submit(RectificationAccepted.sample, to: "371002-C/2026")
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-11-01") == .rectifying)
    #expect(refusing(.i3) { try world.submit(FacilityStatusChanged.sample(.open, from: "2026-11-01"), to: "371002-C") })
    try world.submit(RectificationAccepted.sample, to: "371002-C/2025")
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-11-01") == .open)
  }

  @Test("I3: a rectification does not lift the bureau's own order")
  func orderStands() throws {
    var world = try World.city()
    try world.concluded(.unqualified)
    try world.given(FacilityStatusChanged.sample(.salesSuspended, from: "2026-07-01"), in: "371002-C")
    try world.submit(RectificationAccepted.sample, to: "371002-C/2026")
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-11-01") == .rectifying)
    try world.submit(FacilityStatusChanged.sample(.open, from: "2026-11-01"), to: "371002-C")
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-11-01") == .open)
  }

  @Test("A closed cemetery stays closed, whatever is concluded or rectified")
  func closedStaysClosed() throws {
    var world = try World.city()
    try world.concluded(.unqualified)
    try world.given(FacilityStatusChanged.sample(.closed, from: "2026-08-01"), in: "371002-C")
    let accepted = try world.submit(RectificationAccepted.sample, to: "371002-C/2026")
    #expect(accepted.events.count == 1)
    #expect(world.snapshot.facility(cemetery)?.status(on: "2026-11-01") == .closed)
  }

  @Test("I2: a refused self-check is concluded unqualified; a deferred inspection is concluded later")
  func refusedAndDeferred() throws {
    var world = try World.city()
    try world.inspected(2025, selfCheck: .refusal)
    #expect(try world.submit(ConclusionIssued.sample(.unqualified), to: "371002-C/2025").events.count == 3)
    try world.concluded(.deferred, 2026)
    try world.submit(SiteCheckRecorded.sample, to: "371002-C/2026")
    try world.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
    #expect(world.snapshot.annualInspection(cemetery, 2026)?.conclusion?.data.result == .qualified)
    #expect(world.snapshot.annualInspection(cemetery, 2026)?.siteChecks.count == 1)
  }

  @Test("I1: the first year due is the one after the licence")
  func firstYear() throws {
    var world = try World.city()
    try world.submit(InspectionOpened.sample, to: "371002-C/2011", at: "2011-02-01T09:00:00+08:00")
    #expect(world.snapshot.annualInspection(cemetery, 2011)?.status == .opened)
  }
}
