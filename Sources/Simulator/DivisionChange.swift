/// One change of a city's divisions: what there was before, and the codes of today that it became.
struct DivisionChange: Sendable {
  /// The registry's name of the operation.
  let op: String
  let from: [City.Division]
  let to: [String]
  /// The first day on which it is so.
  let on: Day
  let source: String
}

extension City {
  /// The divisions that there are on a day, the city first: those of today, or what they came from.
  func divisions(on day: Day) -> [Division] {
    let own = Division(code: code, nameZh: nameZh, nameEn: nameEn)
    var all = counties.map(\.division)
    if !all.contains(where: { $0.code == code }) { all.insert(own, at: 0) }
    return all.flatMap { division -> [Division] in
      let before = changes.filter { $0.on > day && $0.to.contains(division.code) }.flatMap(\.from)
      if division.code == code { return [division] + before }
      return before.isEmpty ? [division] : before
    }
  }

  /// The code that a county has on a day; of several that it came from, the first.
  func code(of county: Int, on day: Day) -> String {
    let now = counties[county].code
    guard now != code else { return now }
    return changes.first { $0.on > day && $0.to.contains(now) }?.from.first?.code ?? now
  }

  /// The names of what a change led to.
  func names(of change: DivisionChange) -> [Division] {
    (counties.map(\.division) + [Division(code: code, nameZh: nameZh, nameEn: nameEn)])
      .filter { change.to.contains($0.code) }
  }
}
