import EventLog
import TestSupport
import Testing

/// However units are put together into calls, each gets the outcome that a plain model gives it.
@Suite struct ClaimModelTests {
  @Test func callsOfAnyLengthAgreeWithTheModel() async throws {
    let log = try await LogFixture.make().log
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var generator = SeededGenerator(seed: seed)
    var model = ClaimModel()
    var number = 0
    for _ in 0..<100 {
      // With many keys most calls are free of faults and written at once, with few most are taken unit by unit.
      let keys = Bool.random(using: &generator) ? 4 : 80
      let units = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        number += 1
        return model.randomUnit("s\(number)", keys: keys, &generator)
      }
      let expected = units.map { model.append($0) }
      #expect(try await log.append(units).map(ClaimModel.Outcome.init) == expected, "seed \(seed)")
    }
    let held = try await log.holders(of: (0..<80).map(ClaimModel.claim))
    #expect(held == model.holders.mapValues(\.stream), "seed \(seed)")
    #expect(Set(model.seen) == ["appended", "claimed", "notHeld"], "seed \(seed)")
  }
}

/// Who holds what, one unit after the other. A unit gives back before it takes.
private struct ClaimModel {
  enum Outcome: Hashable {
    case appended
    case claimed(Claim, by: StreamID, at: Position)
    case notHeld(Claim)
    case other

    init(_ outcome: AppendOutcome) {
      switch outcome {
      case .appended: self = .appended
      case .claimed(let claim, let stream, let position): self = .claimed(claim, by: stream, at: position)
      case .rejected(.notHeld(let claim)): self = .notHeld(claim)
      default: self = .other
      }
    }
  }

  var holders: [Claim: (stream: StreamID, position: Position)] = [:]
  var seen: Set<String> = []
  private var head: Int64 = 0

  static func claim(_ number: Int) -> Claim {
    Claim(kind: number.isMultiple(of: 2) ? "place" : "plot", key: "\(number)")
  }

  mutating func append(_ unit: AppendUnit) -> Outcome {
    for claim in unit.releases where holders[claim] == nil {
      seen.insert("notHeld")
      return .notHeld(claim)
    }
    for claim in unit.takes where !unit.releases.contains(claim) {
      guard let holder = holders[claim] else { continue }
      seen.insert("claimed")
      return .claimed(claim, by: holder.stream, at: holder.position)
    }
    seen.insert("appended")
    for claim in unit.releases { holders[claim] = nil }
    for claim in unit.takes {
      holders[claim] = (unit.events[0].stream, Position(rawValue: head + 1))
    }
    head += Int64(unit.events.count)
    return .appended
  }

  /// One to three events; takes what is free and gives back what is held, now and then the other way about.
  func randomUnit(_ stream: String, keys: Int, _ generator: inout SeededGenerator) -> AppendUnit {
    let count = Int32.random(in: 1...3, using: &generator)
    var unit = AppendUnit(events: (1...count).map { event(stream, $0) })
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let claim = Self.claim(Int.random(in: 0..<keys, using: &generator))
      let isHeld = holders[claim] != nil
      switch Int.random(in: 0..<24, using: &generator) {
      case 0: isHeld ? unit.takes.append(claim) : unit.releases.append(claim)
      case 1..<6 where isHeld:
        unit.releases.append(claim)
        unit.takes.append(claim)
      default: isHeld ? unit.releases.append(claim) : unit.takes.append(claim)
      }
    }
    return unit
  }
}
