import FoundationEssentials

extension PostgresTimestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with six decimals: `2026-11-21T12:00:00.123456Z`; `infinity` and `-infinity` as PostgreSQL writes them.
  public var description: String {
    if self == .infinity { return "infinity" }
    if self == .negativeInfinity { return "-infinity" }
    let (seconds, microseconds) = microsecondsSince1970.floorDivided(by: 1_000_000)
    let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    let decimals = String(microseconds)
    return whole.dropLast() + "." + String(repeating: "0", count: 6 - decimals.count) + decimals + "Z"
  }
}

extension Int64 {
  /// Quotient and remainder with a remainder that is never negative, so that times before 1970 read right.
  fileprivate func floorDivided(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
