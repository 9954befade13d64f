import Testing

@testable import Registry

/// Amendments of every kind of fact, sensible or not.
@Suite("Random amendments of a history with every event")
struct RandomClaimTests {
  @Test("L4: whatever is corrected or voided, the claims held are those of the states", arguments: 0..<6)
  func claimsFollow(_ run: Int) throws {
    let seed = EventMutations.seed()
    var random = EventMutations.Generator(seed: seed &+ UInt64(run))
    var world = try World.city()
    try world.everyEvent()
    try #require(try world.claimsAgree())
    var amended = 0
    for step in 0..<40 {
      let facts = try world.facts()
      let (stream, fact) = try #require(facts.randomElement(using: &random))
      let others = facts.map(\.fact).filter { $0.typeName == fact.typeName }
      do throws(Refusal) {
        if Bool.random(using: &random) {
          try world.void(fact, in: stream)
        } else {
          let other = others.randomElement(using: &random) ?? fact
          let time = Bool.random(using: &random) ? other.time : fact.time
          try world.correct(fact, in: stream, to: other.payload, at: time)
        }
        amended += 1
      } catch {}
      world.forgetEverything()
      let agree = try world.claimsAgree()
      try #require(agree, "seed \(seed), run \(run), step \(step): \(fact.typeName) \(fact.id) of \(stream)")
    }
    #expect(amended > 5, "seed \(seed), run \(run)")
  }
}

extension World {
  /// What stands and may be amended, always in the same order.
  fileprivate func facts() throws -> [(stream: StreamName, fact: RecordedEvent)] {
    var facts: [(stream: StreamName, fact: RecordedEvent)] = []
    for (stream, lines) in stored.sorted(by: { $0.key.description < $1.key.description }) {
      let recorded = try lines.enumerated().map { index, line in
        (Int64(index), try RecordedEvent(stored: line, in: stream, version: index + 1))
      }
      facts += StreamHistory(recorded: recorded).standing.map(\.event)
        .filter { !$0.id.isDerived && $0.payload is any FactPayload }.map { (stream, $0) }
    }
    return facts
  }

  fileprivate mutating func void(_ fact: RecordedEvent, in stream: StreamName) throws(Refusal) {
    let statement = lastStatement(of: fact.id, in: stream)
    try amend(with(Grounds.audit.void(of: fact.id)) { $0.replacesEventId = statement }, in: stream)
  }

  fileprivate mutating func correct(
    _ fact: RecordedEvent,
    in stream: StreamName,
    to payload: any EventPayload,
    at time: Instant
  ) throws(Refusal) {
    guard let data = payload as? any FactPayload else { return }
    let correction = FactCorrected(
      restating: data,
      at: time,
      target: fact.id,
      replaces: lastStatement(of: fact.id, in: stream),
      as: Grounds.audit.void(of: fact.id)
    )
    // As if every number had come sealed.
    try amend(correction, in: stream, hashed: Set(SealedNumber.allCases.map(\.hashMember)))
  }
}
