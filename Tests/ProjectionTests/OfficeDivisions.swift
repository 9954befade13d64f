import CanonicalJSON

/// What divisions are called, and what became of them.
struct OfficeDivisions {
  private var names: [String: [String: String]] = [:]
  private var successors: [String: [String: String?]] = [:]

  mutating func take(_ change: JSON) {
    let (day, to) = (change.text("effective_on"), change.list("to"))
    for one in to { names[one.text("code"), default: [:]][day] = one.text("name_zh") }
    for code in change.list("from_codes").compactMap(\.stringValue) {
      successors[code, default: [:]][day] = .some(to.count == 1 ? to[0].text("code") : nil)
    }
  }

  /// The name on a day; before the first one was given, that one.
  func name(of code: String, on day: String) -> String {
    let given = (names[code] ?? [:]).sorted { $0.key < $1.key }
    return (given.last { $0.key <= day } ?? given.first)?.value ?? ""
  }

  /// What had become, by `day`, of the division that bore a code on the day `since`.
  func division(_ code: String, since: String, on day: String) -> String {
    var (code, since) = (code, since)
    for _ in 0..<16 {
      let changes = (successors[code] ?? [:]).compactMap { from, to in to.map { (from: from, to: $0) } }
      let next = changes.filter { $0.from >= since && $0.to != code }.min { $0.from < $1.from }
      guard let next, next.from <= day else { break }
      (code, since) = (next.to, next.from)
    }
    return code
  }
}
