public import TransparencyLog

/// Verifies a bundle: no database, no network, and no trust in whoever made it but for the keys that are given.
public struct BundleVerifier: Sendable {
  let bundle: LogBundle
  let policy: TrustPolicy
  /// Where every line of the log has to be there.
  let isWhole: Bool

  public init(_ bundle: LogBundle, trusting policy: TrustPolicy, isWhole: Bool) {
    (self.bundle, self.policy, self.isWhole) = (bundle, policy, isWhole)
  }

  /// That whoever is trusted has signed the checkpoint.
  /// - Throws: ``Finding/Kind/signature``, ``Finding/Kind/file``.
  public func checkpoint() throws(Finding) -> TrustPolicy.Trusted {
    let note = try bundle.note(TileDirectory.checkpointName)
    do throws(TrustError) { return try policy.verify(note) } catch { throw Finding(.signature, "\(error)") }
  }

  /// That the checkpoint goes on from the older one in the bundle.
  /// - Returns: the older one; nil where there is none.
  /// - Throws: ``Finding/Kind/consistency``, ``Finding/Kind/signature`` of the older one, ``Finding/Kind/file``.
  public func consistency(of checkpoint: Checkpoint) throws(Finding) -> Checkpoint? {
    guard bundle.has(LogBundle.oldCheckpointName) else { return nil }
    let note = try bundle.note(LogBundle.oldCheckpointName)
    let request: AddCheckpointRequest
    let bytes = try bundle.bytes(LogBundle.consistencyName)
    do throws(NoteError) {
      request = try AddCheckpointRequest(bytes)
    } catch {
      throw Finding(.file, "\(LogBundle.consistencyName)：\(error)")
    }
    let old: Checkpoint
    do throws(TrustError) {
      // The quorum may have been another one then: that the log has signed it is what binds the log.
      old = try policy.signedByLog(note)
    } catch {
      throw Finding(.signature, "\(LogBundle.oldCheckpointName)：\(error)")
    }
    guard request.oldSize == old.size, request.checkpoint.text == checkpoint.text else {
      throw Finding(.file, "\(LogBundle.consistencyName) 不是这两个检查点之间的证明 it is not of these two checkpoints")
    }
    do throws(ProofError) {
      try request.proof.verify(from: old.size, old.root, to: checkpoint.size, checkpoint.root)
    } catch {
      throw Finding(.consistency, "\(error)")
    }
    return old
  }

  /// Takes the lines one by one and shows of each that it is the one that was signed, in its place.
  public func lines(of checkpoint: Checkpoint) -> LineVerifier {
    LineVerifier(tree: bundle.directory.tree(size: checkpoint.size), checkpoint: checkpoint, isWhole: isWhole)
  }
}

/// Verifies lines in the order of the log, with the tile that each is in.
public struct LineVerifier: Sendable {
  private let tree: TiledTree<NotaryError>
  private let checkpoint: Checkpoint
  private let isWhole: Bool
  private var tile: (index: Int, hashes: [MerkleHash])?
  private var last = 0
  public private(set) var count = 0

  init(tree: TiledTree<NotaryError>, checkpoint: Checkpoint, isWhole: Bool) {
    (self.tree, self.checkpoint, self.isWhole) = (tree, checkpoint, isWhole)
  }

  /// - Throws: ``Finding``, of this line.
  public mutating func take(_ line: [UInt8]) throws(Finding) {
    guard let position = LinePosition.of(line[...]) else {
      throw Finding(.file, "第 \(count + 1) 行不是日志的行 line \(count + 1) of the file is no line of a log")
    }
    guard position > last, !isWhole || position == last + 1 else {
      throw Finding(
        .order,
        position: position,
        position > last
          ? "位置 \(last + 1) 的行缺失 the line at \(last + 1) is missing"
          : "位置 \(position) 的行排在 \(last) 之后 the line at \(position) comes behind \(last)"
      )
    }
    guard position <= checkpoint.size else {
      throw Finding(
        .inclusion,
        position: position,
        "位置 \(position) 在检查点（\(checkpoint.size)）之后 the line at \(position) is beyond the checkpoint (\(checkpoint.size))"
      )
    }
    let hashes = try hashes(at: position)
    guard TreeHasher.sha256.leaf(line) == hashes[(position - 1) % TilePath.fullWidth] else {
      throw Finding(
        .inclusion,
        position: position,
        "位置 \(position) 的行不是签署的那一行 the line at \(position) is not the one that was signed"
      )
    }
    last = position
    count += 1
  }

  /// Of the tile that has the position, once it is shown to be in the tree that was signed.
  private mutating func hashes(at position: Int) throws(Finding) -> [MerkleHash] {
    let index = (position - 1) / TilePath.fullWidth
    if let tile, tile.index == index { return tile.hashes }
    let start = index * TilePath.fullWidth
    let path = TilePath(
      .hashes(level: 0),
      index: index,
      width: min(TilePath.fullWidth, checkpoint.size - start)
    )
    let hashes: [MerkleHash]
    let proof: InclusionProof
    do throws(NotaryError) {
      hashes = try tree.tile(path).hashes
      proof = try tree.inclusion(of: start)
    } catch {
      throw Finding(.file, position: position, "\(error)")
    }
    do throws(ProofError) {
      try proof.verify(hashes[0], size: checkpoint.size, root: checkpoint.root)
    } catch {
      throw Finding(.inclusion, position: position, "\(path)：\(error)")
    }
    tile = (index, hashes)
    return hashes
  }

  /// That nothing is missing at the end.
  /// - Throws: ``Finding/Kind/order``.
  public func finish() throws(Finding) {
    guard isWhole, last < checkpoint.size else { return }
    throw Finding(.order, position: last + 1, "位置 \(last + 1) 起的行缺失 the lines from \(last + 1) on are missing")
  }
}
