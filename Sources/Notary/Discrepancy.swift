public import TransparencyLog

/// What keeps the notary from signing: the log, the tiles and what was signed before do not agree.
public enum Discrepancy: Error, Equatable, Sendable {
  /// The log ends before what was signed.
  case shorter(head: Int, signed: Int)
  /// Nothing is stored at a position.
  case missing(position: Int)
  /// The line at a position hashes to another leaf than is stored beside it.
  case leaf(position: Int)
  /// The line at a position, with its leaf, is another one than was signed.
  case changed(position: Int)
  /// A file is missing, or has other bytes than the log leads to.
  case tile(TilePath)
  /// The two ways to the root lead to two.
  case root(size: Int)
  /// The tiles are not those of the checkpoint that was signed last.
  case checkpoint(size: Int, ProofError?)
  /// The file of the last checkpoint cannot be read, or is signed by nobody who may.
  case unsigned(TrustError)
  /// A line is longer than an entry of a bundle may be.
  case tooLong(position: Int)
  /// The log is older than what a witness has seen of it.
  case behind(witness: String, seen: Int, head: Int)
  /// A witness has seen another tree of this size.
  case forked(witness: String, size: Int)
}

extension Discrepancy: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shorter(let head, let signed):
      "日志只到 \(head)，而已签到 \(signed) the log ends at \(head), and \(signed) was signed"
    case .missing(let position): "位置 \(position) 没有事件 nothing is stored at \(position)"
    case .leaf(let position): "位置 \(position) 的行与其叶哈希不符 the line at \(position) is not what its leaf is the hash of"
    case .changed(let position): "位置 \(position) 的行已不是签署时的那一行 the line at \(position) is not the one that was signed"
    case .tile(let path): "文件 \(path) 缺失或内容不符 the file \(path) is missing, or another than the log leads to"
    case .root(let size): "大小为 \(size) 时两种算法得出的根不同 two ways to the root of \(size) leaves lead to two"
    case .checkpoint(let size, let error):
      "瓦片与大小为 \(size) 的检查点不符 the tiles are not those of the checkpoint of \(size) leaves"
        + (error.map { ": \($0)" } ?? "")
    case .unsigned(let error): "检查点不可信 the checkpoint is not to be believed: \(error)"
    case .tooLong(let position):
      "位置 \(position) 的行超过 \(EntryBundle.longestEntry) 字节 the line at \(position) is longer than \(EntryBundle.longestEntry) bytes"
    case .behind(let witness, let seen, let head):
      "日志只到 \(head)，而见证人 \(witness) 已见到 \(seen) the log ends at \(head): it is older than what \(witness) has seen, \(seen)"
    case .forked(let witness, let size):
      "见证人 \(witness) 所见的大小为 \(size) 的树与日志不同 \(witness) has seen another tree of \(size) leaves than the log's"
    }
  }
}
