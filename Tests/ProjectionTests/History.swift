import CanonicalJSON
import TestSupport

/// Random events, each well-formed, in any order at all. Few names, so that events meet.
protocol RandomEvents: SendableMetatype {
  var random: SeededGenerator { get set }

  init(random: SeededGenerator)

  mutating func next() -> Happening
}

/// Random events with amendments among them.
enum History {
  static func random(_ kind: any RandomEvents.Type, seed: UInt64, count: Int) -> [Happening] {
    var events = kind.init(random: SeededGenerator(seed: seed))
    var all: [Happening] = []
    while all.count < count {
      let amendment = events.random.chance(8) ? amendment(of: all.standing, &events.random) : nil
      all.append(amendment ?? events.next())
    }
    return all
  }

  /// A fact is voided, or said to have been like another one of its type.
  private static func amendment(of standing: [Happening], _ random: inout SeededGenerator) -> Happening? {
    // What is said on the way to an amendment is no fact.
    let facts = standing.filter { !["AmendmentProposed", "AmendmentDecided", "AmendmentWithdrawn"].contains($0.type) }
    guard !facts.isEmpty else { return nil }
    let fact = random.pick(facts)
    let target = JSON.string(fact.id.text)
    if random.chance(40) { return Happening("EventVoided", fact.stream, ["target_event_id": target]) }
    let other = random.pick(facts.filter { $0.type == fact.type })
    return Happening(
      "FactCorrected",
      fact.stream,
      [
        "target_event_id": target, "target_type": .string(fact.type), "time": .string(other.time), "data": other.data,
      ]
    )
  }
}

extension JSON {
  func adding(_ name: String, _ value: JSON) -> JSON {
    guard case .object(var object) = self else { return self }
    object[name] = value
    return .object(object)
  }
}
