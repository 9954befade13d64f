/// A whole number that is only ever within the range of its type; decodes and encodes as a plain JSON integer.
public protocol BoundedInteger: ExplainedShape, Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  static var range: ClosedRange<Int> { get }
  var value: Int { get }
  /// Nil when `value` is outside the range.
  init?(_ value: Int)
}

extension BoundedInteger {
  public var description: String { String(value) }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(Int.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a valid \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

/// The largest integer that every JSON reader keeps exact (RFC 7493): 2^53 − 1.
private let largestExact = 9_007_199_254_740_991

/// Money in fen (分), hundredths of a yuan.
public struct Fen: BoundedInteger {
  public static var range: ClosedRange<Int> { 0...largestExact }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

extension Fen {
  /// `1234.50`.
  var yuan: String { Registry.yuan(value) }
}

/// Fen as yuan: `1234.50`.
func yuan(_ fen: Int) -> String {
  let (whole, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
  return "\(fen < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

extension Sequence<Fen> {
  /// The sum in fen; a sum that no register can hold stays at the greatest number.
  var sum: Int {
    reduce(0) { sum, fen in
      let (next, overflow) = sum.addingReportingOverflow(fen.value)
      return overflow ? .max : next
    }
  }
}

/// A number of things, possibly none.
public struct Count: BoundedInteger {
  public static var range: ClosedRange<Int> { 0...largestExact }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// A number of things, 1 to 1,000,000.
public struct PositiveCount: BoundedInteger {
  public static var range: ClosedRange<Int> { 1...1_000_000 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// A share in hundredths, 1 to 100.
public struct Percent: BoundedInteger {
  public static var range: ClosedRange<Int> { 1...100 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// Portions that the ashes of one decedent are divided into, or the number of one of them: 1 to 20.
public struct PortionCount: BoundedInteger {
  public static var range: ClosedRange<Int> { 1...20 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// A calendar year, 1900 to 2200.
public struct Year: BoundedInteger {
  public static var range: ClosedRange<Int> { 1900...2200 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}

/// Grade of a funeral home, 1 the highest, 3 the lowest.
public struct HomeGrade: BoundedInteger {
  public static var range: ClosedRange<Int> { 1...3 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }
}
