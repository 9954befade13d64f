import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite struct PropertyTests {
  let seed = UInt64.random(in: 0...UInt64.max)

  @Test func canonicalBytesReadBackAsTheSameValue() async throws {
    var random = RandomJSON(generator: SeededGenerator(seed: seed))
    for _ in 0..<2_000 {
      let value = random.value()
      let bytes = value.canonicalBytes
      let read = try JSON.parse(bytes)
      #expect(read == value, "seed \(seed)")
      #expect(read.canonicalBytes == bytes, "seed \(seed)")
    }
  }

  @Test func pythonWritesTheSameBytes() async throws {
    var random = RandomJSON(generator: SeededGenerator(seed: seed))
    let texts = (0..<1_000).map { _ in random.value().canonicalBytes }
    #expect(try await PythonJudge.canonical(texts) == texts.map(hexadecimal), "seed \(seed)")
  }

  /// What survives a mutation means the same to Python; where Python is more lenient, we refuse.
  @Test func pythonAgreesOnWhateverIsAccepted() async throws {
    var random = RandomJSON(generator: SeededGenerator(seed: seed))
    let mutants = (0..<6_000).map { _ in mutated(random.value().canonicalBytes, using: &random.generator) }
    let verdicts = try await PythonJudge.canonical(mutants)
    #expect(verdicts.count == mutants.count)
    var accepted = 0
    for (mutant, verdict) in zip(mutants, verdicts) {
      guard let value = try? JSON.parse(mutant) else { continue }
      accepted += 1
      #expect(hexadecimal(value.canonicalBytes) == verdict, "seed \(seed)")
    }
    // Otherwise the test has judged nothing.
    #expect((100..<mutants.count).contains(accepted), "seed \(seed)")
  }

  private func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let tokens = [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", " ", "\\u0061", "\\ud83d", "\u{0}", "é",
    ]
    switch Int.random(in: 0...2, using: &generator) {
    case 0 where place < bytes.count: bytes.remove(at: place)
    case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &generator)
    default: bytes.insert(contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
    }
    return bytes
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }
}
