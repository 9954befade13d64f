import HTTPTypes
import Hummingbird

/// Times every request, by the route that it matched.
struct MetricsMiddleware<Context: VisitContext>: RouterMiddleware {
  let metrics: ServerMetrics

  private static var methods: Set<HTTPRequest.Method> { [.get, .head, .post, .put, .patch, .delete, .options] }

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    let response = try await next(request, context)
    let labels = ServerMetrics.Request(
      // A method may be any word, and each label value is kept for good.
      method: Self.methods.contains(request.method) ? request.method.rawValue : "other",
      route: context.endpointPath ?? "NotFound",
      status: response.status.code
    )
    metrics.count(labels, took: clock.now - start)
    return response
  }
}
