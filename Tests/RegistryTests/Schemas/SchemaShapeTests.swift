import CanonicalJSON
import Registry
import Testing

/// Compares each schema with the stored properties of its Swift type, so that a member, an option or a word that only one
/// of them knows is found even if no mutation happens to try it.
@Suite("The schemas have the shape of the Swift types")
struct SchemaShapeTests {
  @Test("member by member: names, options, types and words")
  func members() throws {
    for contract in try ContractFiles.contracts() where contract.isCurrent {
      var walk = ShapeWalk(contract: contract)
      for example in contract.examples {
        let payload = try EventCatalogue.decode(type: contract.type, data: try example.json())
        walk.compare(payload, with: contract.schema, at: contract.type)
      }
      #expect(walk.objectsSeen == walk.objectsDefined, "no example of \(contract.type) shows all of its parts")
    }
  }
}

private struct ShapeWalk {
  let definitions: JSON
  private(set) var objectsSeen: Set<String> = []

  init(contract: EventContract) {
    definitions = contract.schema["$defs"] ?? [:]
  }

  /// The definitions that are objects: only an example that has one lets its properties be seen.
  var objectsDefined: Set<String> {
    guard case .object(let members) = definitions else { return [] }
    return Set(members.members.filter { $0.value["type"] == "object" }.map(\.name))
  }

  mutating func compare(_ value: Any, with schema: JSON, at place: String) {
    guard case .object(let properties)? = schema["properties"] else {
      Issue.record("\(place) has no properties")
      return
    }
    let children = Mirror(reflecting: value).children.compactMap { child in
      child.label.map { (name: Self.memberName($0), value: child.value) }
    }
    #expect(children.map(\.name).sorted() == properties.members.map(\.name).sorted(), "\(place)")
    #expect(schema["additionalProperties"] == false, "\(place)")
    var required: [String] = []
    for child in children {
      let type = Swift.type(of: child.value)
      let optional = type as? any Wrapping.Type
      if optional == nil { required.append(child.name) }
      guard let property = properties[child.name] else { continue }
      compareType(optional?.wrapped ?? type, with: property, at: "\(place).\(child.name)")
      compareElements(of: child.value, with: property, at: "\(place).\(child.name)")
    }
    guard case .array(let names)? = schema["required"] else {
      Issue.record("\(place) requires nothing")
      return
    }
    #expect(names.compactMap(\.stringValue).sorted() == required.sorted(), "\(place)")
  }

  private func compareType(_ type: Any.Type, with property: JSON, at place: String) {
    if let list = type as? any Listing.Type {
      #expect(property["type"] == "array", "\(place)")
      // Swift bounds no list, so no schema may: how many make sense is for the rules to say.
      #expect(property["minItems"] == nil && property["maxItems"] == nil && property["uniqueItems"] == nil, "\(place)")
      compareType(list.element, with: property["items"] ?? .null, at: "\(place)[]")
    } else if type == Bool.self {
      #expect(property["type"] == "boolean", "\(place)")
    } else {
      let name = property["$ref"]?.stringValue?.split(separator: "/").last.map(String.init)
      if let name { #expect(name == String(describing: type), "\(place)") }
      let schema = name.flatMap { definitions[$0] } ?? property
      #expect((type is any CaseIterable.Type) == (schema["enum"] != nil), "\(place)")
      if let words = type as? any CaseIterable.Type {
        #expect(Set(Self.words(of: words)) == Set(Self.strings(schema["enum"])), "\(place)")
      }
    }
  }

  private mutating func compareElements(of value: Any, with property: JSON, at place: String) {
    let items = property["items"] ?? property
    guard let name = items["$ref"]?.stringValue?.split(separator: "/").last.map(String.init),
      objectsDefined.contains(name), let definition = definitions[name]
    else { return }
    let mirror = Mirror(reflecting: value)
    let present: Any? = mirror.displayStyle == .optional ? mirror.children.first?.value : value
    let elements = present.map { property["items"] == nil ? [$0] : Mirror(reflecting: $0).children.map(\.value) }
    for element in elements ?? [] {
      objectsSeen.insert(name)
      compare(element, with: definition, at: "\(place)[]")
    }
  }

  private static func words<Words: CaseIterable>(of type: Words.Type) -> [String] {
    type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
  }

  private static func strings(_ value: JSON?) -> [String] {
    guard case .array(let elements)? = value else { return [] }
    return elements.compactMap(\.stringValue)
  }

  /// `areaCm2` is `area_cm2`: written here once more, so that a mistake in the registry's own mapping shows.
  private static func memberName(_ property: String) -> String {
    property.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
  }
}

private protocol Wrapping { static var wrapped: Any.Type { get } }
extension Optional: Wrapping { fileprivate static var wrapped: Any.Type { Wrapped.self } }
private protocol Listing { static var element: Any.Type { get } }
extension Array: Listing { fileprivate static var element: Any.Type { Element.self } }
