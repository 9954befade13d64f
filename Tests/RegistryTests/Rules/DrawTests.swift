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
    let facilities = ["371002-C", "371002-H"].compactMap { Code($0) }
    var held = 0
    var years = 2100
    for round in 1...12 {
      let pool = (0..<Int.random(in: 2...9, using: &random)).compactMap { Code("inspector-\($0)") }
      var announced = DrawAnnounced.sample
      announced.round = try #require(PositiveCount(round))
      announced.population = facilities.shuffled(using: &random)
      announced.pool = pool.shuffled(using: &random)
      announced.pickedCount = try #require(PositiveCount(Int.random(in: 1...2, using: &random)))
      announced.inspectorCount = try #require(PositiveCount(Int.random(in: 2...pool.count, using: &random)))
      announced.populationDigest = try #require(InspectionDraw.digest(of: facilities))
      let id = try world.given(announced, in: "inspection-draws").events[0].id
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        // Anybody's event: a cemetery's, a bureau's, or one of another draw.
        if Bool.random(using: &random) {
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

  @Test("as many as the lists have may be drawn, and at the very moment of the announcement")
  func edges() throws {
    var world = try World.city()
    let all = with(DrawAnnounced.sample) { $0.inspectorCount = 3 }
    #expect(try world.drawn(all).inspectors.count == 3)
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
