import CanonicalJSON
import Postgres
import Registry

/// A value of a read model as people read it. The template reads the properties by name, those that are stored.
struct TableCell: Equatable {
  let text: String
  /// Where it is told in full: a case, or an event.
  let link: String?
  /// Figures stand to the right.
  let isFigure: Bool
  /// It may take more than one line; what is short is never broken.
  let isLong: Bool

  /// What the columns' names end with says what their values are.
  /// It leads to `path`, if not where its own value says.
  init(_ value: String?, column: String, leading path: String? = nil, city: String?, _ language: Language) {
    let number = Self.isName(column) ? nil : value.flatMap { Int64($0) }
    isFigure = number != nil
    text = number.map { Self.figure($0, column) } ?? value.map { Self.words($0, column, language) } ?? "—"
    // Chinese is two columns wide.
    isLong = text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } > 32
    let lang = language == .english ? language.rawValue : nil
    link = (path ?? value.flatMap { Self.address($0, column) }).map { path in
      PageAddress.written(path, [("city", city), ("lang", lang)])
    }
  }

  private static func address(_ value: String, _ column: String) -> String? {
    if column == "evidence" { return list(value)?.first.map { "/log/events/\($0)" } }
    return FieldTeller.path(value, column)
  }

  /// Codes and years are written in digits and are no figures; what has no id is counted.
  private static func isName(_ column: String) -> Bool {
    if column == "without_id" { return false }
    return ["year", "division", "_id", "_no", "seed"].contains { column == $0 || column.hasSuffix($0) }
      || column.hasPrefix("division")
  }

  private static func figure(_ number: Int64, _ column: String) -> String {
    if column.hasSuffix("_fen") { return Figures.yuan(number) }
    if column.hasSuffix("_permille") { return Figures.percent(number, of: 1_000) + " %" }
    return Figures.grouped(number)
  }

  private static func words(_ value: String, _ column: String, _ language: Language) -> String {
    switch value {
    case "true": return language.choose(Bilingual(zh: "是", en: "yes"))
    case "false": return language.choose(Bilingual(zh: "否", en: "no"))
    case "[]", "": return "—"
    default: break
    }
    if let parts = list(value) {
      if column == "evidence" {
        return language.choose(Bilingual(zh: "\(parts.count) 个事件", en: "\(parts.count) event(s)"))
      }
      let more = parts.count > 5 ? " … (\(parts.count))" : ""
      return parts.prefix(5).joined(separator: language.choose(Bilingual(zh: "，", en: ", "))) + more
    }
    if column.hasSuffix("_at"), let instant = Instant(value) {
      return Figures.time(PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970))
    }
    return value
  }

  /// An array, as PostgreSQL writes it in JSON.
  static func list(_ value: String) -> [String]? {
    guard value.hasPrefix("["), case .array(let parts)? = try? JSON.parse(Array(value.utf8), maximumBytes: 1 << 20)
    else { return nil }
    return parts.map { $0.stringValue ?? String(decoding: $0.canonicalBytes, as: UTF8.self) }
  }
}
