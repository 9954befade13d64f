import CanonicalJSON

/// Damaged, and sometimes merely changed, copies of valid event data.
enum EventMutations {
  struct Mutation: Sendable {
    let dataschema: String
    /// Which example was changed and how, for whoever reads a failure.
    let story: String
    let data: JSON
  }

  /// Every value that the examples of a type show, put through everything that `variants` knows for it: once per place,
  /// taking the elements of a list for one place.
  static func sweep(_ contracts: [EventContract]) throws -> [Mutation] {
    try contracts.flatMap { contract in
      var swept: Set<String> = []
      return try contract.examples.flatMap { example in
        let data = try example.json()
        return places(in: data).filter { swept.insert($0.pattern).inserted }.flatMap { place in
          variants(of: data.value(at: place) ?? .null).map { story, variant in
            Mutation(
              dataschema: contract.dataschema,
              story: "\(contract.dataschema)/\(example.name) \(place): \(story)",
              data: data.replacing(place, by: variant)
            )
          }
        }
      }
    }
  }

  /// `count` mutations of one to three random changes each.
  static func random(_ contracts: [EventContract], count: Int, using generator: inout Generator) throws -> [Mutation] {
    let enumerated = enumeratedWords(contracts)
    return try (0..<count).compactMap { _ in
      guard let contract = contracts.randomElement(using: &generator),
        let example = contract.examples.randomElement(using: &generator)
      else { return nil }
      var data = try example.json()
      var stories: [String] = []
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        guard let place = places(in: data).randomElement(using: &generator), let value = data.value(at: place) else {
          continue
        }
        let (story, variant) = randomVariant(of: value, words: enumerated, using: &generator)
        data = data.replacing(place, by: variant)
        stories.append("\(place): \(story)")
      }
      return Mutation(
        dataschema: contract.dataschema,
        story: "\(contract.dataschema)/\(example.name) " + stories.joined(separator: "; "),
        data: data
      )
    }
  }

  /// The words of every enumeration of every schema: each is right in few places and wrong in all others.
  private static func enumeratedWords(_ contracts: [EventContract]) -> [String] {
    var words: Set<String> = []
    func visit(_ schema: JSON) {
      switch schema {
      case .object(let object):
        if case .array(let values)? = object["enum"] { words.formUnion(values.compactMap(\.stringValue)) }
        object.members.forEach { visit($0.value) }
      case .array(let elements): elements.forEach(visit)
      default: break
      }
    }
    contracts.forEach { visit($0.schema) }
    return words.sorted()
  }
}

/// The way from the root of a value to a value in it.
struct JSONPlace: CustomStringConvertible {
  enum Step {
    case member(String)
    case index(Int)
  }
  var steps: [Step] = []

  var description: String { text { "[\($0)]" } }

  /// The place without the numbers of elements.
  var pattern: String { text { _ in "[]" } }

  private func text(index show: (Int) -> String) -> String {
    steps.reduce("$") { text, step in
      switch step {
      case .member(let name): "\(text).\(name)"
      case .index(let index): text + show(index)
      }
    }
  }

  func adding(_ step: Step) -> JSONPlace { JSONPlace(steps: steps + [step]) }
}

extension EventMutations {
  /// The root, every member and every element.
  static func places(in value: JSON, from place: JSONPlace = JSONPlace()) -> [JSONPlace] {
    switch value {
    case .object(let object):
      [place] + object.members.flatMap { places(in: $0.value, from: place.adding(.member($0.name))) }
    case .array(let elements):
      [place] + elements.enumerated().flatMap { places(in: $1, from: place.adding(.index($0))) }
    default: [place]
    }
  }
}

extension JSON {
  func value(at place: JSONPlace) -> JSON? {
    place.steps.reduce(self as JSON?) { value, step in
      switch (value, step) {
      case (.object(let object)?, .member(let name)): object[name]
      case (.array(let elements)?, .index(let index)): elements.indices.contains(index) ? elements[index] : nil
      default: nil
      }
    }
  }

  /// Nil removes what is there.
  func replacing(_ place: JSONPlace, by variant: JSON?) -> JSON {
    guard let step = place.steps.first else { return variant ?? .null }
    let rest = JSONPlace(steps: Array(place.steps.dropFirst()))
    switch (self, step) {
    case (.object(var object), .member(let name)):
      object[name] = rest.steps.isEmpty ? variant : object[name]?.replacing(rest, by: variant)
      return .object(object)
    case (.array(var elements), .index(let index)) where elements.indices.contains(index):
      if let element = rest.steps.isEmpty ? variant : elements[index].replacing(rest, by: variant) {
        elements[index] = element
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return self
    }
  }
}
