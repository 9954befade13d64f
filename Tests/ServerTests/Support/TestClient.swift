import CanonicalJSON
import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import TestSupport

@testable import Server

/// Sends requests to the routes without a socket.
struct TestClient {
  private let responder: any HTTPResponder<InProcessContext>
  /// What the routes log to.
  var logger = Logger.test

  init(_ services: Services) {
    responder = RegistryRouter<InProcessContext>(services: services).router().buildResponder()
  }

  func get(_ path: String, host: String = "127.0.0.1:8080") async throws -> TestResponse {
    try await send(.get, path, host: host)
  }

  func submit(
    _ body: [UInt8],
    to path: String = "/v1/submissions",
    type: String? = "application/json"
  ) async throws -> TestResponse {
    try await send(.post, path, headers: type.map { [.contentType: $0] } ?? [:], body: body)
  }

  func send(
    _ method: HTTPRequest.Method,
    _ path: String,
    host: String = "127.0.0.1:8080",
    headers: HTTPFields = [:],
    body: [UInt8] = []
  ) async throws -> TestResponse {
    let response = try await respond(method, path, host: host, headers: headers, body: body)
    let collector = Collector()
    try await response.body.write(collector)
    return TestResponse(
      status: response.status.code,
      headers: response.headers,
      body: collector.bytes.withLock { $0 }
    )
  }

  /// The answer before its body is written.
  func respond(
    _ method: HTTPRequest.Method,
    _ path: String,
    host: String = "127.0.0.1:8080",
    headers: HTTPFields = [:],
    body: [UInt8] = []
  ) async throws -> Response {
    let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let context = InProcessContext(source: InProcessContext.Source(logger: logger))
    return try await responder.respond(to: request, context: context)
  }
}

struct TestResponse {
  let status: Int
  let headers: HTTPFields
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var type: String? { headers[.contentType] }

  /// The body as JSON, `.null` when it is none.
  var json: JSON { (try? JSON.parse(body, maximumBytes: body.count)) ?? .null }

  /// The address of the next page.
  var next: String? {
    HTTPField.Name("Link").flatMap { headers[$0] }?.firstMatch(of: /<(.+)>; rel="next"/).map { String($0.output.1) }
  }

  /// The last part of a problem's type.
  var problem: String? {
    guard type == "application/problem+json" else { return nil }
    return json["type"]?.stringValue?.split(separator: ":").last.map(String.init)
  }
}

/// A request's context that needs no channel.
struct InProcessContext: VisitContext {
  struct Source: RequestContextSource {
    let logger: Logger
  }

  var coreContext: CoreRequestContextStorage
  var visit: Visit?
  let peer: String? = nil
  init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}
