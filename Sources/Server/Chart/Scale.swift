/// Where values lie on an axis that begins at nothing: from the least value that there is to the round one above the greatest.
struct Scale: Equatable {
  /// Round, in equal steps; the first and the last are the ends of the axis.
  let ticks: [Int64]
  /// Of the first and the last tick, in units of the drawing.
  let from: Int
  let to: Int

  /// - Parameters:
  ///   - values: what is to be shown; nothing is among them in any case.
  ///   - from: where the axis begins.
  ///   - to: where it ends, also below `from`.
  ///   - steps: how many at most.
  init(_ values: some Sequence<Int64>, from: Int, to: Int, steps: Int64 = 5) {
    let (least, most) = values.reduce((Int64(0), Int64(0))) { (min($0.0, $1), max($0.1, $1)) }
    // Half of what fits into the type, so that the end of the axis fits as well.
    let (low, high) = (max(least, -Self.limit), min(max(most, least == 0 ? 1 : 0), Self.limit))
    let step = Self.step(of: low, high, most: steps)
    let first = low < 0 ? -((-low + step - 1) / step) : 0
    ticks = (first...((high + step - 1) / step)).map { $0 * step }
    (self.from, self.to) = (from, to)
  }

  private static let limit: Int64 = 1 << 60

  /// The smallest of 1, 2, 5, 10, 20, … that reaches from one end to the other in so many steps.
  private static func step(of low: Int64, _ high: Int64, most steps: Int64) -> Int64 {
    var power: Int64 = 1
    while true {
      for factor: Int64 in [1, 2, 5] {
        let step = power * factor
        if (high + step - 1) / step + (-low + step - 1) / step <= steps { return step }
      }
      power *= 10
    }
  }

  /// Where a value lies; what is beyond an end lies at it.
  func position(_ value: Int64) -> Int {
    guard let first = ticks.first, let last = ticks.last, last > first else { return from }
    let (part, whole) = (Int128(min(max(value, first), last)) - Int128(first), Int128(last) - Int128(first))
    let span = Int128(to - from)
    // To the nearest, up or down the axis.
    return from + Int((2 * span * part + (span < 0 ? -whole : whole)) / (2 * whole))
  }
}
