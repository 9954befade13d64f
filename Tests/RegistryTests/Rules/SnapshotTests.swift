import CanonicalJSON
import Testing

@testable import Registry

@Suite("Snapshot and the streams a decision needs")
struct SnapshotTests {
  @Test("States loaded from stored bytes equal those evolved on the way")
  func loadEqualsEvolve() throws {
    var world = try World.city()
    try world.everyEvent()
    // What was amended is forgotten on the way, and loaded again when it is asked for.
    #expect(world.snapshot.version(of: "case/c9") == nil)
    world.load("case/c9")
    let evolved = world.snapshot
    world.forgetEverything()
    for stream in world.stored.keys { world.load(stream) }
    let loaded = world.snapshot
    #expect(loaded.decedentCase("c9") == evolved.decedentCase("c9"))
    #expect(loaded.decedentCase("c1") == evolved.decedentCase("c1"))
    #expect(loaded.ashCustody("a1") == evolved.ashCustody("a1"))
    #expect(loaded.facility("371002-C") == evolved.facility("371002-C"))
    #expect(loaded.section(of: "371002-C/S/A/1") == evolved.section(of: "371002-C/S/A/1"))
    #expect(loaded.plot("371002-C/S/A/1") == evolved.plot("371002-C/S/A/1"))
    #expect(loaded.useRight("k1") == evolved.useRight("k1"))
    #expect(loaded.ashCustody("a3") == evolved.ashCustody("a3"))
    #expect(loaded.useRight("k2") == evolved.useRight("k2"))
    #expect(loaded.plot("371002-C/D/A/1") == evolved.plot("371002-C/D/A/1"))
    #expect(loaded.subsidyClaim("m1") == evolved.subsidyClaim("m1"))
    #expect(loaded.annualInspection("371002-C", 2026) == evolved.annualInspection("371002-C", 2026))
    for id in ["e1", "e2", "e3", "e4"] as [Code] { #expect(loaded.decedentCase(id) == evolved.decedentCase(id)) }
    #expect(loaded.annualInspection("371002-C", 2025) == evolved.annualInspection("371002-C", 2025))
    #expect(loaded.serviceWaiver("c3") == evolved.serviceWaiver("c3"))
    #expect(loaded.settlementBatch("371002-H", "2026-10") == evolved.settlementBatch("371002-H", "2026-10"))
    #expect(loaded.enforcementCase("f1") == evolved.enforcementCase("f1"))
    #expect(loaded.policy("eco") == evolved.policy("eco"))
    #expect(loaded.cremationUnit("371002-H", "unit-1") == evolved.cremationUnit("371002-H", "unit-1"))
    #expect(loaded.certificateStock("371002-H") == evolved.certificateStock("371002-H"))
    #expect(loaded.hearse("h1") == evolved.hearse("h1"))
    #expect(loaded.cremationUnit("371002-H", "unit-1")?.runs.isEmpty == false && loaded.hearse("h1") != nil)
    #expect(loaded.decedentCase("c9") != nil && loaded.plot("371002-C/S/A/1") != nil)
    // Nothing has ever been decided on a review.
    for stream in world.stored.keys where stream.kind != .review {
      #expect(loaded.version(of: stream) == world.stored[stream]?.count)
      #expect(evolved.version(of: stream) == loaded.version(of: stream))
    }
  }

  @Test("A decision asks for all it can tell at once, then for what the states tell")
  func needs() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.given(ClaimSubmitted.sample("c1", "a1"), in: "m1")
    try world.given(ClaimVerified(verifierId: "town-1"), in: "m1")
    world.forgetEverything()
    let approval = Submission.of(
      ClaimApproved.sample,
      key: "m1",
      time: "2026-11-01T09:00:00+08:00",
      id: "01890a5d-ac96-774b-bcce-b302099a8057"
    )
    let claim = StreamName(.subsidyClaim, "m1")
    #expect(asked(approval, world) == [claim])
    world.load(claim)
    #expect(asked(approval, world) == [.policy("eco"), .decedentCase("c1"), .ashCustody("a1"), .divisions])
    let placement = Submission.of(
      AshesPlaced.sample("371002-C/S/A/1", under: "k1"),
      key: "a1",
      time: "2026-11-01T09:00:00+08:00",
      id: "01890a5d-ac96-774b-bcce-b302099a8058"
    )
    #expect(asked(placement, world) == Registrar.streams(for: placement))
    #expect(Registrar.streams(for: placement).count == 5)
  }

  @Test("A stream that moved on elsewhere is forgotten, one that is unknown stays so")
  func acceptElsewhere() throws {
    var world = try World.city()
    let decision = try world.submit(CaseOpened.sample, to: "c1")
    var other = Snapshot()
    other.accept(decision)
    #expect(other.count == 0)
    try other.load(.decedentCase("c1"), events: [decision.events[0].bytes])
    #expect(other.streams.contains(.decedentCase("c1")))
    other.accept(decision)
    #expect(other.version(of: .decedentCase("c1")) == nil)
  }

  @Test("An absent stream is known to be absent")
  func absent() throws {
    var snapshot = Snapshot()
    #expect(snapshot.version(of: .decedentCase("c1")) == nil)
    try snapshot.load(.decedentCase("c1"), events: [])
    #expect(snapshot.version(of: .decedentCase("c1")) == 0)
    #expect(snapshot.decedentCase("c1") == nil)
    snapshot.forget(.decedentCase("c1"))
    #expect(snapshot.count == 0)
  }

  @Test("What cannot be read stops the reader and says where")
  func unreadable() throws {
    var world = try World.city()
    let opened = try world.submit(CaseOpened.sample, to: "c1").events[0].bytes
    let held = try world.submit(HoldPlaced.sample, to: "c1").events[0].bytes
    let newer = Array(String(decoding: held, as: UTF8.self).replacing("HoldPlaced", with: "HoldImagined").utf8)
    let stream = StreamName.decedentCase("c1")
    for (events, defect, version) in [
      ([opened, Array("{".utf8)], .form, 2), ([opened, newer], .payload, 2), ([held], .misplaced, 1),
    ] as [([[UInt8]], UnreadableEvent.Defect, Int)] {
      var snapshot = Snapshot()
      #expect(throws: UnreadableEvent(defect: defect, stream: stream, version: version)) {
        try snapshot.load(stream, events: events)
      }
      #expect(snapshot.count == 0)
    }
  }

  @Test("Every event type can be recorded, and each event comes back from its bytes as it was")
  func everyType() throws {
    var world = try World.city()
    try world.everyEvent()
    var seen: Set<String> = []
    for events in world.stored.values {
      for bytes in events {
        let json = try JSON.parse(bytes)
        let type = try #require(json["type"]?.stringValue)
        let data = try #require(json["data"])
        #expect(try PayloadEncoder.encode(EventCatalogue.decode(type: type, data: data)) == data)
        seen.insert(type)
      }
    }
    // Who is shown what, and who is erased, is recorded without a submission.
    let types = EventCatalogue.types.map { $0.type }.filter { $0 != PartUnsealed.type && $0 != PersonErased.type }
    #expect(seen == Set(types))
  }

  private func asked(_ submission: Submission, _ world: World) -> Set<StreamName>? {
    do {
      _ = try Registrar.decide(submission, knowing: world.snapshot, clock: world.clock)
    } catch {
      if case .needs(let streams) = error { return streams }
    }
    return nil
  }
}
