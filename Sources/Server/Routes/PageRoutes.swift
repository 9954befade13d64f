import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

/// `/`, the first page, those of the read models, and their style.
struct PageRoutes<Context: RequestContext>: Sendable {
  let services: Services

  static var newestEvents: Int { 15 }

  func overview(_ request: Request, _ context: Context) async throws -> Response {
    await response(request, context) { language in try await page(of: try services.cities(for: request), in: language) }
  }

  /// `/read-models/{model}/{view}`.
  func table(_ request: Request, _ context: Context) async throws -> Response {
    // A form sends what has been left blank, too.
    if let query = request.uri.query, query.split(separator: "&").contains(where: { $0.hasSuffix("=") }) {
      let given = query.split(separator: "&").filter { !$0.hasSuffix("=") }.joined(separator: "&")
      return .redirect(to: request.uri.path + (given.isEmpty ? "" : "?\(given)"), type: .normal)
    }
    return await response(request, context) { _ in
      let query = try ModelQuery(request, context, services)
      return services.pages.html(query, try await query.answer(services.past), PageAddress(request, query))
    }
  }

  /// The page, or one that says why there is none.
  private func response(
    _ request: Request,
    _ context: Context,
    _ page: (Language) async throws -> String
  ) async -> Response {
    let language = Language(parameter: request.uri.queryParameters["lang"].map(String.init))
    let html: String
    let problem: Problem?
    do {
      html = try await page(language)
      problem = nil
    } catch {
      let reason = Problem(logging: error, context.logger)
      html = services.pages.html(reason, language: language)
      problem = reason
    }
    var response = Response(
      bytes: Array(html.utf8),
      status: problem?.status ?? .ok,
      type: "text/html; charset=utf-8"
    )
    response.headers[.contentLanguage] = language.tag
    response.headers.append(contentsOf: problem?.headers ?? [:])
    return response
  }

  /// One city in full, or several in a table.
  private func page(of cities: [CityDesk], in language: Language) async throws(ReadError) -> String {
    var overviews: [(office: Office, overview: Overview)] = []
    for city in cities {
      let newest = cities.count == 1 ? Self.newestEvents : 0
      overviews.append((city.office, try await city.reading.overview(newest: newest)))
    }
    if overviews.count == 1, let (office, overview) = overviews.first {
      let isOneOfMany = services.cities.count > 1
      return services.pages.html(overview, of: office, isOneOfMany: isOneOfMany, language: language, shownAt: .now)
    }
    return services.pages.html(overviews, language: language, shownAt: .now)
  }

  func style(_ request: Request, _ context: Context) -> Response {
    var response = Response(bytes: Array(StyleSheet.text.utf8), type: "text/css; charset=utf-8")
    response.headers[.cacheControl] = "max-age=3600"
    return response
  }
}

extension PostgresTimestamp {
  static var now: PostgresTimestamp {
    PostgresTimestamp(microsecondsSince1970: Int64(Date.now.timeIntervalSince1970 * 1_000_000))
  }
}
