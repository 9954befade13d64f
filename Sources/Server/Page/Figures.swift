public import Postgres
import Registry

/// Numbers and times as people read them.
public enum Figures {
  /// `1,234,567`.
  public static func grouped(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    let first = digits.count % 3
    var groups = first == 0 ? [] : [String(digits.prefix(first))]
    var rest = digits.dropFirst(first)
    while !rest.isEmpty {
      groups.append(String(rest.prefix(3)))
      rest = rest.dropFirst(3)
    }
    return (number < 0 ? "−" : "") + groups.joined(separator: ",")
  }

  /// Fen as yuan: `1,234.50`.
  public static func yuan(_ fen: Int64) -> String {
    let cents = String(fen.magnitude % 100)
    return (fen < 0 ? "−" : "") + grouped(Int64(fen.magnitude / 100)) + "." + (cents.count < 2 ? "0" : "") + cents
  }

  /// A figure in smaller units, with as many places behind the point as it has: 8,000 cm² are `0.8` m².
  static func decimal(_ number: Int64, places: Int) -> String {
    let unit = (0..<places).reduce(UInt64(1)) { unit, _ in unit * 10 }
    let rest = String(number.magnitude % unit)
    var digits = String(repeating: "0", count: places - rest.count) + rest
    while digits.hasSuffix("0") { digits.removeLast() }
    let whole = (number < 0 ? "−" : "") + grouped(Int64(number.magnitude / unit))
    return digits.isEmpty ? whole : "\(whole).\(digits)"
  }

  /// `part` of `whole` in tenths of a percent, rounded down: `37.5`.
  public static func percent(_ part: Int64, of whole: Int64) -> String {
    guard whole > 0 else { return "0.0" }
    let tenths = part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// In China, to the second: `2026-07-01 08:30:00`.
  public static func time(_ time: PostgresTimestamp) -> String {
    Instant(microsecondsSince1970: time.microsecondsSince1970).map(Self.time) ?? ""
  }

  static func time(_ instant: Instant) -> String { String(instant.text.prefix(19)).replacing("T", with: " ") }
}
