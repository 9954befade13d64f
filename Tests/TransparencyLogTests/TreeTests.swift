import Testing
import TestSupport

@testable import TransparencyLog

/// Trees, tiles and proofs beside those of ``PlainTree``.
@Suite struct TreeTests {
  /// Sizes up to which every one is tried, and some beyond the first tile of level 1.
  private static let small = 5_000
  private static let large = [65_535, 65_536, 65_537, 65_792, 70_000]

  private static func leaves(_ count: Int, _ seed: UInt64) -> [MerkleHash] {
    (0..<count).map { PlainTree.leaf(seed.bigEndianBytes + $0.bigEndianBytes) }
  }

  /// The tiles of a plain tree: each hash is a root that RFC 6962 gives.
  private static func tiles(_ plain: inout PlainTree, size: Int) -> [TilePath: Tile] {
    var tiles: [TilePath: Tile] = [:]
    for path in TilePath.added(from: 0, to: size) {
      guard case .hashes(let level) = path.kind else { continue }
      let span = 1 << (8 * level)
      tiles[path] = Tile(
        hashes: (0..<path.width).map { plain.root((256 * path.index + $0) * span..<(256 * path.index + $0 + 1) * span) }
      )
    }
    return tiles
  }

  /// Asks for tiles that must be there, at the width that a log of this size has them.
  private static func tree(_ size: Int, _ tiles: [TilePath: Tile]) -> TiledTree<MissingTile> {
    TiledTree(size: size) { path throws(MissingTile) in
      guard let tile = tiles[path] else { throw MissingTile(path: path) }
      return tile
    }
  }

  private struct MissingTile: Error { let path: TilePath }

  @Test func `both ways to the root are RFC 6962's at every size`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    let leaves = Self.leaves(Self.small, seed)
    var (plain, frontier) = (PlainTree(leaves: leaves), Frontier())
    for size in 0...Self.small {
      let root = plain.root(0..<size)
      #expect(frontier.root() == root, "seed \(seed), size \(size)")
      #expect(try Frontier(size: size, subtrees: frontier.subtrees) == frontier)
      // The tiles of every size would take long: those of one in seventeen, and of all at the edges of tiles.
      if size % 17 == 0 || (size + 1) % 256 < 3 {
        let tree = Self.tree(size, Self.tiles(&plain, size: size))
        #expect(try tree.root() == root, "seed \(seed), size \(size)")
        #expect(try tree.frontier() == frontier, "seed \(seed), size \(size)")
      }
      if size < Self.small { frontier.append(leaves[size]) }
    }
  }

  @Test func `proofs are RFC 6962's and lead to the root, and nothing that is changed does`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let leaves = Self.leaves(Self.large.max() ?? 0, seed)
    var plain = PlainTree(leaves: leaves)
    let sizes = Array(1...70) + (0..<60).map { _ in Int.random(in: 71...Self.small, using: &random) } + Self.large
    for size in sizes {
      let (root, tree) = (plain.root(0..<size), Self.tree(size, Self.tiles(&plain, size: size)))
      let edges = [0, size / 2, size - 1].map { ($0, "edge") }
      for (index, _) in edges + [(Int.random(in: 0..<size, using: &random), "any")] {
        let context = "seed \(seed), leaf \(index) of \(size)"
        let proof = try tree.inclusion(of: index)
        #expect(proof.path == plain.path(index, 0..<size), "\(context)")
        #expect(throws: Never.self, "\(context)") { try proof.verify(leaves[index], size: size, root: root) }
        for wrong in Self.changed(proof, size, &random) {
          #expect(throws: ProofError.self, "\(context): \(wrong.what)") {
            try wrong.proof.verify(
              wrong.flipsLeaf ? leaves[index].flipped : leaves[index],
              size: wrong.size,
              root: root
            )
          }
        }
      }
      for old in [0, 1, size / 2, size - 1, size, Int.random(in: 0...size, using: &random)] {
        let context = "seed \(seed), \(old) to \(size)"
        let (proof, oldRoot) = (try tree.consistency(from: old), plain.root(0..<old))
        #expect(proof.path == plain.proof(old, size), "\(context)")
        #expect(throws: Never.self, "\(context)") { try proof.verify(from: old, oldRoot, to: size, root) }
        for wrong in Self.changed(proof, old, size, &random) {
          #expect(throws: ProofError.self, "\(context): \(wrong.what)") {
            try wrong.proof.verify(
              from: wrong.old,
              wrong.flipsOld ? oldRoot.flipped : oldRoot,
              to: wrong.new,
              wrong.flipsNew ? root.flipped : root
            )
          }
        }
      }
    }
  }

  private struct WrongInclusion {
    let what: String
    var proof: InclusionProof
    var size: Int
    var flipsLeaf = false
  }

  private static func changed(_ proof: InclusionProof, _ size: Int, _ random: inout SeededGenerator) -> [WrongInclusion]
  {
    let (index, path) = (proof.index, proof.path)
    var all = [
      WrongInclusion(what: "another leaf", proof: proof, size: size, flipsLeaf: true),
      WrongInclusion(what: "no such leaf", proof: InclusionProof(index: size, path: path), size: size),
      WrongInclusion(what: "below the first", proof: InclusionProof(index: -1, path: path), size: size),
      WrongInclusion(
        what: "a hash more",
        proof: InclusionProof(index: index, path: path + [PlainTree.hash([])]),
        size: size
      ),
    ]
    guard !path.isEmpty else { return all }
    let place = Int.random(in: path.indices, using: &random)
    var other = path
    other[place] = other[place].flipped
    all.append(WrongInclusion(what: "another hash", proof: InclusionProof(index: index, path: other), size: size))
    let short = InclusionProof(index: index, path: Array(path.dropLast()))
    all.append(WrongInclusion(what: "a hash less", proof: short, size: size))
    // The neighbour's place, which has as many siblings.
    let neighbour = InclusionProof(index: index ^ 1, path: path)
    all.append(WrongInclusion(what: "the neighbour's place", proof: neighbour, size: size))
    return all
  }

  private struct WrongConsistency {
    let what: String
    var proof: ConsistencyProof
    var old: Int
    var new: Int
    var flipsOld = false
    var flipsNew = false
  }

  private static func changed(
    _ proof: ConsistencyProof,
    _ old: Int,
    _ new: Int,
    _ random: inout SeededGenerator
  ) -> [WrongConsistency] {
    let longer = ConsistencyProof(path: proof.path + [PlainTree.hash([])])
    var all = [
      WrongConsistency(what: "another old root", proof: proof, old: old, new: new, flipsOld: true),
      WrongConsistency(what: "a hash more", proof: longer, old: old, new: new),
      WrongConsistency(what: "it shrinks", proof: proof, old: new + 1, new: new),
    ]
    // From nothing to anything there is nothing to compare.
    if old > 0 { all.append(WrongConsistency(what: "another root", proof: proof, old: old, new: new, flipsNew: true)) }
    guard !proof.path.isEmpty else { return all }
    let place = Int.random(in: proof.path.indices, using: &random)
    var other = proof.path
    other[place] = other[place].flipped
    all.append(WrongConsistency(what: "another hash", proof: ConsistencyProof(path: other), old: old, new: new))
    let short = ConsistencyProof(path: Array(proof.path.dropLast()))
    all.append(WrongConsistency(what: "a hash less", proof: short, old: old, new: new))
    return all
  }
}

extension MerkleHash {
  /// One bit is another.
  fileprivate var flipped: MerkleHash {
    var bytes = array
    bytes[13] ^= 4
    return MerkleHash(bytes) ?? self
  }
}
