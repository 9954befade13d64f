import CanonicalJSON
import Postgres
import Registry

/// A member of an event's data as people read it. The template reads the properties by name.
struct FieldWords: Equatable {
  let name: String
  let value: String
  /// Where what it names is shown.
  let link: String?
}

/// How the members of events are told.
struct FieldTeller {
  let vocabulary: EventVocabulary
  let address: PageAddress

  private var language: Language { address.language }

  /// All members, in the order of the contract's names.
  func tell(_ data: JSONObject, of type: String) -> [FieldWords] {
    data.members.map { member in
      FieldWords(
        name: name(of: member.name, in: type),
        value: words(member.value, member.name, type),
        link: link(member.value, member.name)
      )
    }
  }

  /// The unit of a measure stands with its value, so the name does without.
  func name(of member: String, in type: String) -> String {
    let name = language.choose(vocabulary.name(of: member, in: type))
    guard Self.measures.contains(where: { member.hasSuffix("_\($0)") }) else { return name }
    let end = name.firstRange(of: language == .chinese ? /[（，]/ : /,| in (?:fen|square|metres|milli|thousand)/)
    return end.map { String(name[..<$0.lowerBound]) } ?? name
  }

  private static let measures = ["fen", "cm2", "m2", "mm", "m", "ml", "milli"]

  func words(_ value: JSON, _ member: String, _ type: String) -> String {
    switch value {
    case .null: "—"
    case .bool(let isTrue): language.choose(isTrue ? Bilingual(zh: "是", en: "yes") : Bilingual(zh: "否", en: "no"))
    case .integer(let number): measure(number, member)
    case .string(let text): word(text, member, type)
    case .array(let values):
      values.isEmpty
        ? language.choose(Bilingual(zh: "无", en: "none"))
        : values.map { words($0, member, type) }.joined(separator: separator(values))
    case .object(let object):
      object.members.map { "\(name(of: $0.name, in: type)) \(words($0.value, $0.name, type))" }
        .joined(separator: language.choose(Bilingual(zh: "，", en: ", ")))
    }
  }

  /// Objects have commas of their own.
  private func separator(_ values: [JSON]) -> String {
    if case .object? = values.first { return language.choose(Bilingual(zh: "；", en: "; ")) }
    return language.choose(Bilingual(zh: "、", en: ", "))
  }

  private func word(_ text: String, _ member: String, _ type: String) -> String {
    if let word = vocabulary.word(for: text, of: member, in: type) { return language.choose(word) }
    if ["target_type", "type"].contains(member) { return EventNames.name(of: text, in: language) }
    let isInstant = text.utf8.count >= 20 && text.dropFirst(10).first == "T"
    if isInstant, let instant = Instant(text) {
      return Figures.time(PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970))
    }
    return text
  }

  /// What a member's name ends with says what its figure measures.
  private func measure(_ number: Int64, _ member: String) -> String {
    func with(_ figure: String, _ zh: String, _ en: String) -> String {
      "\(figure) \(language.choose(Bilingual(zh: zh, en: en)))"
    }
    let ending = member.split(separator: "_").last.map(String.init) ?? ""
    switch ending {
    case "fen": return with(Figures.yuan(number), "元", "yuan")
    case "cm2": return "\(Figures.decimal(number, places: 4)) m²"
    case "m2": return "\(Figures.grouped(number)) m²"
    case "mm": return "\(Figures.decimal(number, places: 3)) m"
    case "m": return "\(Figures.decimal(number, places: 3)) km"
    case "ml": return "\(Figures.decimal(number, places: 3)) L"
    case "milli": return Figures.decimal(number, places: 3)
    case "days": return with(Figures.grouped(number), "天", "days")
    case "permille": return "\(Figures.percent(number, of: 1_000)) %"
    case "year", "no", "regime": return String(number)
    default: return Figures.grouped(number)
    }
  }

  private func link(_ value: JSON, _ member: String) -> String? {
    guard let text = value.stringValue else { return nil }
    return Self.path(text, member).map { address.to($0) }
  }

  /// The page of what a member, or a column of a read model, names; nil where there is none.
  static func path(_ text: String, _ member: String) -> String? {
    switch member {
    case "case_id", "decedent_case_id", "of_case", "merged_case_id": return "/cases/\(text)"
    case "facility_id", "destination_facility", "facility", "home", "body_facility":
      return Code(text).map { "/facilities/\($0.text)" }
    case "claim_id": return "/streams/claim/\(text)"
    case "custody_id": return "/streams/ashes/\(text)"
    case "contract_no": return "/streams/right/\(text)"
    case "policy_id": return "/streams/policy/\(text)"
    case "plot_id", "from_plot_id", "to_plot_id": return "/plots/\(text)"
    case "subject", "about", "stream": return StreamName(parsing: text).map(StreamPath.of)
    default: return member == "event_id" || member.hasSuffix("_event_id") ? "/log/events/\(text)" : nil
    }
  }
}

/// Where the events of a stream are shown.
enum StreamPath {
  static func of(_ stream: StreamName) -> String {
    switch stream.kind {
    case .decedentCase: "/cases/\(stream.key)"
    case .facility: "/facilities/\(stream.key)/timeline"
    case .annualInspection: "/inspections/\(stream.key)"
    default: "/streams/\(stream)"
    }
  }
}
