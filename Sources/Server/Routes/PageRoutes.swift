import Access
import EventLog
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// `/`, the first page, those of the read models, and their style.
struct PageRoutes<Context: VisitContext>: Sendable {
  let services: Services

  static var newestEvents: Int { 15 }

  func overview(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context, isLive: true) { address in
      try await first(request, address, try context.visitor)
    }
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
      overviews.append((city.office, try await city.overview(newest: newest)))
    }
    guard overviews.count == 1, let (office, overview) = overviews.first, let city = cities.first else {
      return CitiesModel(overviews, address)
    }
    let doors = OpenDoors(city, services.models)
    return OverviewModel(overview, office: office, titles: services.pages.titles, doors: doors, address)
  }

  /// Whether anything has been recorded since a page was made, for the page itself (server-sent events).
  func news(_ request: Request, _ context: Context) async throws -> Response {
    let city = try await services.city(for: request, context.visitor)
    let after = try request.parameter("after", "0…") { Int64($0).flatMap { $0 >= 0 ? $0 : nil } }
    let head = try await city.reading.head()
    guard let subscription = services.feed.subscribe(asPage: true) else { throw Problem.tooManyStreams }
    let stream = NewsStream(
      log: city.log,
      start: Position(rawValue: max(after ?? head, head - NewsStream.longest)),
      expires: try context.visitor.principal.expires
    )
    var response = Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        // A server that is asked to stop does not wait for those who listen.
        try await withGracefulShutdownHandler {
          try await stream.write(to: &writer, called: subscription)
        } onGracefulShutdown: {
          subscription.cancel()
        }
        try await writer.finish(nil)
      }
    )
    // Or a gateway would keep it until there is much of it.
    response.headers.set("X-Accel-Buffering", to: "no")
    return response
  }

  func newsScript(_ request: Request, _ context: Context) -> Response {
    var response = Response(bytes: Array(NewsScript.text.utf8), type: "text/javascript; charset=utf-8")
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }

  func style(_ request: Request, _ context: Context) -> Response {
    let text = StyleSheet.text + StyleSheet.bureau + StyleSheet.inspector + StyleSheet.home + StyleSheet.amending
    var response = Response(bytes: Array(text.utf8), type: "text/css; charset=utf-8")
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }
}
