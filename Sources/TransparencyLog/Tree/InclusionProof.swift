/// That a leaf is in a tree: the siblings on the way from it to the root; RFC 6962, section 2.1.1.
public struct InclusionProof: Sendable, Equatable {
  /// From 0.
  public let index: Int
  /// The leaf's sibling first, the root's child last.
  public let path: [MerkleHash]

  public init(index: Int, path: [MerkleHash]) { (self.index, self.path) = (index, path) }

  /// Asks for the hashes of perfect subtrees of the tree. There has to be such a leaf.
  /// - Throws: what `hash` throws.
  public init<E>(
    of index: Int,
    in size: Int,
    _ hasher: TreeHasher = .sha256,
    hash: (TreeNode) throws(E) -> MerkleHash
  ) throws(E) {
    precondition(0 <= index && index < size, "no leaf \(index) in a tree of \(size)")
    var (path, within) = ([MerkleHash](), 0..<size)
    while within.count > 1 {
      let middle = within.lowerBound + within.count.split
      let (left, right) = (within.lowerBound..<middle, middle..<within.upperBound)
      path.append(try hasher.root(of: index < middle ? right : left, hash: hash))
      within = index < middle ? left : right
    }
    self.init(index: index, path: path.reversed())
  }

  /// The root that the leaf and the path lead to; RFC 9162, section 2.1.3.2.
  /// - Throws: ``ProofError/outside(index:size:)``, ``ProofError/length(_:expected:)``.
  public func root(from leaf: MerkleHash, size: Int, _ hasher: TreeHasher = .sha256) throws(ProofError) -> MerkleHash {
    guard 0 <= index, index < size else { throw .outside(index: index, size: size) }
    // Up to where the way to this leaf parts from that to the last one, each level has a sibling; from there on only those
    // levels have one at which the way is a right child.
    let inner = index == size - 1 ? 0 : (index ^ (size - 1)).highestBit + 1
    let expected = inner + (index >> inner).nonzeroBitCount
    guard path.count == expected else { throw .length(path.count, expected: expected) }
    var hash = leaf
    for (level, sibling) in path.enumerated() {
      let isRight = level >= inner || index >> level & 1 == 1
      hash = isRight ? hasher.node(sibling, hash) : hasher.node(hash, sibling)
    }
    return hash
  }

  /// - Throws: ``ProofError`` unless the leaf is where this says in the tree with this root.
  public func verify(_ leaf: MerkleHash, size: Int, root: MerkleHash, _ hasher: TreeHasher = .sha256) throws(ProofError)
  {
    let found = try self.root(from: leaf, size: size, hasher)
    guard found == root else { throw .root(found, expected: root) }
  }
}

extension TreeHasher {
  /// The root over leaves that are one side of a split.
  func root<E>(of leaves: Range<Int>, hash: (TreeNode) throws(E) -> MerkleHash) throws(E) -> MerkleHash {
    var hashes: [MerkleHash] = []
    for node in TreeNode.covering(leaves) { hashes.append(try hash(node)) }
    return root(over: hashes)
  }
}
