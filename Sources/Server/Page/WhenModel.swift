import Hummingbird
import Registry

/// The form that asks a page of another moment. The template reads the properties by name.
struct WhenModel {
  /// What the form keeps.
  struct Hidden {
    let name: String
    let value: String
  }

  let hidden: [Hidden]
  let asOf: String
  /// A day is picked; a position of the log, or an instant, is written.
  let asOfKind: String
  let trueAt: String
  let isPast: Bool
  /// Of which moment the page is.
  let sentence: String
  /// The same page as it is now.
  let now: String
  /// Whether the page can show what differs from now, and does.
  let canCompare: Bool
  let compares: Bool

  /// `keeping` are parameters of the page beside those of the moment.
  init(_ asked: AskedMoment, _ address: PageAddress, keeping: [(String, String?)] = [], compares: Bool? = nil) {
    let kept = keeping + [("city", address.city), ("lang", address.language == .english ? "en" : nil)]
    hidden = kept.compactMap { name, value in value.map { Hidden(name: name, value: $0) } }
    asOf = asked.asOf ?? ""
    asOfKind = asked.asOf == nil || asked.asOf.flatMap { LocalDate($0) } != nil ? "date" : "text"
    trueAt = asked.trueAt?.text ?? ""
    isPast = asked.moment != nil
    sentence = address.language.choose(asked.sentence)
    now = address.without(["asOf", "trueAt", "diff", "cursor", "after"])
    canCompare = compares != nil
    self.compares = compares ?? false
  }
}

extension AskedMoment {
  /// `按 2026-03-31 的实情，以 2026-04-30 所知`.
  var sentence: Bilingual {
    let known = asOf.map { text in
      Int64(text) != nil
        ? Bilingual(zh: "以日志第 \(text) 位所知", en: "as known at position \(text) of the log")
        : Bilingual(zh: "以截至 \(text) 所知", en: "as known on \(text)")
    }
    let isTrue = trueAt.map { Bilingual(zh: "截至 \($0) 的实情", en: "as true on \($0)") }
    let parts = [isTrue, known].compactMap(\.self)
    guard !parts.isEmpty else { return Bilingual(zh: "现在", en: "now") }
    return Bilingual(zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
  }
}

extension Request {
  /// The same address without what a form has left blank; nil where nothing is.
  var withoutBlanks: String? {
    guard let query = uri.query, query.split(separator: "&").contains(where: { $0.hasSuffix("=") }) else { return nil }
    let given = query.split(separator: "&").filter { !$0.hasSuffix("=") }.joined(separator: "&")
    return uri.path + (given.isEmpty ? "" : "?\(given)")
  }
}
