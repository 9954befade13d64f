import Crypto
import Foundation

/// A public key that machines sign with. The key decides the algorithm, so that no message can choose a weaker one.
public struct SignatureKey: Hashable, Sendable {
  /// As RFC 9421, 3.3 calls them; there are no others.
  public enum Algorithm: String, Sendable {
    case ed25519
    case ecdsaP256 = "ecdsa-p256-sha256"
  }

  public let algorithm: Algorithm
  /// SubjectPublicKeyInfo (RFC 8410, RFC 5480) in DER.
  public let der: [UInt8]

  /// What stands before the 32 bytes of an Ed25519 key (RFC 8410, 4).
  private static let ed25519: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

  /// From base64, with the lines of a PEM file around it or without; nil for what is no such key.
  public init?(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    guard let der = Data(base64Encoded: lines.joined()) else { return nil }
    self.der = Array(der)
    if self.der.starts(with: Self.ed25519), der.count == Self.ed25519.count + 32 {
      algorithm = .ed25519
      guard (try? Curve25519.Signing.PublicKey(rawRepresentation: der.suffix(32))) != nil else { return nil }
    } else {
      algorithm = .ecdsaP256
      guard (try? P256.Signing.PublicKey(derRepresentation: der)) != nil else { return nil }
    }
  }

  /// Whether the key's owner has signed this; a signature by P-256 is r and s, 32 bytes each.
  public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    switch algorithm {
    case .ed25519:
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der.suffix(32))
      return key?.isValidSignature(signature, for: message) ?? false
    case .ecdsaP256:
      guard let key = try? P256.Signing.PublicKey(derRepresentation: der),
        let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
      else { return false }
      return key.isValidSignature(signature, for: message)
    }
  }
}
