import Foundation
import Registry

/// What an event of a type says, member by member, as its contract in Schemas/events has it: a form asks for just that.
struct EventContract: Sendable {
  /// A member that somebody can fill in.
  struct Field: Sendable, Equatable {
    indirect enum Kind: Sendable, Equatable {
      case text, instant, day, month, division, digest
      case choice([String])
      case flag
      /// Codes, written with commas between.
      case list
      /// Texts, a line for each.
      case texts
      /// Objects, a row of fields for each.
      case rows([Field])
      /// A whole number, written with so many decimals in the unit that people use.
      case number(places: Int)
    }

    /// With the names of the members that it lies in, as in `forms.first`.
    let path: String
    let kind: Kind
    let isRequired: Bool
    /// The whole description: its first words name the member.
    let help: Bilingual

    /// The last part of its path.
    var member: String { path.split(separator: ".").last.map(String.init) ?? path }
  }

  let title: Bilingual
  let version: String
  /// In the order of the contract's required members, then the others.
  let fields: [Field]
  /// Whether every member that must be there can be filled in.
  let isComplete: Bool

  init(_ schema: [String: Any]) {
    let id = schema["$id"] as? String ?? ""
    version = id.split(separator: ":").last.map { String($0.drop { $0 == "v" }) } ?? "1"
    title = Self.languages(schema["title"] as? String ?? "")
    let reader = Reader(definitions: schema["$defs"] as? [String: Any] ?? [:])
    let read = reader.fields(of: schema, within: [], isRequired: true)
    fields = read.fields
    isComplete = read.isComplete
  }

  /// Chinese first, then English, which begins behind the last Chinese character or mark.
  static func languages(_ text: String) -> Bilingual {
    let end = text.unicodeScalars.lastIndex { $0.value >= 0x2E80 }.map { text.unicodeScalars.index(after: $0) }
    let cut = text.lastIndex(of: "。").map { text.index(after: $0) } ?? end ?? text.startIndex
    let (zh, en) = (text[..<cut], text[cut...])
    return Bilingual(
      zh: zh.trimmingCharacters(in: .whitespaces),
      en: en.trimmingCharacters(in: .whitespaces)
    )
  }
}

extension EventContract {
  /// Reads the properties of an object, and of the objects in it.
  private struct Reader {
    let definitions: [String: Any]

    func fields(of object: [String: Any], within path: [String], isRequired: Bool) -> (
      fields: [Field], isComplete: Bool
    ) {
      let properties = object["properties"] as? [String: Any] ?? [:]
      let required = object["required"] as? [String] ?? []
      let names = required + properties.keys.filter { !required.contains($0) }.sorted()
      var (fields, isComplete): ([Field], Bool) = ([], true)
      for name in names {
        guard let property = properties[name] as? [String: Any] else { continue }
        let must = isRequired && required.contains(name)
        let definition = self.definition(of: property)
        let shape = definition?.shape ?? property
        if shape["properties"] != nil {
          let inner = self.fields(of: shape, within: path + [name], isRequired: must)
          fields += inner.fields
          isComplete = isComplete && inner.isComplete
          continue
        }
        guard let kind = rows(of: shape) ?? kind(of: shape, named: definition?.name, member: name) else {
          // Hashes are the front door's to make.
          if must, definition?.name != "KeyedHash" { isComplete = false }
          continue
        }
        let text = property["description"] as? String ?? shape["description"] as? String ?? name
        let whole = (path + [name]).joined(separator: ".")
        fields.append(Field(path: whole, kind: kind, isRequired: must, help: EventContract.languages(text)))
      }
      return (fields, isComplete)
    }

    /// Nil unless it lists objects that somebody can fill in.
    private func rows(of shape: [String: Any]) -> Field.Kind? {
      guard shape["type"] as? String == "array", let items = shape["items"] as? [String: Any] else { return nil }
      let element = definition(of: items)?.shape ?? items
      guard element["properties"] != nil else { return nil }
      let columns = fields(of: element, within: [], isRequired: true)
      return columns.isComplete ? .rows(columns.fields) : nil
    }

    private func definition(of property: [String: Any]) -> (name: String, shape: [String: Any])? {
      guard let name = (property["$ref"] as? String)?.split(separator: "/").last.map(String.init),
        let shape = definitions[name] as? [String: Any]
      else { return nil }
      return (name, shape)
    }

    /// Nil for what nobody types.
    private func kind(of shape: [String: Any], named name: String?, member: String) -> Field.Kind? {
      switch name {
      case "Instant": return .instant
      case "LocalDate": return .day
      case "Month": return .month
      case "DivisionCode": return .division
      case "Digest": return .digest
      case "KeyedHash": return nil
      default: break
      }
      if let codes = shape["enum"] as? [String] { return .choice(codes) }
      switch shape["type"] as? String {
      case "boolean": return .flag
      case "integer": return .number(places: Self.places(of: member))
      case "string": return .text
      case "array":
        guard let items = shape["items"] as? [String: Any] else { return nil }
        let element = definition(of: items)
        let shape = element?.shape ?? items
        if element?.name == "Text" { return .texts }
        return shape["type"] as? String == "string" || shape["enum"] != nil ? .list : nil
      default: return nil
      }
    }

    /// What a member's name ends with says what its figure measures: fen are written as yuan, metres as kilometres.
    private static func places(of member: String) -> Int {
      switch member.split(separator: "_").last {
      case "fen": 2
      case "milli", "m", "mm", "ml": 3
      case "cm2": 4
      default: 0
      }
    }
  }
}
