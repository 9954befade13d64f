import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

/// `/`, the first page, and its style.
struct PageRoutes<Context: RequestContext>: Sendable {
  let office: Office
  let reading: any Reading
  let page: OverviewPage

  static var newestEvents: Int { 15 }

  func overview(_ request: Request, _ context: Context) async throws -> Response {
    let language = Language(parameter: request.uri.queryParameters["lang"].map(String.init))
    let html: String
    let problem: Problem?
    do throws(ReadError) {
      let overview = try await reading.overview(newest: Self.newestEvents)
      html = page.html(overview, office: office, language: language, shownAt: .now)
      problem = nil
    } catch {
      let standIn = Problem(error)
      html = page.html(standIn, language: language)
      problem = standIn
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
