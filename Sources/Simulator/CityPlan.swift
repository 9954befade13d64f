internal import CanonicalJSON

/// What is fixed before the first line: the city laid out, the awards in force, the first and last day.
struct CityPlan: Sendable {
  let city: City
  /// Deaths in one year.
  let cases: Int
  let years: [Year]
  let seed: UInt64
  let first: Day
  /// The day after the last.
  let end: Day
  let frauds: Set<Fraud>
  /// What its bureaus publish, the versions of one policy in their order.
  let documents: [Document]
  let awards: [Award]
  let freeServices: [FreeServices]
  let layout: Layout
  let planner: CasePlanner
  /// The unit in which the city's policies count each service.
  let serviceUnits: [String: String]

  /// A year of the simulation; what goes on for longer is planned in the year in which it begins.
  struct Year: Sendable {
    let number: Int
    let first: Day
    let end: Day
  }

  init(
    city: City,
    cases: Int,
    years: Int,
    seed: UInt64,
    documents: [Document],
    from first: Day,
    frauds: Set<Fraud>
  ) {
    self.frauds = frauds
    (self.city, self.cases, self.first) = (city, cases, first)
    // Two cities of one seed have nobody in common.
    self.seed = seed ^ UInt64(city.node) << 32
    self.years = (0..<years).map {
      Year(number: $0, first: first.adding(months: 12 * $0), end: first.adding(months: 12 * $0 + 12))
    }
    end = first.adding(months: 12 * years)
    self.documents = (documents + [.unclaimedAshes(of: city)]).filter { Self.applies($0, to: city) }.sorted {
      ($0.id, $0.data["version"]?.integerValue ?? 0, $0.from) < ($1.id, $1.data["version"]?.integerValue ?? 0, $1.from)
    }
    awards = self.documents.compactMap { Award(id: $0.id, data: $0.data, city: city) }
    freeServices = FreeServices.all(self.documents, in: city)
    // A small city still has every facility and one row of each section.
    layout = Layout(city: city, scale: max(cases * years / 20, 10), on: first)
    planner = CasePlanner(
      seed: self.seed,
      cases: cases,
      years: years,
      city: city,
      awards: awards,
      frauds: frauds,
      freeServices: freeServices,
      voyages: Voyages(from: first, months: 12 * years)
    )
    var units = [
      "transport": "trip", "keeping": "day", "farewell": "hour", "cremation": "body", "ash_storage": "month",
      "urn": "piece",
    ]
    for document in self.documents {
      for rule in document.data["services"]?.elements ?? [] {
        guard let item = rule["item_code"]?.stringValue, let unit = rule["unit"]?.stringValue else { continue }
        units[item] = unit
      }
    }
    serviceUnits = units
  }

  /// Deaths in all years.
  var allCases: Int { cases * years.count }

  var arrivals: Arrivals { Arrivals(cases: allCases, from: first, until: end, seed: seed) }

  /// The marker at a place: one that the city's award allows, where it says which.
  func marker(of form: Disposition) -> String {
    awards.lazy.flatMap(\.rules).first { $0.forms.contains(form.rawValue) }?.markers?.first ?? form.marker
  }

  /// A registry publishes the documents of the nation, its province, itself and its counties.
  private static func applies(_ document: Document, to city: City) -> Bool {
    let known = ["000000", city.code.prefix(2) + "0000", city.code] + city.counties.map(\.code)
    return document.scope.isEmpty || document.scope.contains { known.contains($0) }
  }
}
