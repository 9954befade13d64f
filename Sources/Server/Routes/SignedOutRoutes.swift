import HTTPTypes
import Hummingbird

/// What was typed into a form is not lost because the sign-in has ended meanwhile, which it does within a quarter of an hour.
struct SignedOutRoutes<Context: VisitContext>: Sendable {
  let services: Services

  /// A page from which the same form can be sent again; only to a form of this server's own.
  @Sendable func keep(_ request: Request, _ context: Context) async throws -> Response {
    let type = request.headers[.contentType] ?? ""
    guard request.isFromOwnPage, MultipartBody.boundary(in: type) == nil else {
      return SignInRoutes<Context>.redirect(from: request)
    }
    return await services.page(request, context) { address in
      SignedOutModel(try await TypedForm.read(request).form, address)
    }
  }
}
