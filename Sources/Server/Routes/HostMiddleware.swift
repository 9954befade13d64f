import HTTPTypes
import Hummingbird

/// Answers only requests that were sent to this server by name (see ``Problem/foreignHost``).
struct HostMiddleware<Context: VisitContext>: RouterMiddleware {
  let names: Set<String>

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, names.contains(Self.host(authority).lowercased()) else {
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
