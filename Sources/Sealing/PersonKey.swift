internal import Crypto

/// The key of one person, under which all that is sealed of that person lies. Once it is destroyed, nothing of it can be
/// read again.
///
/// Not printed, not encoded; it leaves memory only wrapped (``KeyEncryptionKey``).
public struct PersonKey: Sendable, CustomStringConvertible, CustomReflectable {
  static let length = 32

  let secret: SymmetricKey
  private let encryption: SymmetricKey
  private let nonces: SymmetricKey

  public static func random() -> PersonKey { PersonKey(SymmetricKey(size: .bits256)) }

  /// - Throws: ``SealingError/keyLength``.
  init(bytes: [UInt8]) throws(SealingError) {
    guard bytes.count == Self.length else { throw .keyLength }
    self.init(SymmetricKey(data: bytes))
  }

  private init(_ secret: SymmetricKey) {
    self.secret = secret
    encryption = Self.derived(from: secret, for: "encrypt")
    nonces = Self.derived(from: secret, for: "nonce")
  }

  /// A key of its own for each use, so that what is said of one is true whatever the other does.
  private static func derived(from secret: SymmetricKey, for use: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret,
      info: Array("qingming/part/v1/\(use)".utf8),
      outputByteCount: length
    )
  }

  public var description: String { "person key (not shown)" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Seals a text. The same text for the same event gives the same part again, so that an event that is sent twice is the
  /// same event: the nonce is made of the name and the text, under a key of its own (as AES-SIV does), and is never that of
  /// another text.
  public func seal(_ text: [UInt8], as name: PartName) -> Part {
    let context = name.associatedData
    let nonce = Array(nonceCode(text, context).prefix(Part.nonceLength))
    do {
      let box = try AES.GCM.seal(text, using: encryption, nonce: AES.GCM.Nonce(data: nonce), authenticating: context)
      return Part(name: name, nonce: nonce, ciphertext: Array(box.ciphertext + box.tag))
    } catch {
      // The lengths of key and nonce are right, and no text of ours comes near to the limit of 64 GB.
      fatalError("AES-GCM cannot seal: \(error)")
    }
  }

  /// - Throws: ``SealingError/notAuthentic``.
  public func open(_ part: Part) throws(SealingError) -> [UInt8] {
    guard part.nonce.count == Part.nonceLength, part.ciphertext.count >= Part.tagLength else { throw .notAuthentic }
    let end = part.ciphertext.count - Part.tagLength
    let context = part.name.associatedData
    do {
      let box = try AES.GCM.SealedBox(
        nonce: AES.GCM.Nonce(data: part.nonce),
        ciphertext: part.ciphertext[..<end],
        tag: part.ciphertext[end...]
      )
      let text = try AES.GCM.open(box, using: encryption, authenticating: context)
      return Array(text)
    } catch {
      throw .notAuthentic
    }
  }

  private func nonceCode(_ text: [UInt8], _ context: [UInt8]) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Int64(context.count).bigEndianBytes + context + text, using: nonces)
  }
}
