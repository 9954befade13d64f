import Access
import HTTPTypes
import Hummingbird

/// The one place where it is decided who may ask what: every route is opened here, by its row in Schemas/access/routes.csv.
/// What has no row is opened to nobody.
struct Gate: Sendable {
  let tables: AccessTables
  let signIn: any SigningIn
  let rates: RequestRates

  /// Where somebody's own work begins: a funeral home's with its day.
  func begins(_ principal: Principal) -> String {
    let cells = tables.route("GET", "/home")?.cells ?? [:]
    return principal.roles.allSatisfy { (cells[$0] ?? .no) != .no } ? "/home" : "/"
  }

  typealias Handler<Context> = @Sendable (Request, Context) async throws -> Response

  /// The route behind the gate. Who has not signed in is led to where that is done, or to `whenSignedOut`.
  func guarding<Context: VisitContext>(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ handler: @escaping Handler<Context>,
    whenSignedOut: Handler<Context>? = nil
  ) -> Handler<Context> {
    let row = tables.route(method.rawValue, path)
    if let row, row.cells.values.allSatisfy({ $0 == .open }) { return handler }
    return { request, context in
      var request = request
      let found: SignedIn
      do throws(Problem) {
        guard let signedIn = try await signIn.signedIn(&request, from: context.peer, logger: context.logger) else {
          throw .notSignedIn(nil)
        }
        found = signedIn
      } catch {
        if path.isPage, error.status == .unauthorized {
          return try await whenSignedOut?(request, context) ?? SignInRoutes<Context>.redirect(from: request)
        }
        throw error
      }
      let principal = found.principal
      if let wait = rates.take(principal.organisation) { throw Problem.tooManyRequests(wait: wait) }
      guard let (cell, role) = row?.best(of: principal.roles) else {
        throw Problem.notAllowed(principal.roles)
      }
      var context = context
      context.visit = Visit(principal: principal, cell: cell, role: role, tables: tables)
      context.visit?.voucher = found.credential?.voucher
      return try await handler(request, context)
    }
  }
}

extension String {
  /// Whether people look at it: whoever has not signed in is led to where that is done.
  fileprivate var isPage: Bool { !hasPrefix("/v1/") && self != "/metrics" }
}
