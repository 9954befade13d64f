import Crypto
public import TransparencyLog

/// RFC 6962, sections 2.1 to 2.1.2, word for word and as slowly, over leaf hashes: what the trees of the program are held to.
public struct PlainTree {
  public let leaves: [MerkleHash]
  private var known: [Range<Int>: MerkleHash] = [:]

  public init(leaves: [MerkleHash]) { self.leaves = leaves }

  public static func leaf(_ entry: [UInt8]) -> MerkleHash { hash([0] + entry) }

  public static func hash(_ bytes: [UInt8]) -> MerkleHash {
    guard let hash = MerkleHash(Array(SHA256.hash(data: bytes))) else { fatalError("a digest of another length") }
    return hash
  }

  /// The largest power of two smaller than n.
  private func k(_ n: Int) -> Int {
    var k = 1
    while 2 * k < n { k *= 2 }
    return k
  }

  /// MTH(D[range]). Whole subtrees are remembered, or no test would end.
  public mutating func root(_ range: Range<Int>) -> MerkleHash {
    if range.isEmpty { return Self.hash([]) }
    if range.count == 1 { return leaves[range.lowerBound] }
    if let hash = known[range] { return hash }
    let middle = range.lowerBound + k(range.count)
    let (left, right) = (root(range.lowerBound..<middle), root(middle..<range.upperBound))
    let hash = Self.hash([1] + left.array + right.array)
    if range.count & (range.count - 1) == 0 { known[range] = hash }
    return hash
  }

  /// PATH(m, D[range]), where m counts from the start of the range.
  public mutating func path(_ m: Int, _ range: Range<Int>) -> [MerkleHash] {
    guard range.count > 1 else { return [] }
    let k = k(range.count)
    let middle = range.lowerBound + k
    return m < k
      ? path(m, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
      : path(m - k, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
  }

  /// PROOF(m, D[0:n]).
  public mutating func proof(_ m: Int, _ n: Int) -> [MerkleHash] { m == 0 ? [] : subproof(m, 0..<n, true) }

  private mutating func subproof(_ m: Int, _ range: Range<Int>, _ isWhole: Bool) -> [MerkleHash] {
    if m == range.count { return isWhole ? [] : [root(range)] }
    let k = k(range.count)
    let middle = range.lowerBound + k
    return m <= k
      ? subproof(m, range.lowerBound..<middle, isWhole) + [root(middle..<range.upperBound)]
      : subproof(m - k, middle..<range.upperBound, false) + [root(range.lowerBound..<middle)]
  }
}
