import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

/// `/`, the first page, and its style.
struct PageRoutes<Context: RequestContext>: Sendable {
  let services: Services

  static var newestEvents: Int { 15 }

  func overview(_ request: Request, _ context: Context) async throws -> Response {
    let language = Language(parameter: request.uri.queryParameters["lang"].map(String.init))
    let html: String
    let problem: Problem?
    do throws(Problem) {
      html = try await page(of: try services.cities(for: request), in: language)
      problem = nil
    } catch {
      html = services.page.html(error, language: language)
      problem = error
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
  private func page(of cities: [CityDesk], in language: Language) async throws(Problem) -> String {
    var overviews: [(office: Office, overview: Overview)] = []
    do throws(ReadError) {
      for city in cities {
        let newest = cities.count == 1 ? Self.newestEvents : 0
        overviews.append((city.office, try await city.reading.overview(newest: newest)))
      }
    } catch {
      throw Problem(error)
    }
    if overviews.count == 1, let (office, overview) = overviews.first {
      let isOneOfMany = services.cities.count > 1
      return services.page.html(overview, of: office, isOneOfMany: isOneOfMany, language: language, shownAt: .now)
    }
    return services.page.html(overviews, language: language, shownAt: .now)
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
