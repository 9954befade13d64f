import SM3Tree
import TestSupport
import Testing
import TransparencyLog

/// The digest beside the standard's vectors, the tree beside RFC 6962's definition.
@Suite struct SM3TreeTests {
  @Test(arguments: [
    ("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (
      String(repeating: "abcd", count: 16),
      "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    ),
  ])
  func `digests are those of GB/T 32905`(_ text: String, _ digest: String) throws {
    #expect(try SM3().digest(of: Array(text.utf8)).description == digest)
  }

  @Test func `the root of eight leaves, by both ways`() throws {
    let hasher = try TreeHasher.sm3()
    #expect(try hasher.emptyRoot == SM3().digest(of: []))
    let entries: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57), Array(0x60...0x6F),
    ]
    var frontier = Frontier()
    for entry in entries { frontier.append(hasher.leaf(entry), hasher) }
    let root = "bc48ba7a709184b5f2a631e1adeb8dc2a0d4c018c1d6cc89b5664fe154c93b38"
    #expect(frontier.root(hasher).description == root)
    #expect(Tile(hashes: entries.map { hasher.leaf($0) }).root(hasher).description == root)
  }

  /// RFC 6962, section 2.1, word for word.
  private static func root(_ leaves: ArraySlice<MerkleHash>, _ sm3: SM3) -> MerkleHash {
    guard let first = leaves.first else { return sm3.digest(of: []) }
    guard leaves.count > 1 else { return first }
    var k = 1
    while 2 * k < leaves.count { k *= 2 }
    let (left, right) = (root(leaves.prefix(k), sm3), root(leaves.dropFirst(k), sm3))
    return sm3.digest(of: [1] + left.array + right.array)
  }

  @Test func `roots and proofs are those of the definition`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let (sm3, hasher) = (try SM3(), try TreeHasher.sm3())
    let all = (0..<600).map { sm3.digest(of: Array("\0\(seed) \($0)".utf8)) }
    #expect(hasher.leaf(Array("\(seed) 7".utf8)) == all[7], "seed \(seed)")
    for size in [1, 2, 3, 7, 8, 255, 256] + (0..<20).map({ _ in Int.random(in: 1...256, using: &random) }) {
      let tile = Tile(hashes: Array(all.prefix(size)))
      let tree = TiledTree<Never>(size: size, hasher) { path in
        // All are in the one tile of level 0; above a full one there is one of its root.
        path.kind == .hashes(level: 0) ? tile : Tile(hashes: [tile.root(hasher)])
      }
      let root = Self.root(all.prefix(size), sm3)
      #expect(tree.root() == root, "seed \(seed), size \(size)")
      let (index, old) = (Int.random(in: 0..<size, using: &random), Int.random(in: 1...size, using: &random))
      try tree.inclusion(of: index).verify(all[index], size: size, root: root, hasher)
      try tree.consistency(from: old).verify(from: old, Self.root(all.prefix(old), sm3), to: size, root, hasher)
      // In a tree of the other digest they lead elsewhere.
      if old < size {
        #expect(throws: ProofError.self, "seed \(seed), \(old) to \(size)") {
          try tree.consistency(from: old).verify(from: old, Self.root(all.prefix(old), sm3), to: size, root, .sha256)
        }
      }
      guard size > 1 else { continue }
      #expect(throws: ProofError.self, "seed \(seed), size \(size)") {
        try tree.inclusion(of: index).verify(all[index], size: size, root: root, .sha256)
      }
    }
  }
}
