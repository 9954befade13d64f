import HTTPTypes
import Hummingbird

/// `/`, the first page, those of the read models, and their style.
struct PageRoutes<Context: VisitContext>: Sendable {
  let services: Services

  static var newestEvents: Int { 15 }

  func overview(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in try await first(request, address, try context.visitor) }
  }

  /// `/read-models/{model}/{view}`.
  func table(_ request: Request, _ context: Context) async throws -> Response {
    // A form sends what has been left blank, too.
    if let address = request.withoutBlanks { return .redirect(to: address, type: .normal) }
    return await services.page(request, context) { address in
      let query = try await ModelQuery(request, context, services)
      let answer = try await query.answer(services)
      let differences = try await query.differences(services, address)
      return TableModel(query, answer, differences, TableAddress(query, address), services.pages.titles)
    }
  }

  /// One city in full, or several in a table.
  private func first(_ request: Request, _ address: PageAddress, _ visitor: Visit) async throws -> any PageModel {
    let cities = try await services.cities(for: request, visitor)
    var overviews: [(office: Office, overview: Overview)] = []
    for city in cities {
      let newest = cities.count == 1 ? Self.newestEvents : 0
      overviews.append((city.office, try await city.reading.overview(newest: newest, as: city.overviewReaders)))
    }
    guard overviews.count == 1, let (office, overview) = overviews.first, let city = cities.first else {
      return CitiesModel(overviews, address)
    }
    let doors = OpenDoors(city, services.models)
    return OverviewModel(overview, office: office, titles: services.pages.titles, doors: doors, address)
  }

  func style(_ request: Request, _ context: Context) -> Response {
    let text = StyleSheet.text + StyleSheet.bureau + StyleSheet.inspector + StyleSheet.home
    var response = Response(bytes: Array(text.utf8), type: "text/css; charset=utf-8")
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }
}
