public import TransparencyLog

/// A log in memory that signs whatever it is asked to: also what a log must not.
public struct GrowingLog: Sendable {
  public let signer: NoteSigner
  private var leaves: [MerkleHash] = []

  public init(_ origin: String, seed: UInt8) throws {
    signer = try NoteSigner(name: origin, .ed25519, seed: [UInt8](repeating: seed, count: 32))
  }

  public mutating func grow(to size: Int, _ tag: UInt8 = 0) {
    for index in leaves.count..<max(size, leaves.count) {
      leaves.append(TreeHasher.sha256.leaf([tag, UInt8(index & 255), UInt8(index >> 8)]))
    }
  }

  /// The same up to a size, and other leaves from there on.
  public func forked(at size: Int, to end: Int) -> GrowingLog {
    var other = self
    other.leaves = Array(leaves.prefix(size))
    other.grow(to: end, 1)
    return other
  }

  private func tree(_ size: Int) -> TiledTree<Never> {
    TiledTree(size: size) { [leaves] path in
      guard case .hashes(let level) = path.kind else { fatalError("entries are no hashes") }
      let hashes = (0..<path.width).map { offset in
        let start = (path.index * TilePath.fullWidth + offset) << (8 * level)
        var frontier = Frontier()
        for leaf in leaves[start..<start + 1 << (8 * level)] { frontier.append(leaf) }
        return frontier.root()
      }
      return Tile(hashes: hashes)
    }
  }

  public func checkpoint(_ size: Int) -> Checkpoint {
    var frontier = Frontier()
    for leaf in leaves.prefix(size) { frontier.append(leaf) }
    return Checkpoint(origin: signer.verifier.name, size: size, root: frontier.root())
  }

  public func note(_ checkpoint: Checkpoint) -> SignedNote {
    SignedNote(text: checkpoint.text, signatures: [signer.sign(checkpoint.text, at: 0)])
  }

  public func note(_ size: Int) -> SignedNote { note(checkpoint(size)) }

  public func proof(from old: Int, to size: Int) -> ConsistencyProof { tree(size).consistency(from: old) }

  public func request(from old: Int, to size: Int) -> AddCheckpointRequest {
    AddCheckpointRequest(
      oldSize: old,
      proof: old <= size ? proof(from: old, to: size) : ConsistencyProof(path: []),
      checkpoint: note(size)
    )
  }
}
