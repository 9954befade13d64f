import CanonicalJSON
import TestSupport

/// Random values with the corners in them: surrogate pairs, private use characters, escapes, composed and decomposed
/// letters.
struct RandomJSON {
  var generator: SeededGenerator

  mutating func value(depth: Int = 4) -> JSON {
    switch Int.random(in: 0..<(depth == 0 ? 4 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .integer(integer())
    case 3: return .string(text())
    case 4: return .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...6, using: &generator) { object[text()] = value(depth: depth - 1) }
      return .object(object)
    }
  }

  private mutating func integer() -> Int64 {
    switch Int.random(in: 0...3, using: &generator) {
    case 0: JSON.exactIntegers.upperBound - .random(in: 0...2, using: &generator)
    case 1: JSON.exactIntegers.lowerBound + .random(in: 0...2, using: &generator)
    case 2: .random(in: -9...9, using: &generator)
    default: .random(in: JSON.exactIntegers, using: &generator)
    }
  }

  mutating func text() -> String {
    let parts = [
      "a", "b", "Z", "0", " ", "é", "e\u{301}", "清", "明", "\u{1F600}", "\u{FB33}", "\u{E000}", "\u{FFFD}", "\u{10FFFF}",
      "\"", "\\", "/", "\u{8}", "\u{c}", "\n", "\r", "\t", "\u{1}", "\u{1f}", "\u{7f}", "\u{80}", "\u{2028}",
      "\u{D7FF}",
    ]
    return (0..<Int.random(in: 0...5, using: &generator)).map { _ in parts.randomElement(using: &generator) ?? "" }
      .joined()
  }
}
