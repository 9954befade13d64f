import Testing

@testable import Registry

/// The registry after corrections, against another in which everything was recorded right in the first place.
@Suite("Random histories with corrections")
struct RandomAmendmentTests {
  @Test("A2, A4, L4: corrected places and claims are those of a history without the mistakes", arguments: 0..<40)
  func sameAsRightFromTheStart(_ run: Int) throws {
    let seed = EventMutations.seed()
    var random = EventMutations.Generator(seed: seed &+ UInt64(run))
    var world = try World.city()
    for number in 1...3 { try world.inCustody("c\(number)", ashes: "a\(number)", number) }
    var amended = 0
    for _ in 0..<25 {
      let ashes = StreamName(.ashCustody, "a\(Int.random(in: 1...3, using: &random))")
      let place = try #require(PositiveCount(Int.random(in: 1...3, using: &random)))
      do throws(Refusal) {
        switch Int.random(in: 0...4, using: &random) {
        case 0, 1: try world.settle(ashes, at: place)
        case 2: try world.correct(ashes) { (data: inout AshesPlaced) in data.positionNo = place }
        case 3: try world.correct(ashes) { (data: inout AshesRelocated) in data.toPositionNo = place }
        default: try world.void(AshesRelocated.self, in: ashes)
        }
        amended += 1
      } catch {
        #expect([.a2, .a4, .a6, .l4, .r1, .r3].contains(error.rule), "seed \(seed), run \(run): \(error)")
      }
      world.forgetEverything()
      try #require(try world.claimsAgree(), "seed \(seed), run \(run)")
    }
    try #require(amended > 0, "seed \(seed), run \(run)")

    let right = try world.recordedRight()
    for number in 1...3 {
      let ashes = StreamName(.ashCustody, "a\(number)")
      world.load(ashes)
      let state = try #require(world.snapshot.ashCustody(Code(ashes.key) ?? "?"))
      let places = world.holders.filter { $0.key.kind == .place && $0.value == ashes }.map(\.key)
      // Nobody is in two places, and where the ashes lie is theirs.
      if case .placed(let placement) = state.disposition {
        #expect(places == [placement.place.claim], "seed \(seed), run \(run)")
      } else {
        #expect(places.isEmpty, "seed \(seed), run \(run)")
      }
      guard let right else { continue }
      #expect(right.snapshot.ashCustody(Code(ashes.key) ?? "?") == state, "seed \(seed), run \(run)")
    }
    if let right { #expect(right.holders == world.holders, "seed \(seed), run \(run)") }
  }
}

extension World {
  fileprivate mutating func settle(_ ashes: StreamName, at place: PositiveCount) throws(Refusal) {
    if fact(AshesPlaced.self, in: ashes) == nil {
      try submit(AshesPlaced.sample("371002-C/E/A/1", place, under: nil), to: ashes.key)
    } else {
      try submit(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", place, under: nil), to: ashes.key)
    }
  }

  /// A world given only the facts as they stand, in the order of the log. Nil where the rules refuse one of them there:
  /// then the two cannot be compared, and there must be an anomaly, or a place that others held meanwhile.
  fileprivate func recordedRight() throws -> World? {
    var facts: [(stream: StreamName, fact: StreamHistory.Standing)] = []
    for (stream, lines) in stored {
      let recorded = try zip(positions[stream] ?? [], lines).enumerated().map { index, line in
        (position: line.0, event: try RecordedEvent(stored: line.1, in: stream, version: index + 1))
      }
      facts += StreamHistory(recorded: recorded).standing.map { (stream, $0) }
    }
    facts.sort { $0.fact.position < $1.fact.position }
    var right = World()
    for (stream, fact) in facts where !fact.event.id.isDerived && fact.event.payload is any FactPayload {
      do throws(Refusal) {
        try right.record(fact.event, in: stream)
      } catch {
        return nil
      }
    }
    return right
  }
}
