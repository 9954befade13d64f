/// A moment as RFC 3339 text, kept as it was sent: `2026-07-01T08:30:00+08:00`, with up to six decimals of a second.
///
/// Two instants are equal when their texts are; they are ordered by the moment they mean. Two texts of one moment
/// are therefore unequal, and neither is less than the other.
public struct Instant: ValidatedText, Comparable {
  public let text: String
  /// Since 1970-01-01T00:00:00Z, negative before.
  public let microsecondsSince1970: Int64

  public init?(_ text: String) {
    guard let microseconds = Self.microseconds(Array(text.utf8)) else { return nil }
    self.text = text
    microsecondsSince1970 = microseconds
  }

  /// The shortest text in Asia/Shanghai, `2026-07-01T08:30:00+08:00`. Nil outside the years 1800 to 2199.
  public init?(microsecondsSince1970 microseconds: Int64) {
    let (shifted, overflow) = microseconds.addingReportingOverflow(Self.shanghaiOffset)
    guard !overflow else { return nil }
    let days = Self.floorDivide(shifted, Self.microsecondsPerDay)
    guard let date = LocalDate(daysSince1970: Int(days)) else { return nil }
    let ofDay = Int(shifted - days * Self.microsecondsPerDay)
    let (second, micros) = (ofDay / 1_000_000, ofDay % 1_000_000)
    let time = [second / 3600, second / 60 % 60, second % 60].map { ASCIIDigits.padded($0, 2) }.joined(separator: ":")
    text = "\(date)T\(time)\(micros == 0 ? "" : ".\(ASCIIDigits.padded(micros, 6))")+08:00"
    microsecondsSince1970 = microseconds
  }

  /// The calendar day in Asia/Shanghai, taken as UTC+8 throughout, as Chinese civil time has been since 1992; the
  /// first or last day that there is for a moment just outside 1800 to 2199.
  public var localDate: LocalDate {
    let days = Self.floorDivide(microsecondsSince1970 + Self.shanghaiOffset, Self.microsecondsPerDay)
    return LocalDate(daysSince1970: Int(days)) ?? (days < 0 ? .earliest : .latest)
  }

  /// Nil outside the years 1800 to 2199.
  public func adding(seconds: Int64) -> Instant? {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, overflows) = microsecondsSince1970.addingReportingOverflow(product)
    return overflow || overflows ? nil : Instant(microsecondsSince1970: sum)
  }

  public static func == (left: Instant, right: Instant) -> Bool { left.text == right.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }

  private static var shanghaiOffset: Int64 { 8 * 3_600_000_000 }
  private static var microsecondsPerDay: Int64 { 86_400_000_000 }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value / divisor - (value % divisor < 0 ? 1 : 0)
  }

  /// Nil unless the bytes are `YYYY-MM-DDThh:mm:ss[.d{1,6}](Z|±hh:mm)`, hours 00–23, offset at most 14:59, no leap
  /// second.
  private static func microseconds(_ bytes: [UInt8]) -> Int64? {
    guard bytes.count >= 20, let date = LocalDate(prefixOf: bytes), bytes[10] == UInt8(ascii: "T"),
      let time = clock(bytes, at: 11), bytes[16] == UInt8(ascii: ":"),
      let second = ASCIIDigits.number(in: bytes, 17..<19), second <= 59
    else { return nil }
    var index = 19
    var fraction = 0
    if bytes[index] == UInt8(ascii: ".") {
      let digits = bytes[(index + 1)...].prefix(while: ASCIIDigits.isDigit).count
      guard (1...6).contains(digits),
        let number = ASCIIDigits.number(in: bytes, (index + 1)..<(index + 1 + digits))
      else { return nil }
      fraction = (digits..<6).reduce(number) { value, _ in value * 10 }
      index += 1 + digits
    }
    guard let offset = zone(bytes, at: index) else { return nil }
    let minutes = Int64(date.daysSince1970) * 1440 + Int64(time - offset)
    return (minutes * 60 + Int64(second)) * 1_000_000 + Int64(fraction)
  }

  /// `hh:mm` as minutes.
  private static func clock(_ bytes: [UInt8], at index: Int) -> Int? {
    guard bytes.count >= index + 5, bytes[index + 2] == UInt8(ascii: ":"),
      let hour = ASCIIDigits.number(in: bytes, index..<(index + 2)), hour <= 23,
      let minute = ASCIIDigits.number(in: bytes, (index + 3)..<(index + 5)), minute <= 59
    else { return nil }
    return hour * 60 + minute
  }

  /// The offset from UTC in minutes; it must end the text.
  private static func zone(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "Z") { return bytes.count == index + 1 ? 0 : nil }
    guard bytes.count == index + 6, let offset = clock(bytes, at: index + 1), offset < 15 * 60 else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "+"): return offset
    case UInt8(ascii: "-"): return -offset
    default: return nil
    }
  }
}
