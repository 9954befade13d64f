/// That one tree is the beginning of another; RFC 6962, section 2.1.2.
public struct ConsistencyProof: Sendable, Equatable {
  public let path: [MerkleHash]

  public init(path: [MerkleHash]) { self.path = path }

  /// Without hashes between trees of one size, and from a tree without leaves; asks for those of perfect subtrees of the newer one.
  /// - Throws: what `hash` throws.
  public init<E>(
    from old: Int,
    to new: Int,
    _ hasher: TreeHasher = .sha256,
    hash: (TreeNode) throws(E) -> MerkleHash
  ) throws(E) {
    precondition(0 <= old && old <= new, "a log never shrinks: \(old), \(new)")
    var (path, within) = ([MerkleHash](), 0..<new)
    // RFC 6962's SUBPROOF, from the root down.
    while old > 0, old < within.upperBound {
      let middle = within.lowerBound + within.count.split
      let (left, right) = (within.lowerBound..<middle, middle..<within.upperBound)
      path.append(try hasher.root(of: old <= middle ? right : left, hash: hash))
      within = old <= middle ? left : right
    }
    // What of the old tree is left over is its own last subtree; the whole of it is known to whoever asks.
    if old > 0, within.lowerBound > 0 { path.append(try hasher.root(of: within, hash: hash)) }
    self.init(path: path.reversed())
  }

  /// RFC 9162, section 2.1.4.2.
  /// - Throws: ``ProofError`` unless the tree of `old` leaves with this root is the beginning of that of `new`.
  public func verify(
    from old: Int,
    _ oldRoot: MerkleHash,
    to new: Int,
    _ newRoot: MerkleHash,
    _ hasher: TreeHasher = .sha256
  ) throws(ProofError) {
    guard 0 <= old, old <= new else { throw .shrunk(from: old, to: new) }
    if old == new || old == 0 {
      guard path.isEmpty else { throw .length(path.count, expected: 0) }
      let known = old == 0 ? hasher.emptyRoot : newRoot
      guard oldRoot == known else { throw .oldRoot(known, expected: oldRoot) }
      return
    }
    let seed = old.nonzeroBitCount == 1 ? [oldRoot] : []
    let hashes = seed + path
    // The last subtree of the old tree, and of the new one what is at the same level.
    let shift = old.trailingZeroBitCount
    var (node, last) = ((old - 1) >> shift, (new - 1) >> shift)
    let expected = Self.length(node, last) + 1
    guard hashes.count == expected else { throw .length(path.count, expected: expected - seed.count) }
    var (oldHash, newHash) = (hashes[0], hashes[0])
    for sibling in hashes.dropFirst() {
      if node & 1 == 1 || node == last {
        (oldHash, newHash) = (hasher.node(sibling, oldHash), hasher.node(sibling, newHash))
        let up = node & 1 == 1 ? 0 : node.trailingZeroBitCount
        (node, last) = (node >> up, last >> up)
      } else {
        newHash = hasher.node(newHash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    guard oldHash == oldRoot else { throw .oldRoot(oldHash, expected: oldRoot) }
    guard newHash == newRoot else { throw .root(newHash, expected: newRoot) }
  }

  /// How many siblings there are on the way from this node up, where `last` is the last one of its level.
  private static func length(_ node: Int, _ last: Int) -> Int {
    let inner = node == last ? 0 : (node ^ last).highestBit + 1
    return inner + (node >> inner).nonzeroBitCount
  }
}
