internal import Crypto

/// The key from a file outside the database that wraps the keys of persons (AES-256-GCM).
public struct KeyEncryptionKey: Sendable, CustomStringConvertible, CustomReflectable {
  public static let length = 32

  /// Counts from 1; the wrapped keys name it.
  public let number: Int32
  private let secret: SymmetricKey

  /// - Throws: ``SealingError/keyLength``.
  public init(number: Int32, bytes: [UInt8]) throws(SealingError) {
    guard bytes.count == Self.length else { throw .keyLength }
    (self.number, secret) = (number, SymmetricKey(data: bytes))
  }

  /// As many random bytes as a key has, for a new file.
  public static func randomBytes() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

  public var description: String { "key-encryption key \(number) (not shown)" }
  public var customMirror: Mirror { Mirror(self, children: ["number": number]) }

  /// Tells whether it is the key that a database knows by this number; of no use to anybody else.
  public var fingerprint: [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("qingming/kek/v1".utf8), using: secret).prefix(8))
  }

  /// Nonce, ciphertext and tag, 60 bytes in all. The nonce is random, so no two are alike.
  public func wrap(_ key: PersonKey, of person: String, node: Int32) -> [UInt8] {
    do {
      let bytes = key.secret.withUnsafeBytes { Array($0) }
      let box = try AES.GCM.seal(bytes, using: secret, authenticating: associatedData(person, node))
      return Array(box.nonce) + box.ciphertext + box.tag
    } catch {
      fatalError("AES-GCM cannot wrap a key: \(error)")
    }
  }

  /// - Throws: ``SealingError/notAuthentic`` for a key of somebody else, one that another key has wrapped, or that was changed.
  public func unwrap(_ wrapped: [UInt8], of person: String, node: Int32) throws(SealingError) -> PersonKey {
    let bytes: [UInt8]
    do {
      let box = try AES.GCM.SealedBox(combined: wrapped)
      bytes = Array(try AES.GCM.open(box, using: secret, authenticating: associatedData(person, node)))
    } catch {
      throw .notAuthentic
    }
    return try PersonKey(bytes: bytes)
  }

  private func associatedData(_ person: String, _ node: Int32) -> [UInt8] {
    Array("qingming/person-key/v1\0".utf8) + number.bigEndianBytes + node.bigEndianBytes + Array(person.utf8)
  }
}
