import Foundation

/// A calendar day as a number, for the plain models to count with.
struct PlainDay: Comparable {
  let number: Int

  init(number: Int) { self.number = number }

  /// Of a day, or of an instant in China's time.
  init(_ text: String) {
    let midnight = try? Date("\(text.prefix(10))T00:00:00Z", strategy: .iso8601)
    number = Int((midnight?.timeIntervalSince1970 ?? 0) / 86_400)
  }

  var text: String {
    String(Date(timeIntervalSince1970: Double(number) * 86_400).formatted(.iso8601).prefix(10))
  }

  /// The hours from the beginning of all days to an instant, which is on the hour.
  static func hours(_ instant: String) -> Int {
    PlainDay(instant).number * 24 + (Int(instant.dropFirst(11).prefix(2)) ?? 0)
  }

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }
  static func + (day: Self, days: Int64) -> Self { Self(number: day.number + Int(days)) }
}

extension PlainDay {
  /// In China: the last day of the month in which the test runs.
  static var endOfThisMonth: String {
    let today = PlainDay((Date.now + 8 * 3_600).formatted(.iso8601)).text
    let next = (0...31).map { PlainDay(today) + $0 }.first { $0.text.prefix(7) != today.prefix(7) }
    return ((next ?? PlainDay(today)) + -1).text
  }
}
