internal import CanonicalJSON
private import Crypto

/// The announcement of what is drawn to be inspected on site. Whom it draws no simulation can tell: the seed is the leaf of what
/// the log holds next, with the moment at which it was recorded. Whoever loads the city holds the draw.
enum Lottery {
  /// Of the codes in order, a line feed after each.
  static func digest(of candidates: [String]) -> String {
    SHA256.hash(data: Array(candidates.sorted().map { $0 + "\n" }.joined().utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// In March, for the year before, among all commercial cemeteries of the city.
  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    (year.first.civil.year...year.end.civil.year).compactMap { number in
      guard let day = Day(number, 3, 12), day >= year.first, day < year.end,
        !plan.layout.commercialCemeteries.isEmpty
      else { return nil }
      return (Moment(day, hour: 15), .draw(year: number - 1))
    }
  }
}

extension Simulation {
  /// Who announces the draws of a simulated bureau, and holds them.
  public static func inspector(of bureau: String) -> String { "\(bureau).\(CityRun.inspector)" }
}

extension CityRun {
  fileprivate static let inspector = "inspection-01"

  mutating func announced(_ year: Int, _ moment: Moment) -> Record {
    let bureau = "\(plan.city.code)-MZ"
    let population = plan.layout.commercialCemeteries.map { plan.layout.facilities[$0].code }
    let pool = (1...6).map { "\(bureau).inspector-\(Digits.padded($0, 2))" }
    return desk.record(
      "DrawAnnounced",
      on: "reference/inspection-draws",
      at: moment,
      from: bureau,
      by: Self.inspector,
      [
        "division": .string(plan.city.code), "inspector_count": 2,
        "picked_count": .integer(max(1, population.count / 2)), "pool": .array(pool.map { .string($0) }),
        "population": .array(population.map { .string($0) }),
        "population_digest": .string(Lottery.digest(of: population)), "round": 1, "year": .integer(year),
      ]
    )
  }
}
