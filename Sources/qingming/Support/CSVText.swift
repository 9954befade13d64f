/// A table as comma-separated values (RFC 4180), with the byte order mark by which spreadsheet programs know UTF-8.
/// None of the packages within reach writes CSV.
enum CSVText {
  private static let special: [Unicode.Scalar] = [",", "\"", "\r", "\n"]

  static func text(_ rows: [[String?]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ value: String?) -> String {
    guard let value else { return "" }
    guard value.unicodeScalars.contains(where: special.contains) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
