/// A tree of a given size as its tiles have it.
///
/// Every hash comes from a tile that is read; that the tiles are those of the tree that is signed, ``root()`` shows, or a proof
/// that leads to that root.
public struct TiledTree<E: Error>: Sendable {
  public let size: Int
  let hasher: TreeHasher
  private let read: @Sendable (TilePath) throws(E) -> Tile

  /// `read` gives a tile of the width that is asked for. Asked for a partial one, it may take it from the full one.
  public init(size: Int, _ hasher: TreeHasher = .sha256, read: @escaping @Sendable (TilePath) throws(E) -> Tile) {
    (self.size, self.hasher, self.read) = (size, hasher, read)
  }

  public func tile(_ path: TilePath) throws(E) -> Tile { try read(path) }

  public func hash(of node: TreeNode) throws(E) -> MerkleHash {
    // The tile that has the hashes of the node's own level or of the nearest below.
    let (level, within) = (node.level / 8, node.level % 8)
    let first = node.index << within
    let width = min(TilePath.fullWidth, size >> (8 * level) - first / TilePath.fullWidth * TilePath.fullWidth)
    let tile = try read(TilePath(.hashes(level: level), index: first / TilePath.fullWidth, width: width))
    let inside = TreeNode(level: within, index: (first % TilePath.fullWidth) >> within)
    guard let hash = tile.hash(of: inside, hasher) else {
      preconditionFailure("a tile narrower than was asked for: \(tile.hashes.count) of \(width)")
    }
    return hash
  }

  public func root() throws(E) -> MerkleHash { try hasher.root(of: 0..<size, hash: hash) }

  /// The roots of the perfect subtrees that the tree consists of.
  public func frontier() throws(E) -> Frontier {
    var subtrees: [MerkleHash] = []
    for node in TreeNode.covering(0..<size) { subtrees.append(try hash(of: node)) }
    return Frontier(size, subtrees)
  }

  /// - Precondition: there is such a leaf.
  public func inclusion(of index: Int) throws(E) -> InclusionProof {
    try InclusionProof(of: index, in: size, hasher, hash: hash)
  }

  /// - Precondition: the older tree is not larger.
  public func consistency(from old: Int) throws(E) -> ConsistencyProof {
    try ConsistencyProof(from: old, to: size, hasher, hash: hash)
  }
}
