internal import Crypto

/// The ciphertext of what one event says of one person: AES-256-GCM.
public struct Part: Equatable, Sendable {
  static let nonceLength = 12
  static let tagLength = 16

  public let name: PartName
  public let nonce: [UInt8]
  /// With the tag of 16 bytes at its end.
  public let ciphertext: [UInt8]

  public init(name: PartName, nonce: [UInt8], ciphertext: [UInt8]) {
    (self.name, self.nonce, self.ciphertext) = (name, nonce, ciphertext)
  }

  /// SHA-256 of nonce and ciphertext: what the event carries. It tells nothing of the text without the person's key.
  public var digest: [UInt8] { Array(SHA256.hash(data: nonce + ciphertext)) }
}
