import HTTPTypes
import Hummingbird

/// Answers only requests that were sent to this machine by name (see ``Problem/foreignHost``).
struct HostMiddleware<Context: RequestContext>: RouterMiddleware {
  private static var names: Set<String> { ["127.0.0.1", "localhost", "[::1]"] }

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, Self.names.contains(Self.host(authority).lowercased()) else {
      throw Problem.foreignHost
    }
    return try await next(request, context)
  }

  /// Without the port.
  private static func host(_ authority: String) -> Substring {
    guard let colon = authority.lastIndex(of: ":"), authority[colon...].dropFirst().allSatisfy(\.isNumber) else {
      return authority[...]
    }
    return authority[..<colon]
  }
}
