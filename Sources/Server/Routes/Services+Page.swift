import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Postgres

extension Services {
  /// A page, or one that says why there is none. One that `isLive` is about one city, and tells when its log has moved on.
  func page(
    _ request: Request,
    _ context: some VisitContext,
    isLive: Bool = false,
    _ make: (PageAddress) async throws -> any PageModel
  ) async -> Response {
    await form(request, context, isLive: isLive) { .page(try await make($0)) }
  }

  /// The same, for what may lead on to another page.
  func form(
    _ request: Request,
    _ context: some VisitContext,
    isLive: Bool = false,
    _ make: (PageAddress) async throws -> PageOutcome
  ) async -> Response {
    let address = PageAddress(request, cities: cities)
    var problem: Problem?
    let model: any PageModel
    var news: News?
    do {
      // Before the page is made, so that nothing comes in between.
      if isLive { news = try await self.news(request, try context.visitor, address) }
      switch try await make(address) {
      case .page(let page): model = page
      case .elsewhere(let path): return .redirect(to: path, type: .normal)
      }
    } catch {
      let reason = Problem(logging: error, context.logger)
      (model, problem) = (FailureModel(reason, address), reason)
    }
    var response = Response(
      bytes: Array(
        pages.html(model, for: await shutDoors(to: context.visit, context.logger), news: problem == nil ? news : nil)
          .utf8
      ),
      status: problem?.status ?? model.status,
      type: "text/html; charset=utf-8"
    )
    response.headers[.contentLanguage] = address.language.tag
    response.headers.append(contentsOf: problem?.headers ?? model.headers)
    return response
  }

  /// The same for a form that somebody has filled in. It is read before anything else: where nothing can be answered for a while,
  /// what was typed stands on the page that says so.
  func filledForm(
    _ request: Request,
    _ context: some VisitContext,
    _ make: (SentForm, PageAddress) async throws -> PageOutcome
  ) async -> Response {
    await form(request, context) { address in
      let sent = try await SentForm.read(request)
      do {
        return try await make(sent, address)
      } catch {
        let problem = Problem(logging: error, context.logger)
        guard problem.status.kind == .serverError else { throw problem }
        return .page(KeptFormModel(sent, problem, address))
      }
    }
  }

  /// Where nothing can be read there is no city, and no link leads into one.
  private func shutDoors(to visit: Visit?, _ logger: Logger) async -> ShutDoors? {
    guard let visit else { return nil }
    var visited: [VisitedCity] = []
    for city in cities {
      do {
        if let city = try await VisitedCity(city, visit) { visited.append(city) }
      } catch {
        logger.warning("a page has no links into a city: \(error)", metadata: ["city": .string(city.office.id)])
      }
    }
    return ShutDoors(visit: visit, cities: visited)
  }
}

extension Services {
  /// Where a page hears of what comes; nil for one about several cities.
  private func news(_ request: Request, _ visitor: Visit, _ address: PageAddress) async throws -> News? {
    let cities = try await cities(for: request, visitor)
    guard cities.count == 1, let city = cities.first else { return nil }
    let head = try await city.reading.head()
    return News(source: address.of(city.office).to("/news", [("after", String(head))]), again: address.without([]))
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
