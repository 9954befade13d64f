/// Why a note, a checkpoint, a proof or a policy cannot be read.
public enum NoteError: Error, Equatable, CustomStringConvertible {
  case notUTF8
  case controlCharacter
  case tooLarge(limit: Int)
  /// No empty line with signatures behind it, or something that is none.
  case malformedSignatures
  case malformedKey
  case malformedCheckpoint
  case malformedProof
  case malformedRequest
  case malformedPolicy(line: Int, String)

  public var description: String {
    switch self {
    case .notUTF8: "不是 UTF-8 文本 not UTF-8"
    case .controlCharacter: "含有控制字符 it has control characters"
    case .tooLarge(let limit): "超过 \(limit) 字节 longer than \(limit) bytes"
    case .malformedSignatures: "没有规范的签名行 no well-formed lines of signatures"
    case .malformedKey: "不是规范的验证密钥 not a well-formed verifier key"
    case .malformedCheckpoint: "不是规范的检查点 not a well-formed checkpoint"
    case .malformedProof: "不是规范的 tlog-proof not a well-formed tlog-proof"
    case .malformedRequest: "不是规范的 add-checkpoint 请求 not a well-formed add-checkpoint request"
    case .malformedPolicy(let line, let what): "策略第 \(line) 行：\(what) line \(line) of the policy: \(what)"
    }
  }
}
