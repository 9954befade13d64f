import Access
import EventLog
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Registry
import ServiceLifecycle

/// `GET /v1/log/events`, `/v1/log/events/{id}` and `/v1/log/stream`: the log, in its own lines.
struct LogRoutes<Context: VisitContext>: Sendable {
  let services: Services

  private static var usual: Int { 100 }
  private static var most: Int { 1_000 }

  /// A page, one line each.
  func events(_ request: Request, _ context: Context) async throws -> Response {
    let city = try await services.city(for: request, context.visitor)
    let limit = try request.parameter("limit", "1…\(Self.most)") {
      Int($0).flatMap { (1...Self.most) ~= $0 ? $0 : nil }
    }
    let after = try Self.after(request) ?? .start
    let types = try Self.types(request)
    let page = try await city.log.page(after: after, types: types, limit: limit ?? Self.usual)
    let lines = page.events.map { $0.line + "\n" }.joined()
    var response = Response(bytes: Array(lines.utf8), type: "application/x-ndjson")
    response.headers[.cacheControl] = "no-store"
    response.headers.set("As-Of-Position", to: String(page.head.rawValue))
    if page.end < page.head {
      let next = request.page(
        [("limit", limit.map(String.init)), ("after", String(page.end.rawValue))] + (types ?? []).map { ("type", $0) }
      )
      response.headers.set("Link", to: "<\(next)>; rel=\"next\"")
    }
    return response
  }

  /// One event by its id, as the log has it.
  func event(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("id").flatMap({ UUID(uuidString: $0) }) else { throw Problem.noSuchEvent }
    for city in try await services.cities(for: request, context.visitor) {
      guard let event = try await city.log.event(id) else { continue }
      var response = Response(bytes: Array(event.line.utf8), type: "application/json")
      response.headers[.eTag] = "\"\(event.position.rawValue)\""
      return response
    }
    throw Problem.noSuchEvent
  }

  /// Every event behind a position, and those to come.
  func stream(_ request: Request, _ context: Context) async throws -> Response {
    let city = try await services.city(for: request, context.visitor)
    let lastSeen = try Self.lastSeen(request)
    let after = try Self.after(request)
    let types = try Self.types(request)
    let head = Position(rawValue: try await city.reading.head())
    guard let subscription = services.feed.subscribe() else { throw Problem.tooManyStreams }
    let stream = EventStream(
      log: city.log,
      types: types,
      start: lastSeen ?? after ?? head,
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
    // Or a gateway would keep the events until there are many of them.
    response.headers.set("X-Accel-Buffering", to: "no")
    return response
  }

  private static func after(_ request: Request) throws(Problem) -> Position? {
    try request.parameter("after", "0…", position)
  }

  private static func position(_ text: String) -> Position? {
    Int64(text).flatMap { $0 >= 0 ? Position(rawValue: $0) : nil }
  }

  /// Where a client goes on whose connection was lost.
  private static func lastSeen(_ request: Request) throws(Problem) -> Position? {
    guard let name = HTTPField.Name("Last-Event-ID"), let text = request.headers[name] else { return nil }
    guard let position = position(text) else { throw .badParameter("Last-Event-ID", allowed: ["0…"]) }
    return position
  }

  private static func types(_ request: Request) throws(Problem) -> [String]? {
    let types = request.uri.queryParameters[values: "type"].map(String.init)
    let known = EventCatalogue.types
    guard types.allSatisfy({ text in known.contains { $0.type == text } }) else {
      throw .badParameter("type", allowed: ["CaseOpened", "…"])
    }
    return types.isEmpty ? nil : types
  }
}
