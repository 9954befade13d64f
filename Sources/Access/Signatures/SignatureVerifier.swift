public import Foundation
import Synchronization

/// Holds signed requests against the keys of machines (RFC 9421), each nonce of a key once.
///
/// The nonces of the window are kept in memory: another process, or one started again, takes the same request once more. A
/// submission that comes twice gets its first answer, so that nothing is stored twice by that.
public final class SignatureVerifier: Sendable {
  /// How old a signature may be, and how far ahead its maker's clock.
  public static let window: TimeInterval = 300
  static let leeway: TimeInterval = 30
  private static let longestNonce = 256

  /// By the id of the key: no machine uses up what others have. Only registered keys get here.
  private let used = Mutex<[String: UsedNonces]>([:])
  private let mostNonces: Int

  public convenience init() { self.init(mostNonces: UsedNonces.most) }

  init(mostNonces: Int) { self.mostNonces = mostNonces }

  /// Verifies everything but the body, whose digest is in the proof.
  /// - Parameters:
  ///   - message: the request.
  ///   - keys: finds the key of a machine by its id.
  ///   - hasContent: whether there may be a body, so that its digest must be covered.
  ///   - now: when it came.
  /// - Returns: what proves it, to be kept.
  /// - Throws: ``SignatureFlaw``.
  public func verify(
    _ message: SignedMessage,
    keys: (String) -> SignatureKey?,
    hasContent: Bool,
    at now: Date
  ) throws(SignatureFlaw) -> SignatureProof {
    guard let input = message.field("signature-input"), let field = message.field("signature") else { throw .missing }
    // A gateway may have added one of its own.
    for signature in try MessageSignature.read(input: input, signature: field) {
      guard let id = signature.keyID, let key = keys(id) else { continue }
      guard signature.algorithm.map({ $0 == key.algorithm.rawValue }) ?? true else { throw .algorithm }
      try Self.check(signature, covers: message, hasContent: hasContent)
      try Self.check(signature, at: now)
      let base = try signature.base(of: message)
      let proof = SignatureProof(keyID: id, key: key, base: base, signature: signature.bytes)
      guard proof.isTrue else { throw .signature }
      // Only what its owner has really signed uses a nonce up.
      try use(signature.nonce ?? "", of: id, at: now)
      return proof
    }
    throw .unknownKey
  }

  /// What leaves nothing of the request open: neither what is asked, nor of whom, nor the body.
  private static func check(
    _ signature: MessageSignature,
    covers message: SignedMessage,
    hasContent: Bool
  ) throws(SignatureFlaw) {
    let covered = Set(signature.components)
    let target: Set<String> = message.hasQuery ? ["@authority", "@path", "@query"] : ["@authority", "@path"]
    guard covered.contains("@method"), covered.contains("@target-uri") || covered.isSuperset(of: target),
      !hasContent || covered.contains("content-digest")
    else { throw .components }
  }

  private static func check(_ signature: MessageSignature, at now: Date) throws(SignatureFlaw) {
    guard let created = signature.created else { throw .created }
    let age = now.timeIntervalSince1970 - Double(created)
    guard (-leeway...window).contains(age) else { throw .created }
    if let expires = signature.expires, now.timeIntervalSince1970 > Double(expires) { throw .created }
    guard let nonce = signature.nonce, (1...longestNonce).contains(nonce.utf8.count) else { throw .nonce }
  }

  private func use(_ nonce: String, of key: String, at now: Date) throws(SignatureFlaw) {
    let flaw = used.withLock { $0[key, default: UsedNonces(since: now)].use(nonce, at: now, most: mostNonces) }
    if let flaw { throw flaw }
  }
}
