import HTTPTypes
import Hummingbird

/// Every route of the server, as Schemas/http/openapi.yaml has them.
struct RegistryRouter<Context: RequestContext>: Sendable {
  let services: Services

  func router() -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      MetricsMiddleware<Context>(metrics: services.metrics)
      SafetyHeaders<Context>()
      ProblemMiddleware<Context>()
      HostMiddleware<Context>()
    }
    let submissions = SubmissionRoutes<Context>(services: services)
    let cases = CaseRoutes<Context>(services: services)
    let models = ReadModelRoutes<Context>(services: services)
    let tables = ModelRoutes<Context>(services: services)
    let log = LogRoutes<Context>(services: services)
    let operation = OperationRoutes<Context>(services: services)
    let pages = PageRoutes<Context>(services: services)

    add(.post, "/v1/submissions", to: router, submissions.submit)
    add(.get, "/v1/cases/{id}", to: router, cases.show)
    add(.get, "/v1/capacity", to: router, models.capacity)
    add(.get, "/v1/entitlements/{case}", to: router, models.entitlement)
    add(.get, "/v1/read-models", to: router, tables.list)
    add(.get, "/v1/read-models/{model}/{view}", to: router, tables.rows)
    add(.get, "/v1/log/events", to: router, log.events)
    add(.get, "/v1/log/events/{id}", to: router, log.event)
    add(.get, "/v1/log/stream", to: router, log.stream)
    add(.get, "/healthz", to: router, operation.health)
    add(.get, "/readyz", to: router, operation.readiness)
    add(.get, "/metrics", to: router, operation.metrics)
    add(.get, "/openapi.yaml", to: router, operation.contract)
    add(.get, "/", to: router, pages.overview)
    add(.get, "/style.css", to: router, pages.style)
    return router
  }

  private static var methods: [HTTPRequest.Method] { [.get, .head, .post, .put, .patch, .delete] }

  /// A route, and an answer that names its method to whoever uses another.
  private func add(
    _ method: HTTPRequest.Method,
    _ path: RouterPath,
    to router: Router<Context>,
    _ handler: @escaping @Sendable (Request, Context) async throws -> Response
  ) {
    router.on(path, method: method, use: handler)
    let allowed: [HTTPRequest.Method] = method == .get ? [.get, .head] : [method]
    for other in Self.methods where !allowed.contains(other) {
      router.on(path, method: other) { _, _ -> Response in throw Problem.methodNotAllowed(allowed: allowed) }
    }
  }
}
