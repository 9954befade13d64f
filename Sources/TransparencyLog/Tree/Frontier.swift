/// What of a tree decides all that can come behind it: the roots of the perfect subtrees that it consists of.
///
/// Holds at most one hash for every bit of the size. The other way to the same root is ``TiledTree``.
public struct Frontier: Sendable, Equatable {
  public private(set) var size = 0
  /// The largest first.
  public private(set) var subtrees: [MerkleHash] = []

  public init() {}

  /// From the roots of the subtrees of a tree of this size, the largest first.
  /// - Throws: ``ProofError/length(_:expected:)``.
  public init(size: Int, subtrees: [MerkleHash]) throws(ProofError) {
    guard subtrees.count == size.nonzeroBitCount else { throw .length(subtrees.count, expected: size.nonzeroBitCount) }
    (self.size, self.subtrees) = (size, subtrees)
  }

  init(_ size: Int, _ subtrees: [MerkleHash]) { (self.size, self.subtrees) = (size, subtrees) }

  public mutating func append(_ leaf: MerkleHash, _ hasher: TreeHasher = .sha256) {
    var hash = leaf
    for _ in 0..<size.trailingOnes { hash = hasher.node(subtrees.removeLast(), hash) }
    subtrees.append(hash)
    size += 1
  }

  public func root(_ hasher: TreeHasher = .sha256) -> MerkleHash { hasher.root(over: subtrees) }
}

extension Int {
  fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}
