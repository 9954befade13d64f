internal import CanonicalJSON
private import Crypto

/// The public draw of what is inspected on site, worked out as whoever holds it would: the lowest by SHA-256 of the seed, a
/// line feed and the code.
enum Lottery {
  static func draw(_ count: Int, of candidates: [String], seed: String) -> [String] {
    candidates.map { (rank: hash("\(seed)\n\($0)"), code: $0) }
      .sorted { $0.rank < $1.rank }.prefix(count).map(\.code)
  }

  /// Of the codes in order, a line feed after each.
  static func digest(of candidates: [String]) -> String { hash(candidates.sorted().map { $0 + "\n" }.joined()) }

  private static func hash(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).map { byte in
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

extension CityRun {
  mutating func drawn(_ year: Int, _ moment: Moment) -> Record {
    let bureau = "\(plan.city.code)-MZ"
    let population = plan.layout.commercialCemeteries.map { plan.layout.facilities[$0].code }
    let pool = (1...6).map { "\(bureau).inspector-\(Digits.padded($0, 2))" }
    let seed = "\(moment.day.text) 模拟摇号 \(year)"
    return desk.record(
      "InspectionSampled",
      on: "reference/inspection-draws",
      at: moment,
      from: bureau,
      by: "inspection-01",
      [
        "division": .string(plan.city.code),
        "inspectors": .array(Lottery.draw(2, of: pool, seed: seed).map { .string($0) }),
        "picked": .array(
          Lottery.draw(max(1, population.count / 2), of: population, seed: seed).map { .string($0) }
        ), "pool": .array(pool.map { .string($0) }), "population": .array(population.map { .string($0) }),
        "population_digest": .string(Lottery.digest(of: population)), "round": 1, "seed": .string(seed),
        "year": .integer(year),
      ]
    )
  }
}
