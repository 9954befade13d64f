import CanonicalJSON
import TestSupport
import Testing

@testable import Registry

/// Draws that are announced first, so that the log gives their seed.
@Suite("I5: announced, then drawn")
struct DrawTests {
  @Test("the log alone repeats every draw, whatever stands between it and its announcement")
  func repeatsFromTheLog() throws {
    let seed = UInt64.random(in: 0...999_999)
    var random = EventMutations.Generator(seed: seed)
    var world = try World.city()
    let facilities = try world.twoCemeteries()
    var held = 0
    var years = 2010
    for round in 1...12 {
      let pool = (0..<Int.random(in: 3...9, using: &random)).compactMap { Code("inspector-\($0)") }
      var announced = DrawAnnounced.sample
      announced.round = try #require(PositiveCount(round))
      announced.population = facilities.shuffled(using: &random)
      announced.pool = pool.shuffled(using: &random)
      announced.pickedCount = try #require(PositiveCount(Int.random(in: 1...2, using: &random)))
      announced.inspectorCount = try #require(PositiveCount(Int.random(in: 2..<pool.count, using: &random)))
      announced.populationDigest = try #require(InspectionDraw.digest(of: facilities))
      let id = try world.given(announced, in: "inspection-draws").events[0].id
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        // Anybody's event: a cemetery's, a bureau's, or one of another draw.
        if years == 2025 || Bool.random(using: &random) {
          try world.given(PopulationImported.sample, in: "population")
        } else {
          years += 1
          let other = with(DrawAnnounced.sample) { ($0.division, $0.year) = ("371002", Year(years) ?? $0.year) }
          try world.given(other, in: "inspection-draws")
        }
      }
      let sampled = try world.drawn(announced, by: id)
      // A seed that is nearly that one draws nothing.
      let other = with(sampled) { $0.seed = Text(Digest(of: Array($0.seed.text.utf8)).text) ?? $0.seed }
      #expect(refusing(.i5) { try world.submit(other, to: "inspection-draws") }, "seed \(seed)")
      try world.given(sampled, in: "inspection-draws")
      held += 1
    }
    let book = try DrawBook(try #require(world.stored[RecordedDraw.stream]))
    #expect(book.draws.count == held)
    for draw in book.draws {
      let follower = try #require(draw.sampled.announcementEventId.flatMap { world.follower(of: $0) })
      let ground = book.ground(of: draw, before: follower)
      #expect(ground?.announcement != nil)
      let redraw = Redraw(draw.sampled, on: ground)
      #expect(redraw.differences == [], "seed \(seed)")
    }
    #expect(book.open.allSatisfy { $0.announced.division == "371002" })
    #expect(try world.claimsAgree())
  }

  @Test("another division, and the next round after the draw, are announced for themselves")
  func rounds() throws {
    var world = try World.city()
    try world.drawn()
    try world.announced(with(DrawAnnounced.sample) { $0.division = "371002" })
    try world.announced(with(DrawAnnounced.sample) { $0.round = 2 })
    #expect(world.holders[Claim(.draw, "371000/2026/2")] != nil && world.holders[Claim(.draw, "371000/2026/1")] != nil)
  }

  @Test("one of the lists may be taken whole, never both, and at the very moment of the announcement")
  func edges() throws {
    var world = try World.city()
    let facilities = try world.twoCemeteries()
    let list = try #require(InspectionDraw.digest(of: facilities))
    let two = with(DrawAnnounced.sample) { ($0.population, $0.populationDigest) = (facilities, list) }
    let inspectors = with(two) { $0.inspectorCount = 3 }
    #expect(inspectors.takesAllInspectors && !inspectors.takesAllCemeteries)
    #expect(try world.drawn(inspectors).inspectors.count == 3)
    let cemeteries = with(two) { ($0.round, $0.pickedCount) = (2, 2) }
    #expect(!cemeteries.takesAllInspectors && cemeteries.takesAllCemeteries)
    let sampled = try world.drawn(cemeteries)
    #expect(sampled.picked.count == 2 && sampled.takesAllCemeteries && !sampled.takesAllInspectors)
    let both = with(two) { ($0.round, $0.pickedCount, $0.inspectorCount) = (3, 2, 3) }
    #expect(refusing(.i5) { try world.submit(both, to: "inspection-draws") })
  }

  @Test("from the year after the licence to the next one of the clock")
  func years() throws {
    for (year, passes) in [(2010, false), (2011, true), (2026, true), (2027, true), (2028, false)] {
      var world = try World.city()
      let announced = with(DrawAnnounced.sample) { $0.year = Year(year) ?? $0.year }
      let refused = refusing(.i1) { try world.submit(announced, to: "inspection-draws") }
      #expect(refused != passes, "\(year)")
    }
  }

  @Test("a cemetery lies where what its division has become lies, whatever its code begins with")
  func divisionsThatHaveBecomeOthers() throws {
    func refused(_ division: DivisionCode, by rule: RuleID = .i5) throws -> Bool {
      var world = try World.city()
      try world.given(DivisionChanged.sample(["371002"], to: "370683", on: "2026-10-01"), in: "divisions")
      let announced = with(DrawAnnounced.sample) { $0.division = division }
      return refusing(rule) {
        try world.submit(announced, to: "inspection-draws", at: "2026-11-01T09:00:00+08:00")
      }
    }
    #expect(try !refused("370683") && !refused("370600"))
    #expect(try refused("371002") && refused("371000") && refused("370682"))
  }

