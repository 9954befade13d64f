public import FoundationEssentials
import JWTKit

/// Reads access tokens: JWTs (RFC 9068) of one issuer, for this registry, signed with one of the issuer's keys.
public struct TokenVerifier: Sendable {
  /// Which tokens are taken.
  public struct Rules: Sendable {
    public let issuer: String
    public let audience: String
    /// How long a token may hold from when it was issued; longer ones are not taken.
    public let maximumLifetime: TimeInterval
    /// By how much clocks may differ.
    public let leeway: TimeInterval

    public init(
      issuer: String,
      audience: String,
      maximumLifetime: TimeInterval = 15 * 60,
      leeway: TimeInterval = 30
    ) {
      (self.issuer, self.audience) = (issuer, audience)
      (self.maximumLifetime, self.leeway) = (maximumLifetime, leeway)
    }
  }

  /// Why a token is not taken. It goes into the log, and to nobody else.
  public enum Flaw: String, Error, Sendable {
    case malformed, algorithm, unknownKey, signature, issuer, audience, expired, notYet, tooLong, nobody
  }

  private let rules: Rules
  private let keys: KeySource

  public init(_ rules: Rules, keys: KeySource) {
    (self.rules, self.keys) = (rules, keys)
  }

  /// - Throws: ``Flaw``.
  public func principal(from token: String, at now: Date = .now) async throws(Flaw) -> Principal {
    try await signedIn(token, at: now).principal
  }

  /// Whose a token is, and what of it may be kept.
  /// - Throws: ``Flaw``.
  public func signedIn(
    _ token: String,
    at now: Date = .now
  ) async throws(Flaw) -> (principal: Principal, credential: Credential) {
    // Long enough for a few dozen claims.
    guard token.utf8.count <= 8_192 else { throw .malformed }
    let head = try Self.head(of: token)
    guard let algorithm = head.alg, KeySet.algorithms.contains(algorithm) else { throw .algorithm }
    guard let set = await keys.set(knowing: head.kid, at: now), let key = set.key(head.kid) else { throw .unknownKey }
    guard key.algorithm == algorithm else { throw .algorithm }
    let claims: AccessToken
    do {
      claims = try await set.verifier.verify(token, as: AccessToken.self)
    } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
      throw .signature
    } catch {
      throw .malformed
    }
    try check(claims, at: now.timeIntervalSince1970)
    guard let principal = claims.principal else { throw .nobody }
    let credential = Credential.token(
      issuer: claims.issuer,
      subject: claims.subject,
      id: claims.id,
      issuedAt: claims.issuedAt
    )
    return (principal, credential)
  }

  private func check(_ claims: AccessToken, at now: TimeInterval) throws(Flaw) {
    guard claims.issuer == rules.issuer else { throw .issuer }
    guard claims.audience.contains(rules.audience) else { throw .audience }
    let expires = Double(claims.expires)
    guard now < expires + rules.leeway else { throw .expired }
    let begins = (claims.notBefore ?? claims.issuedAt).map(Double.init) ?? now
    guard begins <= now + rules.leeway else { throw .notYet }
    guard expires - (claims.issuedAt.map(Double.init) ?? now) <= rules.maximumLifetime else { throw .tooLong }
  }

  private static func head(of token: String) throws(Flaw) -> JWTHeader {
    do {
      let parser = DefaultJWTParser()
      let parts = try parser.getTokenParts(Array(token.utf8))
      guard let bytes = Data(base64URL: parts.header) else { throw Flaw.malformed }
      let head = try JSONDecoder().decode(JWTHeader.self, from: bytes)
      // An extension that must be understood, and is not (RFC 7515, 4.1.11).
      guard head.fields["crit"] == nil else { throw Flaw.malformed }
      return head
    } catch {
      throw .malformed
    }
  }
}

extension Data {
  /// Nil for what is no base64url (RFC 4648, 5).
  init?(base64URL text: some Sequence<UInt8>) {
    let standard = String(decoding: Array(text), as: UTF8.self).replacing("-", with: "+").replacing("_", with: "/")
    self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
  }

  /// Without padding.
  var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
