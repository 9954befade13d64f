/// A calendar day in Asia/Shanghai, as a number of days since 1970-01-01.
///
/// The simulator is an outside sender, so it has a calendar of its own: an error in the registry's dates must not be able
/// to hide behind the same error here.
public struct Day: Hashable, Comparable, Sendable {
  let number: Int

  init(number: Int) {
    self.number = number
  }

  /// Nil unless it is a real day of the Gregorian calendar between 1800 and 2199.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1800...2199).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(year, month) else {
      return nil
    }
    self.init(civil: (year, month, day))
  }

  /// Nil unless it is `YYYY-MM-DD` and such a day.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year, month, day)
  }

  /// Days from the civil calendar, counting years from March so that the leap day comes last (H. Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms").
  private init(civil: (year: Int, month: Int, day: Int)) {
    let year = civil.month > 2 ? civil.year : civil.year - 1
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// `YYYY-MM-DD`.
  public var text: String {
    let (year, month, day) = civil
    var digits = Digits()
    digits.append(year, width: 4)
    digits.append(UInt8(ascii: "-"))
    digits.append(month, width: 2)
    digits.append(UInt8(ascii: "-"))
    digits.append(day, width: 2)
    return digits.text
  }

  func adding(days: Int) -> Day { Day(number: number + days) }

  /// The same day some months on, or the last of that month when it is shorter.
  func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let count = year * 12 + month - 1 + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    return Day(civil: (newYear, newMonth, min(day, Self.length(newYear, newMonth))))
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A second of time, written in Weihai's UTC+8 (China has had no summer time since 1991).
struct Moment: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z.
  var seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - 28_800
  }

  /// Of 1970 and later.
  var day: Day { Day(number: (seconds + 28_800) / 86_400) }

  /// RFC 3339 with the offset that people there use.
  var text: String {
    let inDay = (seconds + 28_800) % 86_400
    var digits = Digits()
    digits.append(inDay / 3600, width: 2)
    digits.append(UInt8(ascii: ":"))
    digits.append(inDay / 60 % 60, width: 2)
    digits.append(UInt8(ascii: ":"))
    digits.append(inDay % 60, width: 2)
    return "\(day.text)T\(digits.text)+08:00"
  }

  func adding(minutes: Int) -> Moment { Moment(seconds: seconds + minutes * 60) }
  func adding(seconds more: Int) -> Moment { Moment(seconds: seconds + more) }

  static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}
