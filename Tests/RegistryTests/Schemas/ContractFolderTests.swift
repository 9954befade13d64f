import CanonicalJSON
import Registry
import Testing

@Suite("The folders of Schemas/events")
struct ContractFolderTests {
  @Test("are the types of the catalogue, each under its own name and version")
  func folderPerType() throws {
    let contracts = try ContractFiles.contracts()
    let versions = EventCatalogue.types.flatMap { type in (1...type.version.value).map { "\(type.type)/v\($0)" } }
    #expect(contracts.map(\.dataschema).sorted() == versions.sorted())
    for contract in contracts {
      #expect(contract.schema["$id"] == .string("urn:qingming:event:\(contract.type):v\(contract.version)"))
      #expect(contract.schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    }
  }

  @Test("hold at least two valid and three invalid examples, in small letters and hyphens")
  func enoughExamples() throws {
    for contract in try ContractFiles.contracts() {
      #expect(contract.examples.count >= 2, "\(contract.dataschema)")
      #expect(contract.invalid.count >= 3, "\(contract.dataschema)")
      for document in contract.examples + contract.invalid {
        #expect(document.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(contract.type)/\(document.name)")
      }
    }
  }

  @Test("name each invalid example after the one member that is wrong, each for another reason")
  func nameIsTheReason() async throws {
    let invalid = try ContractFiles.contracts().flatMap { contract in contract.invalid.map { (contract.dataschema, $0) }
    }
    let verdicts = try await SchemaJudge.ask(invalid.map { .init(dataschema: $0.0, data: $0.1.bytes) })
    var reasons: Set<[String]> = []
    for ((type, document), verdict) in zip(invalid, verdicts) {
      #expect(reasons.insert([type] + verdict.reasons).inserted, "\(type)/\(document.name): this reason twice")
      let place = try #require(verdict.places.first, "\(type)/\(document.name)")
      #expect(verdict.places.count == 1, "\(type)/\(document.name) is wrong in \(verdict.places)")
      let member = place.split(separator: ".").last?.prefix { $0 != "[" }.replacing("_", with: "-") ?? ""
      let fits =
        switch verdict.reasons.first?.split(separator: ":").last {
        case "required": document.name == "missing-\(member)"
        case "additionalProperties": document.name == "unknown-member-\(member)"
        default: document.name.hasPrefix("\(member)-")
        }
      #expect(fits, "\(type)/\(document.name): \(verdict.reasons)")
    }
  }

  @Test("say everything in Chinese and English")
  func bilingual() throws {
    func check(_ schema: JSON, _ place: String) {
      let words = schema["description"]?.stringValue ?? ""
      #expect(words.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(place) lacks Chinese")
      #expect(words.contains(/[A-Za-z]{3}/), "\(place) lacks English")
      for part in ["properties", "$defs"] {
        guard case .object(let members)? = schema[part] else { continue }
        for member in members.members { check(member.value, "\(place).\(member.name)") }
      }
    }
    for contract in try ContractFiles.contracts() { check(contract.schema, contract.type) }
  }

  @Test("mean the same by the same name")
  func oneDefinitionPerName() throws {
    var known: [String: JSON] = [:]
    for contract in try ContractFiles.contracts() {
      guard case .object(let definitions)? = contract.schema["$defs"] else { continue }
      for definition in definitions.members {
        #expect(known[definition.name, default: definition.value] == definition.value, "\(definition.name)")
        known[definition.name] = definition.value
      }
    }
    #expect(!known.isEmpty)
  }

  /// `$` matches before a final line end in some dialects (Python, PCRE, Java), and `\d`, `\w`, `\s` differ among them.
  @Test("use patterns that every dialect reads alike")
  func portablePatterns() throws {
    func check(_ schema: JSON, _ type: String) {
      switch schema {
      case .object(let object):
        if let pattern = object["pattern"]?.stringValue {
          #expect(!pattern.contains(/\\[^.x]|\(\?/), "\(type): \(pattern)")
          let closed = object["maxLength"] != nil || object["not"]?["pattern"] != nil
          #expect(!pattern.hasSuffix("$") || closed, "\(type): a final line end may pass \(pattern)")
        }
        object.members.forEach { check($0.value, type) }
      case .array(let elements): elements.forEach { check($0, type) }
      default: break
      }
    }
    for contract in try ContractFiles.contracts() { check(contract.schema, contract.type) }
  }
}
