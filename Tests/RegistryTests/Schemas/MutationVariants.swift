import CanonicalJSON

extension EventMutations {
  typealias Variant = (story: String, value: JSON?)

  /// Everything to be tried in the place of `value`; nil stands for leaving it out.
  static func variants(of value: JSON) -> [Variant] {
    let others: [Variant] = [
      ("left out", nil), ("null", .null), ("a truth value", true), ("zero", 0), ("one", 1), ("empty text", ""),
      ("a list of nothing", []), ("an object of nothing", [:]), ("in a list", .array([value])), ("digits", "1"),
    ]
    switch value {
    case .string(let text): return others + strings(from: text).map { ("text \($0.debugDescription)", .string($0)) }
    case .integer(let number): return others + integers(from: number).map { ("number \($0)", .integer($0)) }
    case .array(let elements): return others + arrays(from: elements)
    case .object(let object): return others + objects(from: object)
    case .bool(let flag): return others + [("the contrary", .bool(!flag)), ("as text", .string("\(flag)"))]
    case .null: return others
    }
  }

  static func randomVariant(of value: JSON, words: [String], using generator: inout Generator) -> Variant {
    switch (value, Int.random(in: 0..<4, using: &generator)) {
    case (.string(let text), 0...1):
      let scrambled = scramble(text, using: &generator)
      return ("scrambled \(scrambled.debugDescription)", .string(scrambled))
    case (.string, 2):
      let word = words.randomElement(using: &generator) ?? ""
      return ("word \(word)", .string(word))
    case (.integer, 0):
      let number = Int64.random(in: JSON.exactIntegers, using: &generator)
      return ("number \(number)", .integer(number))
    case (.integer, 1):
      let number = Int64.random(in: -3...2300, using: &generator)
      return ("number \(number)", .integer(number))
    default: return variants(of: value).randomElement(using: &generator) ?? ("left out", nil)
    }
  }

  private static func integers(from number: Int64) -> [Int64] {
    let largest = JSON.exactIntegers.upperBound
    return [
      number + 1, number - 1, -number, -1, 2, 19, 20, 21, 999_999, 1_000_000, 1_000_001, 1899, 1900, 2200, 2201,
      largest - 1, largest, -largest,
    ].filter(JSON.exactIntegers.contains)
  }

  private static func arrays(from elements: [JSON]) -> [Variant] {
    let twentyFive = elements.first.map { Array(repeating: $0, count: 25) } ?? []
    return [
      ("twice over", .array(elements + elements)), ("25 times the first", .array(twentyFive)),
      ("reversed", .array(elements.reversed())), ("with null", .array(elements + [.null])),
      ("with a number", .array(elements + [7])), ("with empty text", .array(elements + [""])),
      ("first only", .array(Array(elements.prefix(1)))),
      ("as an object", ["0": elements.first ?? .null]),
    ]
  }

  private static func objects(from object: JSONObject) -> [Variant] {
    let added = ["extra", "id_number", "Facility_id", "facilityId", "", "reason\n", "原因", "from_", "e\u{301}"]
      .map { name -> Variant in
        var changed = object
        changed[name] = "多余"
        return ("with member \(name.debugDescription)", .object(changed))
      }
    let renamed = object.members.flatMap { member in
      misspellings(of: member.name).map { name -> Variant in
        var changed = object
        changed[member.name] = nil
        changed[name] = member.value
        return ("member \(member.name) as \(name.debugDescription)", .object(changed))
      }
    }
    return added + renamed
  }

  private static func misspellings(of name: String) -> [String] {
    let words = name.split(separator: "_")
    let camel = words.prefix(1).map(String.init) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return [
      camel.joined(), name.uppercased(), name + "\n", " " + name, "_" + name, name + "_", name + "\u{301}",
      name.replacing("_", with: "__"), name.replacing("_", with: "-"), String(name.dropLast()),
    ].filter { $0 != name }
  }
}
