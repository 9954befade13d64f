public import TransparencyLog

/// Makes a bundle from what the notary has written: the lines themselves are in its bundles of entries, so no database is asked.
public struct BundleWriter: Sendable {
  let source: TileDirectory
  let bundle: LogBundle
  /// What the bundle proves its lines by.
  public let checkpoint: Checkpoint
  private let note: SignedNote

  /// - Throws: ``NotaryError``; ``Discrepancy/unsigned(_:)`` where nothing is signed, or not by whoever is trusted.
  public init(from source: TileDirectory, to bundle: LogBundle, trusting policy: TrustPolicy) throws(NotaryError) {
    (self.source, self.bundle) = (source, bundle)
    guard let bytes = try source.readCheckpoint() else {
      throw .refused(.unsigned(.notSigned(origin: policy.logs.first?.name ?? "")))
    }
    do throws(NoteError) { note = try SignedNote(bytes) } catch { throw .refused(.unsigned(.malformed(error))) }
    do throws(TrustError) { checkpoint = try policy.verify(note).checkpoint } catch { throw .refused(.unsigned(error)) }
  }

  /// Copies the lines at these positions, or all, with the tiles that show where they stand.
  /// - Parameters:
  ///   - positions: from 1, ascending, none beyond the checkpoint; nil for all.
  ///   - write: takes the lines, each with its newline, some at a time.
  ///   - progress: is told how many lines are written.
  /// - Returns: how many lines.
  /// - Throws: ``NotaryError``, or what `write` throws.
  public func copyLines(
    _ positions: [Int]?,
    write: ([UInt8]) throws -> Void,
    progress: (Int) -> Void
  ) throws -> Int {
    let size = checkpoint.size
    let wanted = positions.map { Dictionary(grouping: $0) { ($0 - 1) / TilePath.fullWidth } }
    let tiles = wanted.map { $0.keys.sorted() } ?? Array(0..<(size + TilePath.fullWidth - 1) / TilePath.fullWidth)
    var (count, hashes) = (0, Set<TilePath>())
    for tile in tiles {
      let width = min(TilePath.fullWidth, size - tile * TilePath.fullWidth)
      let entries = try source.bundle(TilePath(.entries, index: tile, width: width)).entries
      let chosen = wanted.map { all in (all[tile] ?? []).map { entries[($0 - 1) % TilePath.fullWidth] } } ?? entries
      try write(Array(chosen.map { $0 + [0x0A] }.joined()))
      hashes.formUnion(Self.tiles(of: tile, size: size))
      count += chosen.count
      progress(count)
    }
    hashes.formUnion(Self.tiles(of: max(0, size - 1) / TilePath.fullWidth, size: size))
    try copy(hashes.filter { $0.width > 0 })
    return count
  }

  /// The tile and all above it, each as wide as the tree has it.
  private static func tiles(of tile: Int, size: Int) -> [TilePath] {
    var (paths, index) = ([TilePath](), tile)
    for level in 0...7 {
      let count = (size >> (8 * level)) - index * TilePath.fullWidth
      guard count > 0 else { break }
      paths.append(TilePath(.hashes(level: level), index: index, width: min(count, TilePath.fullWidth)))
      index /= TilePath.fullWidth
    }
    return paths
  }

  private func copy(_ tiles: Set<TilePath>) throws(NotaryError) {
    for path in tiles.sorted(by: { $0.text < $1.text }) {
      try bundle.directory.write([(path, try source.tile(path).bytes)])
    }
  }

  /// The checkpoint, and that it goes on from an older one.
  /// - Throws: ``NotaryError``; ``Discrepancy/checkpoint(size:_:)`` where it does not.
  public func writeCheckpoint(since old: SignedNote?, _ policyText: String) throws(NotaryError) {
    try DurableFile.replace(bundle.path(LogBundle.policyName), Array(policyText.utf8))
    if let old {
      let before: Checkpoint
      do throws(NoteError) { before = try old.checkpoint } catch { throw .refused(.unsigned(.malformed(error))) }
      guard before.size <= checkpoint.size else {
        throw .refused(.shorter(head: checkpoint.size, signed: before.size))
      }
      let proof = try source.tree(size: checkpoint.size).consistency(from: before.size)
      do throws(ProofError) {
        try proof.verify(from: before.size, before.root, to: checkpoint.size, checkpoint.root)
      } catch {
        throw .refused(.checkpoint(size: before.size, error))
      }
      let request = AddCheckpointRequest(oldSize: before.size, proof: proof, checkpoint: note)
      try DurableFile.replace(bundle.path(LogBundle.oldCheckpointName), Array(old.description.utf8))
      try DurableFile.replace(bundle.path(LogBundle.consistencyName), Array(request.text.utf8))
    }
    try bundle.directory.writeCheckpoint(note)
  }
}
