internal import Crypto

/// How leaves and nodes are hashed: RFC 6962, section 2.1, over a digest of 32 bytes.
///
/// A leaf is the digest of 0x00 and its bytes, a node that of 0x01 and its two children, so that neither passes for the other.
public struct TreeHasher: Sendable {
  /// Of the digest: "SHA-256".
  public let name: String
  private let digest:
    @Sendable (_ prefix: UInt8?, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> MerkleHash

  public init(
    name: String,
    digest: @escaping @Sendable (UInt8?, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> MerkleHash
  ) {
    (self.name, self.digest) = (name, digest)
  }

  public static let sha256 = TreeHasher(name: "SHA-256") { prefix, first, second in
    var function = SHA256()
    if let prefix { withUnsafeBytes(of: prefix) { function.update(bufferPointer: $0) } }
    function.update(bufferPointer: first)
    function.update(bufferPointer: second)
    return function.finalize().withUnsafeBytes { MerkleHash(loading: $0) }
  }

  private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// The root of a tree without leaves: the digest of nothing.
  public var emptyRoot: MerkleHash { digest(nil, Self.nothing, Self.nothing) }

  public func leaf(_ bytes: UnsafeRawBufferPointer) -> MerkleHash { digest(0, bytes, Self.nothing) }

  public func leaf(_ bytes: some Collection<UInt8>) -> MerkleHash {
    if let hash = bytes.withContiguousStorageIfAvailable({ leaf(UnsafeRawBufferPointer($0)) }) { return hash }
    return Array(bytes).withUnsafeBytes { leaf($0) }
  }

  public func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
    left.withUnsafeBytes { left in right.withUnsafeBytes { right in digest(1, left, right) } }
  }

  /// The root over perfect subtrees side by side, the largest first, as ``TreeNode/covering(_:)`` gives them.
  public func root(over subtrees: some BidirectionalCollection<MerkleHash>) -> MerkleHash {
    guard var root = subtrees.last else { return emptyRoot }
    for hash in subtrees.dropLast().reversed() { root = node(hash, root) }
    return root
  }
}
