public import Access
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging

/// Finds out who sends a request. ``SignIn`` does.
protocol SigningIn: Sendable {
  /// Nil where the request does not say it.
  /// With what they sign in is said beside it. The body of a signed request has been read, and is there to be read again.
  /// - Throws: 401 where what it says is not so; the logger is told why.
  func signedIn(_ request: inout Request, from peer: String?, logger: Logger) async throws(Problem) -> SignedIn?
  /// Those who may sign in with a click; nil where an issuer is elsewhere.
  var desk: LocalDesk? { get }
}

/// Who signs in, and how: with an access token, in `Authorization` or in the cookie of a page, or as a machine, with the
/// certificate that a gateway hands over or with a signature on the request.
public struct SignIn: SigningIn {
  static let cookie = "qingming"

  private let tokens: TokenVerifier
  private let gateway: Gateway?
  let desk: LocalDesk?

  /// There is no `gateway` where no machine signs in.
  public init(_ tokens: TokenVerifier, gateway: Gateway? = nil) {
    (self.tokens, self.gateway, desk) = (tokens, gateway, nil)
  }

  /// For a registry that is tried out on a machine of one's own: three people who sign in with a click.
  /// - Throws: ``AccessError``.
  public init(_ desk: LocalDesk) async throws(AccessError) {
    (tokens, gateway) = (try await desk.issuer.verifier(), nil)
    self.desk = desk
  }

  func signedIn(_ request: inout Request, from peer: String?, logger: Logger) async throws(Problem) -> SignedIn? {
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ")
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .notSignedIn(.malformed) }
      return try await signedIn(token: String(parts[1]), logger)
    }
    if let machine = try await gateway?.machine(of: &request, from: peer) { return machine }
    guard let token = request.cookies[Self.cookie]?.value else { return nil }
    // A page of another site must not act in the name of whoever has signed in here (cross-site request forgery).
    if ![.get, .head].contains(request.method), !request.isFromOwnPage { throw .foreignOrigin }
    return try await signedIn(token: token, logger)
  }

  private func signedIn(token: String, _ logger: Logger) async throws(Problem) -> SignedIn {
    do {
      let (principal, credential) = try await tokens.signedIn(token)
      return SignedIn(principal: principal, credential: credential)
    } catch {
      logger.notice("a token was not taken", metadata: ["flaw": .string(error.rawValue)])
      throw .notSignedIn(error)
    }
  }
}

extension Request {
  /// Browsers say where a form comes from; old ones that do not are not trusted with a cookie.
  var isFromOwnPage: Bool {
    if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ headers[$0] }) { return site == "same-origin" }
    guard let origin = headers[.origin], let authority = head.authority else { return false }
    return origin == "http://\(authority)" || origin == "https://\(authority)"
  }
}
