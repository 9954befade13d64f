import Postgres
import Registry

/// Times of the log as the log itself writes them: `2026-11-21T12:00:00.123456Z`, in UTC, to the microsecond.
enum UTCTime {
  static func text(_ time: PostgresTimestamp) -> String {
    let (days, ofDay) = time.microsecondsSince1970.flooredDivision(by: 86_400_000_000)
    guard let date = LocalDate(daysSince1970: Int(days)) else { return "" }
    let (second, micros) = (ofDay / 1_000_000, ofDay % 1_000_000)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(date)T\(clock).\(padded(micros, 6))Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
