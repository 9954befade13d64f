import Crypto
public import Foundation
import JWTKit
import Registry

/// Issues tokens for a registry on the machine of whoever tries it out, with a key of its own in a file (Ed25519). Where people
/// really sign in, an issuer of theirs does that.
public struct LocalIssuer: Sendable {
  public static let issuer = "urn:qingming:local-issuer"
  public static let audience = "urn:qingming:registry"
  /// A day at work.
  public static let lifetime: TimeInterval = 12 * 3_600

  private let key: Curve25519.Signing.PrivateKey

  /// With the key in `file`, which is made when it is not there, for its owner alone to read.
  /// - Throws: ``AccessError/Code/badKeys``.
  public init(keyFile file: URL) throws(AccessError) {
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: SecretFile(file).bytes(orMake: 32))
    } catch {
      throw AccessError(.badKeys, "\(file.path): \(error)")
    }
  }

  /// Takes what this issuer issues.
  public func verifier() async throws(AccessError) -> TokenVerifier {
    let rules = TokenVerifier.Rules(
      issuer: Self.issuer,
      audience: Self.audience,
      maximumLifetime: Self.lifetime
    )
    return TokenVerifier(rules, keys: KeySource(try await KeySet(json: Array(keySet.utf8))))
  }

  /// The public half (RFC 8037).
  var keySet: String {
    let x = key.publicKey.rawRepresentation.base64URL
    return #"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","use":"sig","kid":"local","x":"\#(x)"}]}"#
  }

  /// A token for somebody, from now on.
  /// - Throws: ``AccessError/Code/badKeys``.
  public func token(for principal: Principal, at now: Date = .now) async throws(AccessError) -> String {
    let claims = AccessToken(
      issuer: Self.issuer,
      audience: .one(Self.audience),
      subject: principal.id.text,
      expires: Int64(now.timeIntervalSince1970 + Self.lifetime),
      issuedAt: Int64(now.timeIntervalSince1970),
      id: UUID().uuidString.lowercased(),
      name: principal.name,
      roles: principal.roles.map(\.rawValue).sorted(),
      division: principal.division.text,
      organisation: principal.organisation.text
    )
    do {
      let keys = await JWTKeyCollection().add(eddsa: EdDSA.PrivateKey(backing: key), kid: "local")
      return try await keys.sign(claims, kid: "local", header: ["typ": "at+jwt"])
    } catch {
      throw AccessError(.badKeys, "nothing can be signed: \(error)")
    }
  }
}
