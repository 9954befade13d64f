import CanonicalJSON

/// What divisions are called, what became of them, and which of them facilities lie in, read off the events one by one.
struct PlainDivisions {
  private var names: [String: [String: String]] = [:]
  /// By code and day, the one division that it became; none when it was divided or abolished.
  private var successors: [String: [String: String?]] = [:]
  private var licences: [String: (division: String, from: String)] = [:]

  init(_ history: [Happening] = []) {
    for event in history { take(event) }
  }

  mutating func take(_ event: Happening) {
    switch event.type {
    case "FacilityLicensed": licences[event.key] = (event.data.text("division"), event.data.text("valid_from"))
    case "DivisionChanged":
      let (day, to) = (event.data.text("effective_on"), event.data.list("to"))
      for one in to { names[one.text("code"), default: [:]][day] = one.text("name_zh") }
      for code in event.data.list("from_codes").compactMap(\.stringValue) {
        successors[code, default: [:]][day] = .some(to.count == 1 ? to[0].text("code") : nil)
      }
    default: break
    }
  }

  /// The name on a day; before the first one was given, that one.
  func name(of code: String, on day: String) -> String {
    let given = (names[code] ?? [:]).sorted { $0.key < $1.key }
    return (given.last { $0.key <= day } ?? given.first)?.value ?? ""
  }

  /// What had become, by `day`, of the division that somebody meant who wrote a code.
  func division(_ code: String, writtenOn: String, on day: String) -> String {
    var code = code
    var since = writtenOn
    // A code that nobody bore any more: the last one that had borne it.
    if let end = changes(of: code).map(\.day).filter({ $0 < writtenOn }).max() {
      let isGivenAgain = (names[code] ?? [:]).keys.contains { end <= $0 && $0 <= writtenOn }
      if !isGivenAgain { since = end }
    }
    for _ in 0..<16 {
      let next = changes(of: code).filter { $0.day >= since }.min { $0.day < $1.day }
      guard let next, next.day <= day else { break }
      (code, since) = (next.successor, next.day)
    }
    return code
  }

  func division(of facility: String, on day: String) -> String? {
    licences[facility].map { division($0.division, writtenOn: $0.from, on: day) }
  }

  /// Whether one lies in the other, on a day or the first one by which both were written.
  func lies(_ place: (code: String, writtenOn: String), in other: (code: String, writtenOn: String), on day: String)
    -> Bool
  {
    let day = max(day, place.writtenOn, other.writtenOn)
    var prefix = division(other.code, writtenOn: other.writtenOn, on: day)[...]
    while prefix.hasSuffix("00") { prefix = prefix.dropLast(2) }
    return division(place.code, writtenOn: place.writtenOn, on: day).hasPrefix(prefix)
  }

  /// All that an event has named.
  var known: Set<String> { Set(names.keys).union(successors.keys) }

  /// Whether a division came into being later, out of others.
  func isYetToCome(_ code: String, on day: String) -> Bool {
    guard !(names[code] ?? [:]).keys.contains(where: { $0 <= day }) else { return false }
    return successors.keys.contains { other in
      (successors[other] ?? [:]).contains { $0.key > day && $0.value == code && successors[code]?[$0.key] == nil }
    }
  }

  private func changes(of code: String) -> [(day: String, successor: String)] {
    (successors[code] ?? [:]).compactMap { day, to in to.map { (day, $0) } }.filter { $0.successor != code }
  }
}
