/// Repeatable random numbers (SplitMix64); tests print the seed with what failed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

  mutating func text() -> [UInt8] {
    let letters = Array("王李张0123456789X{}\":,路号室 \u{1F54A}")
    return Array(
      String((0..<Int.random(in: 0...120, using: &self)).map { _ in letters.randomElement(using: &self) ?? "王" }).utf8
    )
  }
}
