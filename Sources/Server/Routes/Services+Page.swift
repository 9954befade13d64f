import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

extension Services {
  /// A page, or one that says why there is none.
  func page(
    _ request: Request,
    _ context: some RequestContext,
    _ make: (PageAddress) async throws -> any PageModel
  ) async -> Response {
    let address = PageAddress(request, cities: cities)
    var problem: Problem?
    let model: any PageModel
    do {
      model = try await make(address)
    } catch {
      let reason = Problem(logging: error, context.logger)
      (model, problem) = (FailureModel(reason, address), reason)
    }
    var response = Response(
      bytes: Array(pages.html(model).utf8),
      status: problem?.status ?? .ok,
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