  @Test("closed from tomorrow on, a cemetery is still drawn from today")
  func closedTomorrow() throws {
    var world = try World.city()
    try world.given(FacilityStatusChanged.sample(.closed, from: "2026-11-02"), in: "371002-C")
    try world.submit(DrawAnnounced.sample, to: "inspection-draws", at: "2026-11-01T09:00:00+08:00")
  }

  @Test("what was refused for want of a seed is taken as soon as the log has one")
  func seedComes() throws {
    var world = try World.city()
    let id = try world.given(DrawAnnounced.sample, in: "inspection-draws").events[0].id
    let early = with(InspectionSampled.unannounced) { $0.announcementEventId = id }
    #expect(refusing(.i5) { try world.submit(early, to: "inspection-draws") })
    try world.given(PopulationImported.sample, in: "population")
    try world.submit(try world.drawn(by: id), to: "inspection-draws")
  }

  @Test("a draw that is voided is held again with the same outcome, and nothing else")
  func voided() throws {
    var world = try World.city()
    let first = try world.drawn()
    try world.void(InspectionSampled.self, in: RecordedDraw.stream)
    let id = try #require(first.announcementEventId)
    #expect(world.holders[Claim(.draw, "371000/2026/1")] != nil)
    #expect(refusing(.i5) { try world.submit(DrawAnnounced.sample, to: "inspection-draws") })
    let again = try world.drawn(by: id)
    #expect(again == first)
    try world.submit(again, to: "inspection-draws")
    #expect(try world.claimsAgree())
  }

  @Test("a corrected draw stands as it was last stated: its day may be put right, its outcome not")
  func corrected() throws {
    var world = try World.city()
    try world.drawn()
    #expect(
      refusing(.i5) {
        try world.correct(RecordedDraw.stream) { (last: inout InspectionSampled) in last.round = 3 }
      }
    )
    try world.correct(RecordedDraw.stream, at: "2026-11-01T10:00:00+08:00") {
      (_: inout InspectionSampled) in
    }
    let draws = try DrawBook(try #require(world.stored[RecordedDraw.stream])).draws
    #expect(draws.map(\.statements.count) == [2])
  }

  @Test("a draw from before there were announcements is read and repeated, and keeps its round")
  func unannounced() throws {
    var world = try World.city()
    try world.pastTheRules(InspectionSampled.unannounced)
    let book = try DrawBook(try #require(world.stored[RecordedDraw.stream]))
    let draw = try #require(book.draws.first)
    #expect(book.ground(of: draw, before: nil) == nil && Redraw(draw.sampled).differences == [])
    #expect(refusing(.i5) { try world.submit(DrawAnnounced.sample, to: "inspection-draws") })
    try world.submit(with(DrawAnnounced.sample) { $0.round = 2 }, to: "inspection-draws")
    #expect(try world.claimsAgree())
  }

  @Test("what somebody has done past the rules is named")
  func pastTheRules() throws {
    func differences(_ change: (inout World, EventID, inout InspectionSampled) throws -> Void) throws
      -> [Redraw.Difference]
    {
      var world = try World.city()
      let id = try world.announced()
      var sampled = try world.drawn(by: id)
      try change(&world, id, &sampled)
      try world.pastTheRules(sampled)
      let book = try DrawBook(try #require(world.stored[RecordedDraw.stream]))
      let draw = try #require(book.draws.last)
      let ground = book.ground(of: draw, before: draw.sampled.announcementEventId.flatMap { world.follower(of: $0) })
      return Redraw(draw.sampled, on: ground).differences
    }
    #expect(try differences { _, _, _ in } == [])
    let absent: EventID = "00000000-0000-7000-8000-000000000999"
    #expect(try differences { $2.announcementEventId = absent }.first == .notAnnounced(absent))
    let seed = try differences { $2.seed = "7741" }.first
    guard case .seed("7741", .some)? = seed else {
      Issue.record("a seed of one's own is \(seed.map { $0.words.en } ?? "nothing")")
      return
    }
    #expect(try differences { $2.pool.append("inspector-9") }.first == .notAsAnnounced(["pool"]))
    // Announced, and announced once more as if it had never been.
    var rivals: [EventID] = []
    let again = try differences { world, first, sampled in
      let second = try world.pastTheRules(DrawAnnounced.sample)
      try world.given(PopulationImported.sample, in: "population")
      sampled = try world.drawn(by: second)
      rivals = [first]
    }
    #expect(again == [.announcedAgain(by: rivals)])
  }
}

extension World {
  /// Of the same division.
  fileprivate mutating func twoCemeteries() throws -> [Code] {
    try given(FacilityLicensed.sample(.cemetery), in: "371002-D", at: "2010-05-01T09:00:00+08:00")
    return ["371002-C", "371002-D"]
  }

  /// Records what no rule has looked at, as who has the keys to the database might.
  @discardableResult
  fileprivate mutating func pastTheRules(_ payload: some FactPayload) throws -> EventID {
    let stream = RecordedDraw.stream
    let version = (stored[stream]?.count ?? 0) + 1
    let id = EventID.numbered(0xFFFF_0000 + UInt64(version))
    let submission = Submission.of(payload, for: stream, time: "2026-11-01T09:00:00+08:00", id: id)
    let decided = DecidedEvent(submission.event, stream: stream, version: version, bytes: submission.bytes)
    var change = ClaimChange()
    if let sampled = payload as? InspectionSampled, sampled.announcementEventId == nil {
      change.record([], becoming: [.draw(sampled.division, sampled.year, sampled.round)])
    }
    try appendFound(Decision([decided], change, guards: [:]))
    return id
  }
}
