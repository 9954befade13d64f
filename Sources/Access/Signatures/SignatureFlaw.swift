/// Why a signature is not taken.
public enum SignatureFlaw: String, Error, CaseIterable, Sendable {
  /// There is none, and the machine must sign.
  case missing
  case malformed
  case unknownKey = "unknown-key"
  /// The key is of another algorithm, or of another machine than the certificate.
  case algorithm, otherMachine = "other-machine"
  /// It does not cover what it must, or covers what the message does not have.
  case components
  /// Made too long ago, or in the future, or no longer good.
  case created
  case nonce, replayed
  /// The key has used as many as are kept of it; older ones are forgotten after a while.
  case tooManyNonces = "too-many-nonces"
  case signature
  /// The body is another one.
  case digest
}
