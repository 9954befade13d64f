/// With what somebody has signed in, as far as it may be kept: never the token itself.
public enum Credential: Hashable, Sendable {
  /// `id` and `issuedAt` where the token has them (`jti`, `iat`).
  case token(issuer: String, subject: String, id: String?, issuedAt: Int64?)
  /// The SHA-256 of its DER form, in lower-case hexadecimal digits.
  case certificate(sha256: String)
  /// A signed request, and the certificate of the connection where it came with one.
  case signature(SignatureProof, certificate: String?)
}
