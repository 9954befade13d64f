import Access
import HTTPTypes
import Hummingbird
import Registry

/// `/sign-in`: three people to choose from where a registry is tried out; else, where to sign in.
struct SignInRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func show(_ request: Request, _ context: Context) async -> Response {
    await services.page(request, context) { address in
      SignInModel(services.gate.signIn.desk?.people ?? [], to: Self.target(request), address)
    }
  }

  /// `?person=` one of the three.
  func signIn(_ request: Request, _ context: Context) async throws -> Response {
    guard request.isFromOwnPage else { throw Problem.foreignOrigin }
    let people = services.gate.signIn.desk?.people.map(\.name) ?? []
    guard let desk = services.gate.signIn.desk, let name = request.uri.queryParameters["person"],
      let token = try await desk.token(of: String(name))
    else { throw Problem.badParameter("person", allowed: people) }
    let person = services.gate.signIn.desk?.people.first { $0.name == name }
    let first = person.map { services.gate.begins($0.principal) } ?? "/"
    return Self.redirect(to: Self.target(request) ?? first, cookie: token, seconds: Int(LocalIssuer.lifetime))
  }

  func signOut(_ request: Request, _ context: Context) async throws -> Response {
    guard request.isFromOwnPage else { throw Problem.foreignOrigin }
    return Self.redirect(to: "/sign-in", cookie: "", seconds: 0)
  }

  /// To where one signs in, and from there back.
  static func redirect(from request: Request) -> Response {
    let path = request.head.path ?? "/"
    let asked = path == "/" ? "/sign-in" : "/sign-in?to=\(PageAddress.escaped(path))"
    return Response(status: .seeOther, headers: [.location: asked])
  }

  private static func redirect(to path: String, cookie: String, seconds: Int) -> Response {
    var response = Response(status: .seeOther, headers: [.location: path])
    response.headers[.setCookie] =
      "\(SignIn.cookie)=\(cookie); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
    return response
  }

  /// Where to go then: an address of this server, never of another one; nil where none is asked for.
  private static func target(_ request: Request) -> String? {
    guard let to = request.uri.queryParameters["to"].map(String.init), to.hasPrefix("/"), !to.hasPrefix("//"),
      !to.contains("\\"), to.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f })
    else { return nil }
    return to
  }
}
