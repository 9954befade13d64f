import Registry

/// A day, and perhaps a time of day, as registers have them: `2026-03-05 14:30`, `2026/3/5`, `2026.3.5`, `2026年3月5日14时30分`,
/// `20260305`; or an instant as the registry writes it. Without a zone it is Beijing time.
struct DateText {
  let day: LocalDate
  /// Hour, minute and second; midnight where only the day is given.
  let time: (hour: Int, minute: Int, second: Int)

  /// Nil when it is none of these, or no real day or time.
  init?(_ text: String) {
    var scanner = Scanner(rest: text[...])
    guard let date = scanner.date(), let day = LocalDate(date) else { return nil }
    guard let time = scanner.time() else { return nil }
    (self.day, self.time) = (day, time)
  }

  var instant: Instant? {
    Instant("\(day)T\(Self.two(time.hour)):\(Self.two(time.minute)):\(Self.two(time.second))+08:00")
  }

  fileprivate static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private struct Scanner {
    var rest: Substring

    /// `yyyy-mm-dd`.
    mutating func date() -> String? {
      guard let first = digits() else { return nil }
      if first.count == 8 {
        return "\(first.prefix(4))-\(first.dropFirst(4).prefix(2))-\(first.suffix(2))"
      }
      guard first.count == 4, let separator = rest.popFirst(), "-/.年".contains(separator), let month = number(),
        rest.popFirst() == (separator == "年" ? "月" : separator), let day = number()
      else { return nil }
      if separator == "年" && rest.first == "日" { rest.removeFirst() }
      return "\(first)-\(two(month))-\(two(day))"
    }

    mutating func time() -> (Int, Int, Int)? {
      while rest.first == " " || rest.first == "T" { rest.removeFirst() }
      if rest.isEmpty { return (0, 0, 0) }
      guard let hour = number(), let first = rest.popFirst(), ":时点".contains(first) else { return nil }
      var (minute, second) = (0, 0)
      if !rest.isEmpty {
        guard let found = number() else { return nil }
        minute = found
      }
      if first != ":" && rest.first == "分" { rest.removeFirst() }
      if rest.first == ":" {
        rest.removeFirst()
        guard let found = number() else { return nil }
        second = found
      }
      guard rest.isEmpty, hour < 24, minute < 60, second < 60 else { return nil }
      return (hour, minute, second)
    }

    private mutating func digits() -> Substring? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      return digits.isEmpty ? nil : digits
    }

    /// A number of one or two digits.
    private mutating func number() -> Int? {
      guard let digits = digits(), digits.count <= 2 else { return nil }
      return Int(digits)
    }

    private func two(_ number: Int) -> String { DateText.two(number) }
  }
}
