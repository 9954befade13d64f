/// Up to 256 hashes side by side at one of the levels 0, 8, 16, … of a tree; C2SP tlog-tiles.
public struct Tile: Equatable, Sendable {
  public let hashes: [MerkleHash]

  public init(hashes: [MerkleHash]) { self.hashes = hashes }

  /// Nil unless there are as many whole hashes as a tile of this width has.
  public init?(_ bytes: [UInt8], width: Int) {
    guard bytes.count == width * MerkleHash.length else { return nil }
    hashes = bytes.withUnsafeBytes { all in
      (0..<width).map { index in
        MerkleHash(loading: UnsafeRawBufferPointer(rebasing: all[(index * MerkleHash.length)...]))
      }
    }
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * MerkleHash.length)
    for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Of a full tile what the tile above has for it.
  public func root(_ hasher: TreeHasher = .sha256) -> MerkleHash {
    hasher.root(over: TreeNode.covering(0..<hashes.count).compactMap { hash(of: $0, hasher) })
  }

  /// The hash of a subtree over hashes of this tile, which are its level 0; nil where there are too few.
  func hash(of node: TreeNode, _ hasher: TreeHasher) -> MerkleHash? {
    guard node.leaves.upperBound <= hashes.count else { return nil }
    var level = Array(hashes[node.leaves])
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { hasher.node(level[$0], level[$0 + 1]) }
    }
    return level.first
  }
}
