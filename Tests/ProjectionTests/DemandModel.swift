import CanonicalJSON

/// The need of divisions by the formula: residents × yearly death rate × 20 years × 50 %.
struct DemandModel {
  private typealias Count = PlainCounts.Count

  private let populations: [Count]
  private let deaths: [Count]
  private let day: String

  init(_ facts: [Happening], on day: String) {
    self.day = day
    let counts = PlainCounts(facts, on: day)
    deaths = counts.asNow("deaths")
    // Whose a figure is may not be said; then one of residents goes before it.
    let residents = counts.asNow("resident")
    populations =
      residents
      + counts.asNow("not_stated").filter { one in
        !residents.contains { $0.division == one.division && $0.year == one.year }
      }
  }

  static let columns = [
    "division", "population", "population_year", "rate_division", "rate_year", "deaths", "rate_population",
    "deaths_per_100000", "places_a_year", "places_needed", "remaining_places", "months_left", "exhausted_in",
    "(missing_zh IS NULL)",
  ]

  /// `remaining` are, of each division, the places of the facilities that lie in it, and not in a part of it.
  func rows(_ remaining: [String: Int]) -> [[String]] {
    Set(remaining.keys).union(populations.map(\.division)).map { division in
      let places = remaining.filter { Self.areas($0.key).contains(division) }.values.reduce(0, +)
      let own = populations.filter { $0.division == division }.max { $0.year < $1.year }
      let rate = rate(of: division)
      var row = [division] + [own?.value, own?.year].map(Self.text)
      row +=
        [rate?.deaths.division ?? ""] + [rate?.deaths.year, rate?.deaths.value, rate?.residents.value].map(Self.text)
      guard let rate else { return row + ["", "", "", "\(places)", "", "", "false"] }
      let (dead, residents) = (rate.deaths.value, rate.residents.value)
      row.append("\(dead * 100_000 / residents)")
      guard let own else { return row + ["", "", "\(places)", "", "", "false"] }
      // Half of those who die, as a fraction: the need of a year.
      let (above, below) = (own.value * dead, residents * 2)
      row += ["\(above / below)", "\(above * 20 / below)", "\(places)"]
      guard above > 0 else { return row + ["", "", "false"] }
      let months = places * 12 * below / above
      return row + ["\(months)", months < 1_200 ? month(after: months) : "", "true"]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func rate(of division: String) -> (deaths: Count, residents: Count)? {
    for area in Self.areas(division) {
      let pairs = deaths.filter { $0.division == area && $0.isWhole }.compactMap { count in
        populations.first { $0.division == area && $0.year == count.year && $0.value > 0 }.map { (count, $0) }
      }
      if let newest = pairs.max(by: { $0.0.year < $1.0.year }) { return newest }
    }
    return nil
  }

  private func month(after months: Int) -> String {
    let month = (Int(day.prefix(4)) ?? 0) * 12 + (Int(day.dropFirst(5).prefix(2)) ?? 0) - 1 + months
    return "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
  }

  private static func areas(_ division: String) -> [String] {
    [division, division.prefix(4) + "00", division.prefix(2) + "0000", "000000"]
  }

  private static func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "" }
}

extension CapacityModel {
  /// The places that remain in each division where facilities lie.
  func remainingPlaces(on day: String) -> [String: Int] {
    let (open, held) = (Self.columns.firstIndex(of: "open_places"), Self.columns.firstIndex(of: "held_places"))
    guard let open, let held else { return [:] }
    return Dictionary(rows(on: day).map { ($0[2], (Int($0[open]) ?? 0) + (Int($0[held]) ?? 0)) }, uniquingKeysWith: +)
      .filter { !$0.key.isEmpty }
  }
}
