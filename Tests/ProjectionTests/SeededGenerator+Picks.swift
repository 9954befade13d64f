import TestSupport

extension SeededGenerator {
  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  /// Sizes that add up to `total` at least.
  mutating func cuts(of total: Int, upTo largest: Int) -> [Int32] {
    var sizes: [Int32] = []
    var left = total
    while left > 0 {
      let size = Int.random(in: 1...largest, using: &self)
      sizes.append(Int32(size))
      left -= size
    }
    return sizes
  }
}
