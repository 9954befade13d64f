/// A table as comma-separated values (RFC 4180), with the byte order mark by which spreadsheet programs know UTF-8.
/// None of the packages within reach writes CSV.
public enum CSVText {
  private static let special: [Unicode.Scalar] = [",", "\"", "\r", "\n"]

  /// Rows of fields; what is nil is empty. Lines end in CRLF.
  public static func text(_ rows: [[String?]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ value: String?) -> String {
    guard let value = value.map(harmless) else { return "" }
    guard value.unicodeScalars.contains(where: special.contains) else { return value }
    // By scalars: a quotation mark with a combining mark after it is one character, and another one.
    let doubled = value.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
  }

  /// Spreadsheet programs take text that begins like this for a formula, whoever has submitted it.
  private static func harmless(_ value: String) -> String {
    guard let first = value.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(value) == nil else {
      return value
    }
    return "'" + value
  }
}
