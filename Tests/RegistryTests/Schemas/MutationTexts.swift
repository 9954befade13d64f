extension EventMutations {
  /// Texts to be tried in the place of `text`: general damage, and what goes wrong with texts of its kind.
  static func strings(from text: String) -> [String] {
    let scalars = text.unicodeScalars.count
    let damaged = [
      text + "\n", text + "\r\n", "\n" + text, text + "\r", text + "\u{2028}", text + " ", " " + text, text + "\t",
      text + "\u{1F}", text + "\u{7F}", text + "\u{80}", text + "\u{FEFF}", text + "\u{301}", text + "𠮷", text + "葬",
      text + "0", text + "a", text + "/", text + "-", text + text, String(text.dropLast()), String(text.dropFirst()),
      text.uppercased(), text.lowercased(), fullWidth(text),
      // To Swift's String the Kelvin sign is a K; to a schema it never is.
      text.replacing("K", with: "\u{212A}"), text.replacing("-", with: "\u{2010}"),
      filled(text, to: 64), filled(text, to: 65), filled(text, to: 500), filled(text, to: 501),
      String(repeating: "𠮷", count: 500), String(repeating: "𠮷", count: 501),
      String(repeating: "e\u{301}", count: 250), String(repeating: "e\u{301}", count: 251),
    ]
    return damaged + kindred(text, scalars: scalars)
  }

  /// Fills up with the last character, which is of the text's own alphabet.
  private static func filled(_ text: String, to count: Int) -> String {
    text + String(repeating: text.last ?? "x", count: max(0, count - text.unicodeScalars.count))
  }

  private static func fullWidth(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }
      )
    )
  }

  private static func kindred(_ text: String, scalars: Int) -> [String] {
    switch scalars {
    case 6: divisions
    case 10 where text.dropFirst(4).hasPrefix("-"): dates
    case 18: uscc(text)
    case 36: [text.uppercased(), text.replacing("-", with: ""), "00000000-0000-0000-0000-000000000000", "{\(text)}"]
    case 64: [String(text.dropLast()) + "g", String(text.dropLast(2)) + "é", text.uppercased()]
    case 20...32 where text.dropFirst(10).hasPrefix("T"): instants + dates.map { $0 + "T08:00:00+08:00" }
    default: text.contains("/") ? plots(text) : []
    }
  }

  private static let divisions = [
    "000000", "000001", "100000", "800000", "900000", "899999", "37100", "3710020", "37-002", "371OO2", "+71002",
  ]

  private static let dates = [
    "2026-02-28", "2026-02-29", "2026-02-30", "2024-02-29", "1900-02-29", "2000-02-29", "2100-02-29", "2026-04-31",
    "2026-06-30", "2026-12-31", "2026-12-32", "2026-00-10", "2026-13-01", "2026-01-00", "1799-12-31", "1800-01-01",
    "2199-12-31", "2200-01-01", "2026-1-01", "2026-01-1", "26-01-01", "20260101", "2026-001", "2026-W01-1",
    "2026/01/01", "2026-01-01T00:00:00Z", "+2026-01-01", "2026-01-+1", "2026- 1-01", "0000-01-01",
  ]

  private static let instants = [
    "2026-07-01T00:00:00Z", "2026-07-01T23:59:59Z", "2026-07-01T24:00:00Z", "2026-07-01T23:60:00Z",
    "2026-06-30T23:59:60Z", "2026-07-01T08:00:00.1+08:00", "2026-07-01T08:00:00.123456+08:00",
    "2026-07-01T08:00:00.1234567+08:00", "2026-07-01T08:00:00.+08:00", "2026-07-01T08:00:00,5+08:00",
    "2026-07-01T08:00:00", "2026-07-01T08:00Z", "2026-07-01t08:00:00Z", "2026-07-01T08:00:00z",
    "2026-07-01 08:00:00Z", "2026-07-01T08:00:00+0800", "2026-07-01T08:00:00+08", "2026-07-01T08:00:00+08:60",
    "2026-07-01T08:00:00+14:59", "2026-07-01T08:00:00+15:00", "2026-07-01T08:00:00-14:59",
    "2026-07-01T08:00:00-15:00", "2026-07-01T08:00:00-00:00", "2026-07-01T08:00:00+00:00",
    "2026-07-01T08:00:00ZZ", "2026-07-01T08:00:00Z+08:00", "2026-07-01T8:00:00Z", "2026-07-01T08:00:00+8:00",
    "1800-01-01T00:00:00+14:59", "2199-12-31T23:59:59.999999-14:59", "1799-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
  ]

  private static func uscc(_ text: String) -> [String] {
    ["I", "O", "S", "V", "Z", "k", "\u{212A}", "K", "0", "-"].map { $0 + text.dropFirst() }
  }

  private static func plots(_ text: String) -> [String] {
    let front = text.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return ["0", "1", "01", "+1", "-1", "99999", "100000", "1.0", "1e2", "", "1", "A1", "1/1", " 1"]
      .map { "\(front)/\($0)" } + [front, "/" + text, text.replacing("/", with: "//"), text.replacing("/", with: "\\")]
  }

  /// Changes, inserts or removes one to four characters at random places.
  static func scramble(_ text: String, using generator: inout Generator) -> String {
    let alphabet = Array("0123456789abcfABCFKIOSVZ-_./:TZ+ \n\r\t\"\\\u{7F}\u{301}葬𠮷é０\u{212A}".unicodeScalars)
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      guard let scalar = alphabet.randomElement(using: &generator) else { break }
      let index = Int.random(in: 0...scalars.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: scalars.insert(scalar, at: index)
      case 1 where index < scalars.count: scalars[index] = scalar
      case 2 where index < scalars.count: scalars.remove(at: index)
      default: break
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
