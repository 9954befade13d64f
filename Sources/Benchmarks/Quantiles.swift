/// Some durations, in milliseconds and in order.
struct Quantiles {
  private let sorted: [Double]

  /// - Precondition: there is at least one.
  init(_ durations: [Duration]) {
    precondition(!durations.isEmpty, "There is no quantile of nothing.")
    sorted = durations.map { $0 / .milliseconds(1) }.sorted()
  }

  /// The smallest that this share of all does not exceed.
  subscript(share: Double) -> Double {
    sorted[min(max(Int((share * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
  }

  var p50: Double { self[0.5] }
  var p99: Double { self[0.99] }
  var maximum: Double { sorted[sorted.count - 1] }
  var text: String { "p50 \(Int(p50.rounded())), p99 \(Int(p99.rounded())), max \(Int(maximum.rounded())) ms" }

  /// As figures with names such as `visible_p50_ms_at_500`.
  func figures(_ name: String, _ suffix: String) -> [String: Double] {
    let tenths = { (value: Double) in (value * 10).rounded() / 10 }
    return [
      "\(name)_p50_ms_\(suffix)": tenths(p50), "\(name)_p99_ms_\(suffix)": tenths(p99),
      "\(name)_max_ms_\(suffix)": tenths(maximum),
    ]
  }
}
