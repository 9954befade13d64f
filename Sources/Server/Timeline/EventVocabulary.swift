import CanonicalJSON
public import Foundation
public import Registry

/// What the members of events and the codes in them are called, as the contracts in Schemas/events say: the first words of a
/// member's description name it, and `code 名称` in it names a code.
public struct EventVocabulary: Sendable {
  private struct Member {
    var name: Bilingual
    var codes: [String: String] = [:]
  }

  /// By `<type>.<member>`, and by the member alone.
  private var members: [String: Member] = [:]

  /// By type, the current version.
  private var contracts: [String: EventContract] = [:]

  /// By type; `rules.json` beside the contracts.
  private let rules: [String: [String]]

  /// Reads the contracts of all event types, the current version of each last, and which rules an event of a type is held to.
  public init(directory: URL) throws {
    let files = FileManager.default
    let table = try Data(contentsOf: directory.appending(path: "rules.json"))
    rules = try JSONDecoder().decode([String: [String]].self, from: table)
    for folder in try files.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil).sorted(by: Self.byName)
    {
      guard (try? folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true else { continue }
      let contracts = try files.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      for contract in contracts.sorted(by: Self.byName) where contract.lastPathComponent.hasSuffix(".schema.json") {
        let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: contract)) as? [String: Any]
        if let schema {
          self.contracts[folder.lastPathComponent] = EventContract(schema)
          learn(schema, of: folder.lastPathComponent, definitions: schema["$defs"] as? [String: Any] ?? [:])
        }
      }
    }
  }

  private static func byName(_ left: URL, _ right: URL) -> Bool { left.lastPathComponent < right.lastPathComponent }

  /// What a member is called; its own name where the contract says nothing.
  public func name(of member: String, in type: String) -> Bilingual {
    find(member, in: type)?.name ?? Bilingual(zh: member, en: member.replacing("_", with: " "))
  }

  /// What a code means; the code itself where the contract does not say.
  func word(for code: String, of member: String, in type: String) -> Bilingual? {
    find(member, in: type)?.codes[code].map { Bilingual(zh: $0, en: code.replacing("_", with: " ")) }
  }

  /// What a policy asks for, or the day that chooses its version.
  func word(forFact name: String) -> Bilingual? {
    word(for: name, of: "fact", in: "PolicyPublished") ?? Self.days[name]
  }

  private static let days = [
    "death_date": Bilingual(zh: "死亡日期", en: "the day of death"),
    "service_date": Bilingual(zh: "服务日期", en: "the day of the service"),
    "placement_date": Bilingual(zh: "安葬（放）日期", en: "the day of the placement"),
    "claim_date": Bilingual(zh: "申领日期", en: "the day of the claim"),
  ]

  /// What an event of a type says, for a form; nil where there is no such type.
  func contract(of type: String) -> EventContract? { contracts[type] }

  /// The rules that an event of a type is held to before it is recorded, by their ids.
  public func rules(of type: String) -> [String] { rules[type] ?? [] }

  private func find(_ member: String, in type: String) -> Member? { members["\(type).\(member)"] ?? members[member] }

  private mutating func learn(_ schema: [String: Any], of type: String, definitions: [String: Any]) {
    for case (let name, let property as [String: Any]) in schema["properties"] as? [String: Any] ?? [:] {
      let shapes = Self.shapes(property, definitions)
      let texts = shapes.compactMap { $0["description"] as? String }
      var member = Member(name: Self.name(texts.first ?? name, or: name))
      let codes = shapes.flatMap { $0["enum"] as? [String] ?? [] }
      for code in codes {
        member.codes[code] = texts.lazy.compactMap { Self.word(for: code, in: $0) }.first
      }
      members["\(type).\(name)"] = member
      if members[name] == nil { members[name] = member }
      for shape in shapes where shape["properties"] != nil { learn(shape, of: type, definitions: definitions) }
    }
  }

  /// The property, what it refers to, and what its elements are.
  private static func shapes(_ property: [String: Any], _ definitions: [String: Any]) -> [[String: Any]] {
    var shapes = [property]
    if let name = (property["$ref"] as? String)?.split(separator: "/").last,
      let definition = definitions[String(name)] as? [String: Any]
    {
      shapes += self.shapes(definition, definitions)
    }
    if let items = property["items"] as? [String: Any] { shapes += self.shapes(items, definitions) }
    return shapes
  }

  /// The first words of each language: what follows them explains.
  private static func name(_ description: String, or name: String) -> Bilingual {
    let end = description.lastIndex(of: "。").map { description.index(after: $0) } ?? description.startIndex
    let (chinese, english) = (description[..<end], description[end...])
    let zh = shortened(chinese, at: "；：。", then: "，（", longest: 14)
    let en = shortened(english, at: ":;.", then: ",(", longest: 40)
    return Bilingual(zh: zh.isEmpty ? name : zh, en: en.isEmpty ? name.replacing("_", with: " ") : en)
  }

  private static func shortened(_ text: Substring, at ends: String, then others: String, longest: Int) -> String {
    var words = text.prefix { !ends.contains($0) }
    if words.count > longest { words = words.prefix { !others.contains($0) } }
    return String(words.drop { $0 == " " }).trimmingCharacters(in: .whitespaces)
  }

  /// `hospital 医院;` names the code hospital.
  private static func word(for code: String, in description: String) -> String? {
    var rest = description[...]
    while let range = rest.range(of: "\(code) ") {
      let before = range.lowerBound == rest.startIndex ? " " : rest[rest.index(before: range.lowerBound)]
      let word = rest[range.upperBound...].prefix { !";.,。；".contains($0) }
      if before == " ", word.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) {
        return word.trimmingCharacters(in: .whitespaces)
      }
      rest = rest[range.upperBound...]
    }
    return nil
  }
}
