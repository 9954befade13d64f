public import FoundationEssentials

/// A `timestamptz`: an instant in whole microseconds, kept exactly.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let microsecondsSince1970: Int64

  public init(microsecondsSince1970: Int64) {
    self.microsecondsSince1970 = microsecondsSince1970
  }

  /// PostgreSQL's `infinity`: later than every instant.
  public static let infinity = PostgresTimestamp(microsecondsSince1970: .max)
  /// PostgreSQL's `-infinity`: earlier than every instant.
  public static let negativeInfinity = PostgresTimestamp(microsecondsSince1970: .min)

  public static func < (left: Self, right: Self) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }

  /// 2000-01-01T00:00:00Z, from which PostgreSQL counts.
  private static let postgresEpoch: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .timestamptz }

  public func encode(into bytes: inout [UInt8]) {
    guard self != .infinity, self != .negativeInfinity else {
      return bytes.appendBigEndian(microsecondsSince1970)
    }
    let (shifted, overflow) = microsecondsSince1970.subtractingReportingOverflow(Self.postgresEpoch)
    // Far before PostgreSQL's calendar begins: any value that the server refuses and that is not its infinity.
    bytes.appendBigEndian(overflow ? Int64.min + 1 : shifted)
  }

  public init(from value: PostgresValue) throws(PostgresError) {
    let shifted = try value.integer(Int64.self, from: .timestamptz)
    if shifted == .max || shifted == .min {
      self.init(microsecondsSince1970: shifted)
    } else {
      let (microseconds, overflow) = shifted.addingReportingOverflow(Self.postgresEpoch)
      guard !overflow else { throw value.mismatch(Self.self) }
      self.init(microsecondsSince1970: microseconds)
    }
  }
}

/// `Date` travels as `timestamptz`, rounded to the microsecond. Its own resolution is about 0.1 µs in this century.
extension Date: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .timestamptz }

  public func encode(into bytes: inout [UInt8]) {
    let microseconds = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
    let sinceReference = Int64(exactly: microseconds)
    let since1970 = sinceReference?.addingReportingOverflow(978_307_200_000_000)
    if let since1970, !since1970.overflow {
      PostgresTimestamp(microsecondsSince1970: since1970.partialValue).encode(into: &bytes)
    } else {
      (microseconds < 0 ? PostgresTimestamp.negativeInfinity : .infinity).encode(into: &bytes)
    }
  }

  /// Reads `timestamptz`; `infinity` becomes `Date.distantFuture`, `-infinity` becomes `Date.distantPast`.
  public init(from value: PostgresValue) throws(PostgresError) {
    switch try PostgresTimestamp(from: value) {
    case .infinity: self = .distantFuture
    case .negativeInfinity: self = .distantPast
    case let instant:
      let (seconds, microseconds) = instant.microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
      self.init(timeIntervalSinceReferenceDate: Double(seconds - 978_307_200) + Double(microseconds) / 1_000_000)
    }
  }
}

/// A `date`: a day of the proleptic Gregorian calendar.
public struct PostgresDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let daysSince1970: Int32

  public init(daysSince1970: Int32) {
    self.daysSince1970 = daysSince1970
  }

  /// PostgreSQL's `infinity`: later than every day.
  public static let infinity = PostgresDate(daysSince1970: .max)
  /// PostgreSQL's `-infinity`: earlier than every day.
  public static let negativeInfinity = PostgresDate(daysSince1970: .min)

  public static func < (left: Self, right: Self) -> Bool { left.daysSince1970 < right.daysSince1970 }

  /// 2000-01-01, from which PostgreSQL counts.
  private static let postgresEpoch: Int32 = 10_957
}

extension PostgresDate: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .date }

  public func encode(into bytes: inout [UInt8]) {
    guard self != .infinity, self != .negativeInfinity else { return bytes.appendBigEndian(daysSince1970) }
    let (shifted, overflow) = daysSince1970.subtractingReportingOverflow(Self.postgresEpoch)
    // As for timestamps: refused by the server, and not its infinity.
    bytes.appendBigEndian(overflow ? Int32.min + 1 : shifted)
  }

  public init(from value: PostgresValue) throws(PostgresError) {
    let shifted = try value.integer(Int32.self, from: .date)
    if shifted == .max || shifted == .min {
      self.init(daysSince1970: shifted)
    } else {
      let (days, overflow) = shifted.addingReportingOverflow(Self.postgresEpoch)
      guard !overflow else { throw value.mismatch(Self.self) }
      self.init(daysSince1970: days)
    }
  }
}
