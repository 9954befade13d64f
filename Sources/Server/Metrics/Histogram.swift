/// Counts of durations by upper bound, in seconds.
struct Histogram: Sendable {
  static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// One for each bound and one for what lies beyond the last.
  private var counts = [Int64](repeating: 0, count: bounds.count + 1)
  private(set) var sum = 0.0

  mutating func observe(_ duration: Duration) {
    let seconds = duration / .seconds(1)
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }

  /// Each bound with the number of durations up to it; the last bound is infinite.
  var cumulative: [(bound: Double, count: Int64)] {
    var total: Int64 = 0
    return zip(Self.bounds + [.infinity], counts).map { bound, count in
      total += count
      return (bound, total)
    }
  }

  var count: Int64 { counts.reduce(0, +) }
}
