import Access
import CanonicalJSON
import Hummingbird
import Registry

/// `/divisions/{code}`, `/facilities/{id}`, their sections and plots: what a bureau looks at, from the province down by way
/// of towns to a place.
struct BureauRoutes<Context: VisitContext>: Sendable {
  let services: Services

  private static var newestEvents: Int { 15 }

  func division(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      if let town = context.parameters.get("code").flatMap({ TownCode($0) }) {
        return try await self.town(town, request, context, address)
      }
      guard let code = context.parameters.get("code").flatMap({ DivisionCode($0) }) else {
        throw Problem.noSuchDivision
      }
      let cities = try await services.cities(for: request, context.visitor).filter { $0.office.isAbout(code) }
      guard let city = cities.first else { throw Problem.noSuchDivision }
      // Of what contains their own division people see the cities that they may see.
      let isAbove = city.office.division?.isWithin(code) == true && !city.reach.holds(division: code)
      if cities.count > 1 || isAbove { return try await several(cities, in: code, address) }
      guard city.reach.holds(division: code) else { throw Problem.outOfScope }
      let answers = try await city.answers(DivisionModel.answers) { $0.holds(division: code) }
      let page = BureauPage(answers, services.pages.titles, city.office, address)
      guard page.knows(code) else { throw Problem.noSuchDivision }
      let newest = try await city.reading.newest(
        Self.newestEvents,
        from: page.sources(in: code),
        as: city.reader
      )
      return DivisionModel(code, page, newest: newest)
    }
  }

  /// A division that several registries are about: each for itself, for their logs stand at different positions.
  private func several(
    _ cities: [VisitedCity],
    in code: DivisionCode,
    _ address: PageAddress
  ) async throws -> any PageModel {
    var overviews: [(office: Office, overview: Overview)] = []
    for city in cities {
      overviews.append((city.office, try await city.overview(newest: 0)))
    }
    return CitiesModel(overviews, in: code, address)
  }

  /// A town, in whichever city has facilities there: for its visitors it lies where its county lies today.
  private func town(
    _ code: TownCode,
    _ request: Request,
    _ context: Context,
    _ address: PageAddress
  ) async throws -> DivisionModel {
    for city in try await services.cities(for: request, context.visitor) {
      let known = try await city.answers([.facilities]) { _ in true }
      let here = known[.facilities].filter { $0.text("town") == code.text }
      let divisions = Set(here.compactMap { $0.text("division") }).compactMap { DivisionCode($0) }
      guard !divisions.isEmpty else { continue }
      let held = divisions.filter { city.reach.holds(division: $0) }.min { $0.text < $1.text }
      guard let division = held else { throw Problem.outOfScope }
      let answers = try await city.answers(DivisionModel.answers) { $0.holds(division: division) }
      let sources = here.filter { $0.text("division") == division.text }.compactMap { $0.text("facility") }
      let newest = try await city.reading.newest(Self.newestEvents, from: sources.sorted(), as: city.reader)
      let page = BureauPage(answers, services.pages.titles, city.office, address)
      return DivisionModel(code, in: division, page, newest: newest)
    }
    throw Problem.noSuchDivision
  }

  func facility(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let (city, id, facility, page) = try await find(request, context, FacilityModel.answers, address)
      let kinds = ["use_right", "maintenance_fee", "ash_storage", "cremator_test", "facility_licence", "reservation"]
      var expiring: [JSONObject] = []
      if let reader = city.reader(of: "due", in: "expiries") {
        expiring = try await city.reading.expiring(in: id, kinds: kinds, limit: 20, as: reader)
      }
      let history = try await city.reading.history(of: "facility/\(id.text)", limit: 10, as: city.reader)
      return FacilityModel(facility, page, expiring: expiring, history: history)
    }
  }

  func section(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let (city, id, facility, page) = try await find(request, context, [.names, .facilities, .sections], address)
      guard let code = context.parameters.get("section").flatMap({ Code($0) }),
        let section = page.section(code, of: id)
      else { throw Problem.noSuchFacility }
      let plots = try await city.reading.plots(
        of: id,
        section: code,
        as: try city.rows(of: "plot", in: "plot_capacity").reader
      )
      let first = request.uri.queryParameters["row"].map(String.init)
      return SectionModel(section, plots, of: facility, from: first, page)
    }
  }

  func plot(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let parts = ["id", "section", "row", "number"].map { context.parameters.get($0) ?? "" }
      guard let id = PlotID(parts.joined(separator: "/")) else { throw Problem.noSuchFacility }
      let (city, code, facility, page) = try await find(request, context, [.names, .facilities, .sections], address)
      let reader = try city.rows(of: "plot", in: "plot_capacity").reader
      guard let plot = try await city.reading.plot(id.text, as: reader) else { throw Problem.noSuchFacility }
      let section = Code(parts[1]).flatMap { page.section($0, of: code) }
      let isCemetery = city.visit.roleOpening("/home/plots/{section}/{row}/{number}") != nil
      let isOwn = isCemetery && city.visit.principal.organisation == code
      return PlotModel(id, plot, of: facility, section, isOwn: isOwn, page)
    }
  }

  /// The facility that a path names, in whichever city has it.
  private func find(
    _ request: Request,
    _ context: Context,
    _ wanted: Set<BureauQuery>,
    _ address: PageAddress
  ) async throws -> (city: VisitedCity, id: Code, facility: JSONObject, page: BureauPage) {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchFacility }
    let found = try await services.facility(id, request, context.visitor, wanted)
    let page = BureauPage(found.answers, services.pages.titles, found.city.office, address)
    return (found.city, id, found.row, page)
  }
}

