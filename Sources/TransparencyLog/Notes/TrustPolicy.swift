/// Whose signatures below a checkpoint are enough; C2SP tlog-policy.
public struct TrustPolicy: Equatable, Sendable {
  public struct Witness: Equatable, Sendable {
    /// As the policy calls it.
    public let name: String
    public let key: VerifierKey
    /// Where checkpoints are submitted to.
    public let url: String?
  }

  /// Members of which so many at least have to cosign.
  struct Group: Equatable, Sendable {
    let name: String
    let threshold: Int
    let members: [String]
  }

  /// Any of which may have signed.
  public internal(set) var logs: [VerifierKey] = []
  public internal(set) var witnesses: [Witness] = []
  var groups: [Group] = []
  /// The witness or the group that has to cosign; nil where none has to.
  var quorum: String?

  /// Trusts one log, whoever cosigns or not.
  public init(log: VerifierKey) { logs = [log] }

  init() {}

  /// Whether the quorum is met where these witnesses have cosigned, by the names that the policy has for them.
  public func isQuorum(_ cosigners: Set<String>) -> Bool {
    guard let quorum else { return true }
    // A group comes behind its members.
    var all = cosigners
    for group in groups where group.members.filter(all.contains).count >= group.threshold { all.insert(group.name) }
    return all.contains(quorum)
  }

  /// That a log which this policy trusts has signed a checkpoint, whoever has cosigned it.
  /// - Throws: ``TrustError``.
  public func signedByLog(_ note: SignedNote) throws(TrustError) -> Checkpoint {
    let checkpoint: Checkpoint
    do throws(NoteError) { checkpoint = try note.checkpoint } catch { throw .malformed(error) }
    var isSigned = false
    for log in logs where log.name == checkpoint.origin {
      if try signature(of: log, below: note) != nil { isSigned = true }
    }
    guard isSigned else { throw .notSigned(origin: checkpoint.origin) }
    return checkpoint
  }

  /// Who of those that this policy knows have signed a checkpoint.
  /// - Throws: ``TrustError``; also where a signature claims to be of a known key and is not.
  public func verify(_ note: SignedNote) throws(TrustError) -> Trusted {
    let checkpoint = try signedByLog(note)
    var cosigned: [String: UInt64] = [:]
    for witness in witnesses { cosigned[witness.name] = try signature(of: witness.key, below: note)?.cosignedAt }
    guard isQuorum(Set(cosigned.keys)) else { throw .noQuorum(cosigned: cosigned.keys.sorted()) }
    return Trusted(checkpoint: checkpoint, cosigned: cosigned)
  }

  private func signature(of key: VerifierKey, below note: SignedNote) throws(TrustError) -> NoteSignature? {
    guard let signature = note.signatures.first(where: key.claims) else { return nil }
    guard key.verifies(signature, of: note.text) else { throw .forged(key.name) }
    return signature
  }

  /// A checkpoint that a policy is content with.
  public struct Trusted: Equatable, Sendable {
    public let checkpoint: Checkpoint
    /// When each witness has seen it, in seconds since 1970.
    public let cosigned: [String: UInt64]
  }
}

/// Why a checkpoint is not to be believed.
public enum TrustError: Error, Equatable, CustomStringConvertible {
  case malformed(NoteError)
  /// No key of a log with this origin has signed.
  case notSigned(origin: String)
  /// A line claims to be of this key and is not.
  case forged(String)
  case noQuorum(cosigned: [String])

  public var description: String {
    switch self {
    case .malformed(let error): error.description
    case .notSigned(let origin): "没有可信的日志密钥为 \(origin) 签名 no trusted key of the log \(origin) has signed it"
    case .forged(let name): "署名 \(name) 的签名是伪造的 the signature of \(name) is forged"
    case .noQuorum(let names):
      "见证人不足：仅 \(names.isEmpty ? "无" : names.joined(separator: "、")) too few witnesses: \(names.isEmpty ? "none" : names.joined(separator: ", "))"
    }
  }
}
