/// Why a proof shows nothing.
public enum ProofError: Error, Equatable, CustomStringConvertible {
  /// No leaf of a tree of this size.
  case outside(index: Int, size: Int)
  /// The older tree is the larger one.
  case shrunk(from: Int, to: Int)
  /// A proof between these sizes has another number of hashes.
  case length(Int, expected: Int)
  /// The hashes lead to another root than the one that is signed.
  case root(MerkleHash, expected: MerkleHash)
  /// They lead to another root of the older tree than was known.
  case oldRoot(MerkleHash, expected: MerkleHash)

  public var description: String {
    switch self {
    case .outside(let index, let size):
      "大小为 \(size) 的树没有第 \(index) 号叶 a tree of \(size) leaves has none with the index \(index)"
    case .shrunk(let old, let new): "日志由 \(old) 变为 \(new)，变短了 the log went from \(old) to \(new): it is shorter"
    case .length(let count, let expected):
      "证明应有 \(expected) 个哈希，实有 \(count) 个 a proof of \(count) hashes, not \(expected)"
    case .root(let found, let expected):
      "得出的根 \(found) 不是签署的根 \(expected) it leads to the root \(found), not to the signed \(expected)"
    case .oldRoot(let found, let expected):
      "得出的旧根 \(found) 不是已知的 \(expected) it leads to the old root \(found), not to the known \(expected)"
    }
  }
}
