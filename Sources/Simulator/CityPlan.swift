internal import CanonicalJSON

/// What is fixed before the first line: the city laid out, the awards in force, the first and last day.
struct CityPlan: Sendable {
  let city: City
  let cases: Int
  let seed: UInt64
  let first: Day
  /// The day after the last.
  let end: Day
  let policies: [(id: String, data: JSON)]
  let awards: [Award]
  let layout: Layout
  let planner: CasePlanner
  /// The unit in which the city's policies count each service.
  let serviceUnits: [String: String]

  init(city: City, cases: Int, seed: UInt64, policies: [(id: String, data: JSON)], from first: Day, months: Int) {
    (self.city, self.cases, self.seed, self.first) = (city, cases, seed, first)
    end = first.adding(months: months)
    self.policies = policies.filter { Self.applies($0.data, to: city) }
    awards = self.policies.compactMap { Award(id: $0.id, data: $0.data, city: city) }
    // A small city still has every facility and one row of each section.
    layout = Layout(city: city, scale: max(cases / 20, 10))
    planner = CasePlanner(
      seed: seed,
      cases: cases,
      city: city,
      awards: awards,
      voyages: Voyages(from: first, months: months)
    )
    var units = [
      "transport": "trip", "keeping": "day", "farewell": "hour", "cremation": "body", "ash_storage": "month",
      "urn": "piece",
    ]
    for (_, data) in self.policies {
      for rule in data["services"]?.elements ?? [] {
        guard let item = rule["item_code"]?.stringValue, let unit = rule["unit"]?.stringValue else { continue }
        units[item] = unit
      }
    }
    serviceUnits = units
  }

  var arrivals: Arrivals { Arrivals(cases: cases, from: first, until: end, seed: seed) }

  /// A registry publishes the policies of the nation, its province, itself and its counties.
  private static func applies(_ data: JSON, to city: City) -> Bool {
    let known = ["000000", city.code.prefix(2) + "0000", city.code] + city.counties.map(\.code)
    return data["scope_divisions"]?.elements.contains { $0.stringValue.map(known.contains) == true } == true
  }
}
