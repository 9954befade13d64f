import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

extension Services {
  /// A page, or one that says why there is none.
  func page(
    _ request: Request,
    _ context: some VisitContext,
    _ make: (PageAddress) async throws -> any PageModel
  ) async -> Response {
    await form(request, context) { .page(try await make($0)) }
  }

  /// The same, for what may lead on to another page.
  func form(
    _ request: Request,
    _ context: some VisitContext,
    _ make: (PageAddress) async throws -> PageOutcome
  ) async -> Response {
    let address = PageAddress(request, cities: cities)
    var problem: Problem?
    let model: any PageModel
    do {
      switch try await make(address) {
      case .page(let page): model = page
      case .elsewhere(let path): return .redirect(to: path, type: .normal)
      }
    } catch {
      let reason = Problem(logging: error, context.logger)
      (model, problem) = (FailureModel(reason, address), reason)
    }
    var response = Response(
      bytes: Array(pages.html(model, for: context.visit?.principal).utf8),
      status: problem?.status ?? model.status,
      type: "text/html; charset=utf-8"
    )
    response.headers[.contentLanguage] = address.language.tag
    response.headers.append(contentsOf: problem?.headers ?? [:])
    return response
  }
}

extension PostgresTimestamp {
  static var now: PostgresTimestamp {
    PostgresTimestamp(microsecondsSince1970: Int64(Date.now.timeIntervalSince1970 * 1_000_000))
  }
}

/// What comes of a request for a page.
enum PageOutcome {
  case page(any PageModel)
  /// Another address, by GET: reloaded, it sends nothing again.
  case elsewhere(String)
}
