import Foundation

/// Repeatable random numbers (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  /// `QINGMING_SEED`, which a failure prints, or another one in every run.
  static func seed() -> UInt64 {
    ProcessInfo.processInfo.environment["QINGMING_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
  }
}
