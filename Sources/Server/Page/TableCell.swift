import CanonicalJSON
import Postgres
import Registry

/// A value of a read model as people read it.
struct TableCell: ShownCell, Equatable {
  let text: String
  /// A case, or an event.
  let link: String?
  let isFigure: Bool
  let isLong: Bool

  /// What the columns' names end with says what their values are.
  ///
  /// - Parameters:
  ///   - value: as the row has it.
  ///   - column: its name.
  ///   - code: what stands in the row for the same thing, where the column has its name.
  ///   - address: of the page.
  ///   - word: what a code is called.
  init(
    _ value: String?,
    column: String,
    code: String? = nil,
    _ address: PageAddress,
    word: (String) -> Bilingual = { Bilingual(zh: $0, en: $0) }
  ) {
    let language = address.language
    let number = Self.isName(column) ? nil : value.flatMap { Int64($0) }
    isFigure = number != nil
    text = number.map { Self.figure($0, column) } ?? value.map { Self.words($0, column, language, word) } ?? "—"
    // Chinese is two columns wide.
    isLong = text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } > 32
    link = (code ?? value).flatMap { Self.page($0, column) }.map { address.to($0) }
  }

  /// Where what a column names is told in full.
  private static func page(_ value: String, _ column: String) -> String? {
    switch column {
    case "evidence": return list(value)?.first.map { "/log/events/\($0)" }
    case "facility_zh", "facility_en", "home_zh", "home_en": return FieldTeller.path(value, "facility")
    case "division", "division_zh", "division_en": return DivisionCode(value).map { "/divisions/\($0.text)" }
    case "town", "town_zh", "town_en": return TownCode(value).map { "/divisions/\($0.text)" }
    default: return FieldTeller.path(value, column)
    }
  }

  /// Codes and years are written in digits and are no figures; what has no id is counted.
  private static func isName(_ column: String) -> Bool {
    if column == "without_id" { return false }
    return ["year", "division", "town", "_id", "_no", "seed"].contains { column == $0 || column.hasSuffix($0) }
      || column.hasPrefix("division")
  }

  private static func figure(_ number: Int64, _ column: String) -> String {
    if column.hasSuffix("_fen") { return Figures.yuan(number) }
    if column.hasSuffix("_permille") { return Figures.percent(number, of: 1_000) + " %" }
    return Figures.grouped(number)
  }

  private static func words(
    _ value: String,
    _ column: String,
    _ language: Language,
    _ word: (String) -> Bilingual
  ) -> String {
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
      return parts.prefix(5).map { language.choose(word($0)) }.joined(
        separator: language.choose(Bilingual(zh: "，", en: ", "))
      ) + more
    }
    if column.hasSuffix("_at") { return time(value) }
    return language.choose(word(value))
  }

  /// An instant, in China.
  static func time(_ value: String) -> String {
    guard let instant = Instant(value) else { return value }
    return Figures.time(PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970))
  }

  /// An array, as PostgreSQL writes it in JSON.
  static func list(_ value: String) -> [String]? {
    guard value.hasPrefix("["), case .array(let parts)? = try? JSON.parse(Array(value.utf8), maximumBytes: 1 << 20)
    else { return nil }
    return parts.map { $0.stringValue ?? String(decoding: $0.canonicalBytes, as: UTF8.self) }
  }
}
