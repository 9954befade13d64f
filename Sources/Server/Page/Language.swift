import CanonicalJSON
import Registry

/// The language of a page: Chinese unless English is asked for (`?lang=en`).
enum Language: String, Sendable {
  case chinese = "zh"
  case english = "en"

  init(parameter: String?) {
    self = parameter.flatMap(Language.init(rawValue:)) ?? .chinese
  }

  /// The `lang` attribute of HTML.
  var tag: String { self == .chinese ? "zh-CN" : "en" }

  var other: Language { self == .chinese ? .english : .chinese }

  func choose(_ text: Bilingual) -> String { self == .chinese ? text.zh : text.en }

  /// A row's `<name>_zh` or `<name>_en`; the other one, then `fallback`, where it has none.
  func text(_ name: String, of row: JSONObject, or fallback: String) -> String {
    let others: [Language] = [self, .chinese, .english]
    return others.lazy.compactMap { row["\(name)_\($0.rawValue)"]?.stringValue }.first ?? fallback
  }
}
