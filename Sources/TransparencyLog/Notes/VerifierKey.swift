internal import Crypto

/// The key that tells whether a signature below a note is somebody's; C2SP signed-note, "vkey".
public struct VerifierKey: Hashable, Sendable {
  /// What is signed, and how the signature is written.
  public enum Algorithm: UInt8, Sendable {
    /// The text itself: what a log does.
    case ed25519 = 1
    /// The text and a time: what a witness does; C2SP tlog-cosignature.
    case cosignature = 4
  }

  /// Of a log its origin.
  public let name: String
  public let algorithm: Algorithm
  private let key: Curve25519.Signing.PublicKey

  init(name: String, _ algorithm: Algorithm, key: Curve25519.Signing.PublicKey) {
    (self.name, self.algorithm, self.key) = (name, algorithm, key)
  }

  /// "name+id+key": the id in eight hexadecimal digits, the key in base64, behind the byte of its algorithm.
  /// - Throws: ``NoteError/malformedKey``, also where the id is not that of the key.
  public init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, NoteSignature.isName(parts[0]), let all = Base64.bytes(of: parts[2]),
      let first = all.first, let algorithm = Algorithm(rawValue: first),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: all.dropFirst())
    else { throw .malformedKey }
    self.init(name: String(parts[0]), algorithm, key: key)
    guard self.text == text else { throw .malformedKey }
  }

  public var text: String {
    let digits = String(id, radix: 16)
    let id = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    return "\(name)+\(id)+\(Base64.text(of: [algorithm.rawValue] + publicKey))"
  }

  /// 32 bytes; RFC 8032.
  public var publicKey: [UInt8] { Array(key.rawRepresentation) }

  /// What a signature's line has; not unique.
  public var id: UInt32 {
    let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, algorithm.rawValue] + publicKey)
    return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether a line says that it is this key's.
  public func claims(_ signature: NoteSignature) -> Bool { signature.name == name && signature.keyID == id }

  /// Whether this key has signed the text.
  public func verifies(_ signature: NoteSignature, of text: String) -> Bool {
    guard claims(signature) else { return false }
    switch algorithm {
    case .ed25519: return key.isValidSignature(signature.bytes, for: Array(text.utf8))
    case .cosignature:
      guard let time = signature.cosignedAt else { return false }
      return key.isValidSignature(signature.bytes.dropFirst(8), for: Cosignature.message(text, at: time))
    }
  }

  public static func == (a: Self, b: Self) -> Bool { a.text == b.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// What a witness signs: the time, and the whole text of a checkpoint; C2SP tlog-cosignature.
enum Cosignature {
  static func message(_ text: String, at time: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }
}

extension NoteSignature {
  /// When a witness says that it saw the checkpoint, in seconds since 1970. Nil where this cannot be a cosignature.
  public var cosignedAt: UInt64? {
    guard bytes.count == 8 + 64 else { return nil }
    let time = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    return time <= UInt64(Int64.max) ? time : nil
  }
}
