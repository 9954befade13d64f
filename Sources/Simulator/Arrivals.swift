/// The moments of death: `cases` of them in chronological order, more of them in winter.
struct Arrivals: Sendable {
  /// Deaths in a month against an even year of 1000, after the seasons of northern China (assumed, not counted).
  private static let seasons = [1180, 1090, 1040, 980, 930, 880, 890, 910, 900, 960, 1050, 1190]

  private let cases: Int
  private let first: Day
  /// Weight of the days before each day, in weighted seconds.
  private let before: [Int]
  private var random: SeededRandom
  private var day = 0
  private(set) var index = 0

  init(cases: Int, from first: Day, until end: Day, seed: UInt64) {
    (self.cases, self.first) = (cases, first)
    random = SeededRandom(seed: seed, subject: 0, purpose: 0x6465_6174)
    var sum = 0
    var before = [0]
    for number in first.number..<end.number {
      sum += Self.seasons[Day(number: number).civil.month - 1] * 86_400
      before.append(sum)
    }
    self.before = before
  }

  /// One death in each equal share of the year's weight, so that their number is exact and their order given.
  mutating func next() -> (index: Int, moment: Moment)? {
    guard index < cases, let total = before.last else { return nil }
    let share = total / cases
    let target = total * index / cases + random.below(max(share, 1))
    while day + 2 < before.count && before[day + 1] <= target { day += 1 }
    let weight = (before[day + 1] - before[day]) / 86_400
    defer { index += 1 }
    return (index, Moment(first.adding(days: day)).adding(seconds: min((target - before[day]) / weight, 86_399)))
  }
}
