/// A calendar day in Asia/Shanghai (Gregorian), 1800-01-01 to 2199-12-31, written `YYYY-MM-DD`.
public struct LocalDate: ValidatedText, Comparable {
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int

  /// The years that a text may name.
  static let years = 1800...2199

  static let earliest = LocalDate(known: (1800, 1, 1))
  static let latest = LocalDate(known: (2199, 12, 31))

  /// Nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.daysIn(month: month, year: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  private init(known day: (Int, Int, Int)) {
    (year, month, self.day) = day
  }

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, let date = LocalDate(prefixOf: bytes) else { return nil }
    self = date
  }

  /// Reads the first ten bytes.
  init?(prefixOf bytes: [UInt8]) {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = ASCIIDigits.number(in: bytes, 0..<4), let month = ASCIIDigits.number(in: bytes, 5..<7),
      let day = ASCIIDigits.number(in: bytes, 8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var text: String {
    "\(year)-\(ASCIIDigits.padded(month, 2))-\(ASCIIDigits.padded(day, 2))"
  }

  public static func < (left: LocalDate, right: LocalDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
