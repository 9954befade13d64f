internal import Crypto

/// Signs notes, as a log or as a witness.
public struct NoteSigner: Sendable {
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// - Throws: ``NoteError/malformedKey`` unless the seed has 32 bytes and keys may have this name.
  public init(name: String, _ algorithm: VerifierKey.Algorithm, seed: [UInt8]) throws(NoteError) {
    guard NoteSignature.isName(name), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .malformedKey
    }
    (self.key, verifier) = (key, VerifierKey(name: name, algorithm, key: key.publicKey))
  }

  /// A seed for a new key.
  public static func randomSeed() -> [UInt8] { Array(Curve25519.Signing.PrivateKey().rawRepresentation) }

  /// "PRIVATE+KEY+name+id+seed", as Go's golang.org/x/mod/sumdb/note writes it.
  /// - Throws: ``NoteError/malformedKey``.
  public init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let all = Base64.bytes(of: parts[4]),
      let first = all.first, let algorithm = VerifierKey.Algorithm(rawValue: first)
    else { throw .malformedKey }
    try self.init(name: String(parts[2]), algorithm, seed: Array(all.dropFirst()))
    guard secretText == text else { throw .malformedKey }
  }

  /// To be kept where nobody else reads it.
  public var secretText: String {
    let known = verifier.text.split(separator: "+", maxSplits: 2)
    return "PRIVATE+KEY+\(known[0])+\(known[1])+"
      + Base64.text(of: [verifier.algorithm.rawValue] + Array(key.rawRepresentation))
  }

  /// The time, in seconds since 1970, is what a cosignature says, and nothing to a log's own signature.
  public func sign(_ text: String, at time: UInt64) -> NoteSignature {
    switch verifier.algorithm {
    case .ed25519: signature(of: Array(text.utf8), behind: [])
    case .cosignature: signature(of: Cosignature.message(text, at: time), behind: time.bigEndianBytes)
    }
  }

  private func signature(of message: [UInt8], behind prefix: [UInt8]) -> NoteSignature {
    do {
      let bytes = prefix + Array(try key.signature(for: message))
      return NoteSignature(name: verifier.name, keyID: verifier.id, bytes: bytes)
    } catch {
      // Ed25519 signs whatever there is.
      fatalError("Ed25519 cannot sign: \(error)")
    }
  }
}

extension NoteSigner: CustomStringConvertible, CustomReflectable {
  public var description: String { "signer \(verifier.name) (not shown)" }
  public var customMirror: Mirror { Mirror(self, children: ["name": verifier.name]) }
}
