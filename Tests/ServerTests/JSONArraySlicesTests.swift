import CanonicalJSON
import Testing

@testable import Server

@Suite struct JSONArraySlicesTests {
  private func split(_ text: String) throws -> [String] {
    try JSONArraySlices.split(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("[]", []),
    (" [ ] \n", []),
    ("[1]", ["1"]),
    ("[ {\"a\":1} ,\n{\"a\":2,\"a\":3}]", ["{\"a\":1}", "{\"a\":2,\"a\":3}"]),
    ("[\"],[\", \"\\\"]\\\\\", \"\"]", ["\"],[\"", "\"\\\"]\\\\\"", "\"\""]),
    ("[[1,[2]],{\"b\":[3,4]}]", ["[1,[2]]", "{\"b\":[3,4]}"]),
    ("[1.50e2, \u{FEFF}, 身份]", ["1.50e2", "\u{FEFF}", "身份"]),
  ])
  func elementsAreTheBytesAsSent(text: String, elements: [String]) throws {
    #expect(try split(text) == elements)
  }

  @Test(arguments: [
    ("", 0), ("  ", 2), ("{}", 0), ("[", 1), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1), ("[1 ,, 2]", 4),
    ("[1] 2", 4), ("[1]]", 3), ("[{]", 3), ("[}]", 1), ("[\"", 2), ("[\"\\", 3), ("[\"\\\"]", 5),
  ])
  func whatIsNoArrayIsToldApart(text: String, offset: Int) {
    #expect(throws: JSONArraySlices.Malformed(offset: offset)) { try split(text) }
  }

  /// Random values, written with random white space, come back one by one.
  @Test func anyValuesComeBack() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededNumbers(state: seed)
    for _ in 0..<500 {
      let values = (0..<Int.random(in: 0...5, using: &random)).map { _ in JSON.random(depth: 4, using: &random) }
      let spaces = ["", " ", "\n\t", " \r\n "]
      var text: [UInt8] = Array("[".utf8)
      for (index, value) in values.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        text += (spaces.randomElement(using: &random) ?? "").utf8
        text += value.canonicalBytes
        text += (spaces.randomElement(using: &random) ?? "").utf8
      }
      text.append(UInt8(ascii: "]"))
      let slices = try JSONArraySlices.split(text)
      #expect(slices.map(Array.init) == values.map(\.canonicalBytes), "seed \(seed)")
    }
  }
}

/// SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension JSON {
  fileprivate static func random(depth: Int, using random: inout SeededNumbers) -> JSON {
    let texts = ["", "]", "[", "{", "}", ",", "\"", "\\", "\\\"", "清明", "a\nb", "\u{1}"]
    switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(.random(in: -1000...1000, using: &random))
    case 3: return .string((0..<3).compactMap { _ in texts.randomElement(using: &random) }.joined())
    case 4:
      return .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in self.random(depth: depth - 1, using: &random) }
      )
    default:
      var object = JSONObject()
      for name in texts.prefix(Int.random(in: 0...3, using: &random)) {
        object[name] = self.random(depth: depth - 1, using: &random)
      }
      return .object(object)
    }
  }
}
