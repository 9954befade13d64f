/// A signature with all that is needed to verify it again, by anybody and at any time.
public struct SignatureProof: Hashable, Sendable {
  public let keyID: String
  public let key: SignatureKey
  /// What was signed, line by line (RFC 9421, 2.5).
  public let base: String
  public let signature: [UInt8]

  public init(keyID: String, key: SignatureKey, base: String, signature: [UInt8]) {
    (self.keyID, self.key, self.base, self.signature) = (keyID, key, base, signature)
  }

  public var isTrue: Bool { key.isValid(signature, for: Array(base.utf8)) }

  /// The digest of the body that was signed; nil where there was none.
  public var contentDigest: ContentDigest? {
    let name = "\"content-digest\": "
    let line = base.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { ContentDigest(String($0.dropFirst(name.count))) }
  }
}
