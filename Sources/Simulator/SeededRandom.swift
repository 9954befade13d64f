/// Random numbers that are the same on every machine for the same seed.
///
/// xoshiro256** 1.0, its state filled by SplitMix64, as their authors advise (D. Blackman and S. Vigna, "Scrambled Linear
/// Pseudorandom Number Generators", ACM TOMS 2021; both are in the public domain at prng.di.unimi.it). The standard
/// library's
/// `random(in:using:)` is not used: how it maps a word to a range may change between versions, and with it every city.
struct SeededRandom: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  init(seed: UInt64) {
    var filler = SplitMix64(state: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// Numbers of their own for one subject (a case, say) of a seeded city, whatever else has been drawn before.
  init(seed: UInt64, subject: Int, purpose: UInt64) {
    var mixer = SplitMix64(state: seed)
    var inner = SplitMix64(state: mixer.next() ^ purpose)
    self.init(seed: inner.next() &+ UInt64(bitPattern: Int64(subject)))
  }

  mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, 45)
    return result
  }

  /// 0 up to but not including `bound`, which is at least 1. The bias of the multiplication is below 2^-40 for the bounds
  /// used here.
  mutating func below(_ bound: Int) -> Int {
    Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True `permille` times in a thousand.
  mutating func chance(_ permille: Int) -> Bool {
    below(1000) < permille
  }

  /// Draws an element by its weight; `table` is not empty and some weight is positive.
  mutating func pick<Element>(_ table: [(weight: Int, element: Element)]) -> Element {
    var draw = below(table.reduce(0) { $0 + $1.weight })
    for (weight, element) in table {
      draw -= weight
      if draw < 0 { return element }
    }
    return table[table.count - 1].element
  }

  private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    (word << bits) | (word >> (64 - bits))
  }
}

/// The generator of Steele, Lea and Flood (2014) with Vigna's constants; it turns any seed, zero too, into well-mixed words.
struct SplitMix64: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
