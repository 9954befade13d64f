/// Couples who both die within a year and share a double plot: the first in the first sixth of a year's cases, the other half a
/// year's cases later.
struct Couples: Sendable {
  private let yearly: Int
  private let stride: Int
  private let gap: Int
  private let zone: Int

  init(yearly: Int) {
    self.yearly = max(yearly, 1)
    zone = yearly / 6
    gap = yearly / 2
    stride = min(max(zone / 3, 40), 60)
  }

  /// The ninth of every stride; showcases lie elsewhere.
  func isFirst(_ index: Int) -> Bool {
    let inYear = index % yearly
    return zone >= 10 && inYear < zone && inYear % stride == 9
  }

  /// True for the first, third, fifth couple and so on.
  func isAlternate(_ first: Int) -> Bool { (first % yearly / stride).isMultiple(of: 2) }

  func second(of first: Int) -> Int { first + gap }

  func first(of second: Int) -> Int? {
    let first = second - gap
    return first >= 0 && isFirst(first) ? first : nil
  }
}
