import CanonicalJSON

/// Populations and deaths of a year, as they were imported and by the divisions of a day.
struct PlainCounts {
  struct Count {
    let kind, division: String
    let year: Int
    let value: Int
    let countedOn: String

    var isWhole: Bool { countedOn >= "\(year)-12-31" }
  }

  /// As they were imported by that day, under the codes that they were told by.
  let imported: [Count]
  private let divisions: PlainDivisions
  private let day: String

  init(_ facts: [Happening], on day: String) {
    self.day = day
    divisions = PlainDivisions(facts)
    var last: [[String]: Count] = [:]
    for fact in facts where ["PopulationImported", "DeathCountImported"].contains(fact.type) {
      let count = Count(
        kind: fact.type == "DeathCountImported" ? "deaths" : fact.data.text("kind"),
        division: fact.data.text("division"),
        year: Int(fact.data.number("year")),
        value: Int(fact.data.number("value")),
        countedOn: fact.data.text("as_of")
      )
      last[[count.kind, count.division, "\(count.year)"]] = count
    }
    imported = last.values.filter { $0.countedOn <= day }
  }

  /// Of each division of the day: its own count, or the sum of all that it was made of.
  func asNow(_ kind: String) -> [Count] {
    let own = imported.filter { $0.kind == kind }
    let places = Dictionary(grouping: own) { divisions.division($0.division, writtenOn: $0.countedOn, on: day) }
    return places.flatMap { division, counts in
      Dictionary(grouping: counts, by: \.year).compactMap { year, counts in
        Set(counts.map(\.countedOn)).sorted(by: >).lazy.compactMap { counted -> Count? in
          let value = sum(division, counts.filter { $0.countedOn == counted }, on: counted)
          return value.map { Count(kind: kind, division: division, year: year, value: $0, countedOn: counted) }
        }.first
      }
    }
  }

  private func sum(_ division: String, _ counts: [Count], on counted: String) -> Int? {
    if divisions.isYetToCome(division, on: counted),
      divisions.division(division, writtenOn: counted, on: counted) == division,
      let whole = counts.first(where: { $0.division == division })
    {
      return whole.value
    }
    let parts = divisions.parts(of: division, on: counted, asOf: day)
    let told = parts.map { part in counts.first { $0.division == part }?.value }
    guard !parts.isEmpty, told.allSatisfy({ $0 != nil }) else { return nil }
    return told.compactMap(\.self).reduce(0, +)
  }
}

extension PlainDivisions {
  /// Those that were there on a day and have become a division since, itself among them.
  fileprivate func parts(of division: String, on day: String, asOf today: String) -> [String] {
    known.union([division]).filter { code in
      self.division(code, writtenOn: day, on: day) == code && self.division(code, writtenOn: day, on: today) == division
        && !isYetToCome(code, on: day)
    }
  }
}
