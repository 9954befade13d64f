import CanonicalJSON

/// In which division each facility lies on a day: that of its licence, or what has become of it.
struct FacilityDivisions {
  private var licences: [String: (division: String, from: String)] = [:]
  private var successions: [String: [String: String?]] = [:]

  init(_ history: [Happening]) {
    for event in history {
      switch event.type {
      case "FacilityLicensed": licences[event.key] = (event.data.text("division"), event.data.text("valid_from"))
      case "DivisionChanged":
        let to = event.data.list("to")
        for code in event.data.list("from_codes").compactMap(\.stringValue) {
          successions[code, default: [:]][event.data.text("effective_on")] = .some(
            to.count == 1 ? to[0].text("code") : nil
          )
        }
      default: break
      }
    }
  }

  func division(of facility: String, on day: String) -> String? {
    guard var (code, since) = licences[facility] else { return nil }
    for _ in 0..<16 {
      let next = (successions[code] ?? [:]).compactMap { from, to in to.map { (from: from, to: $0) } }
        .filter { $0.from >= since && $0.to != code }.min { $0.from < $1.from }
      guard let next, next.from <= day else { break }
      (code, since) = (next.to, next.from)
    }
    return code
  }
}