extension Services {
  /// A facility in whichever city has it, with the answers to questions about that city.
  /// - Throws: `no-such-facility`, also where it is not the visitor's to see.
  func facility(
    _ id: Code,
    _ request: Request,
    _ visitor: Visit,
    _ wanted: Set<BureauQuery>
  ) async throws -> (city: VisitedCity, row: JSONObject, answers: BureauAnswers) {
    for city in try await cities(for: request, visitor) where city.reach.holds(organisation: id.text) {
      let known = try await city.answers([.facilities]) { $0.holds(organisation: id.text) }
      guard let facility = known[.facilities].first(where: { $0.text("facility") == id.text }) else { continue }
      return (city, facility, try await city.answers(wanted) { $0.holds(organisation: id.text) })
    }
    throw Problem.noSuchFacility
  }
}

extension Office {
  /// Whether its registry has to do with a division: what lies in its own, and what that lies in.
  fileprivate func isAbout(_ code: DivisionCode) -> Bool {
    guard let own = division else { return true }
    return code.isWithin(own) || own.isWithin(code)
  }
}

extension BureauPage {
  /// Whether there is such a division: by name, because something lies in it, or because the registry does.
  fileprivate func knows(_ code: DivisionCode) -> Bool {
    office.division.map { $0.isWithin(code) } == true || answers[.names].contains { $0.text("division") == code.text }
      || answers[.facilities].contains { $0.isWithin(code) }
  }

  /// How the sources of events begin that are sent from a division: its facilities, and its offices, which bear its code.
  fileprivate func sources(in code: DivisionCode) -> [String] {
    let facilities = answers[.facilities].filter { $0.isWithin(code) }.compactMap { $0.text("facility") }
    let divisions = answers[.names].filter { $0.isWithin(code) }.compactMap { $0.text("division") }
    return Set(facilities + divisions.map { "\($0)-" } + divisions).sorted()
  }

  fileprivate func section(_ code: Code, of facility: Code) -> JSONObject? {
    answers[.sections].first { $0.text("facility") == facility.text && $0.text("section") == code.text }
  }
}
