/// A perfect subtree: the 2^level leaves from index × 2^level on.
public struct TreeNode: Hashable, Sendable {
  /// 0 for a leaf.
  public let level: Int
  public let index: Int

  public init(level: Int, index: Int) { (self.level, self.index) = (level, index) }

  public var leaves: Range<Int> { index << level..<(index + 1) << level }

  /// The perfect subtrees that these leaves consist of, from left to right.
  /// - Precondition: the range starts at a multiple of the smallest power of two that is no less than its length.
  static func covering(_ leaves: Range<Int>) -> [TreeNode] {
    var (nodes, start) = ([TreeNode](), leaves.lowerBound)
    while start < leaves.upperBound {
      let level = (leaves.upperBound - start).highestBit
      nodes.append(TreeNode(level: level, index: start >> level))
      start += 1 << level
    }
    return nodes
  }
}

extension Int {
  /// The exponent of the largest power of two that is no more than this.
  /// - Precondition: more than 0.
  var highestBit: Int { Self.bitWidth - 1 - leadingZeroBitCount }

  /// The largest power of two that is less than this; RFC 6962's k.
  /// - Precondition: more than 1.
  var split: Int { 1 << (self - 1).highestBit }
}
