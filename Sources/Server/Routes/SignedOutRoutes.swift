import HTTPTypes
import Hummingbird

/// What was typed into a form is not lost because the sign-in has ended meanwhile, which it does within a quarter of an hour.
struct SignedOutRoutes<Context: VisitContext>: Sendable {
  let services: Services

  /// A page from which the same form can be sent again; only to a form of this server's own. Of an upload there is nothing to
  /// keep but its files, which no page can hold.
  @Sendable func keep(_ request: Request, _ context: Context) async throws -> Response {
    guard request.isFromOwnPage, request.uri.path != "/home/upload" else {
      return SignInRoutes<Context>.redirect(from: request)
    }
    return await services.page(request, context) { address in
      KeptFormModel(signedOut: try await SentForm.read(request), address)
    }
  }
}
