public import TransparencyLog

/// Why a witness does not cosign a checkpoint; C2SP tlog-witness.
public enum WitnessRefusal: Error, Equatable, Sendable {
  case malformed(NoteError)
  /// The checkpoint is of a smaller tree than the one that it is to go on from.
  case backwards(old: Int, size: Int)
  /// None of the logs that the witness watches over has this origin.
  case unknownLog
  /// No trusted key of the log has signed it.
  case notSigned
  /// The witness has seen another tree of the log than the one that the request goes on from: this many leaves, or as many with
  /// another root.
  case conflict(size: Int)
  /// The proof does not show that the checkpoint goes on from what the witness has seen.
  case inconsistent(ProofError)

  /// Of HTTP.
  public var status: Int {
    switch self {
    case .malformed, .backwards: 400
    case .notSigned: 403
    case .unknownLog: 404
    case .conflict: 409
    case .inconsistent: 422
    }
  }
}

extension WitnessRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let error): error.description
    case .backwards(let old, let size):
      "旧大小 \(old) 大于检查点的 \(size) the old size, \(old), is larger than the checkpoint's, \(size)"
    case .unknownLog: "本见证人不认识这个日志 this witness does not know the log"
    case .notSigned: "没有可信的日志密钥为它签名 no trusted key of the log has signed it"
    case .conflict(let size): "本见证人所见的树大小为 \(size)，与请求不符 this witness has seen another tree, of \(size) leaves"
    case .inconsistent(let error): "一致性证明不成立 the consistency proof does not hold: \(error)"
    }
  }
}

/// Why a witness cannot answer, or refuses to.
public enum WitnessError: Error, Sendable {
  case refused(WitnessRefusal)
  /// What it has seen cannot be written now, so that nothing is cosigned; or its directory is another's.
  case storage(NotaryError)
  /// A file of what it has seen is not one that it has written: it must not cosign as if it had seen nothing.
  case badState(String)
}

extension WitnessError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let refusal): refusal.description
    case .storage(.busy(let path)): "另一见证进程正在使用 \(path) another witness uses \(path)"
    case .storage(let error): error.description
    case .badState(let path):
      "\(path) 不是本见证人所签的检查点：请恢复该文件，或换用新的密钥和空目录 "
        + "\(path) is no checkpoint that this witness has cosigned: restore the file, or begin with a new key and an empty directory"
    }
  }
}
