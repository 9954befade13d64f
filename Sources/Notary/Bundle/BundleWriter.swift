public import EventLog
public import TransparencyLog

/// Makes a bundle of what the registry holds now, with what the notary has signed: whoever verifies it sees whether they agree.
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

  /// Copies the lines at these positions, or all, as the log has them now, with the tiles that show where they stood when they
  /// were signed.
  /// - Parameters:
  ///   - positions: from 1, ascending; nil for all. What is beyond the checkpoint is left out.
  ///   - log: that of the tiles.
  ///   - progress: is told how many lines are written.
  /// - Returns: how many lines.
  /// - Throws: ``NotaryError``, also where the bundle has lines already.
  public func copyLines(
    _ positions: [Int]?,
    of log: EventLog,
    progress: (Int) -> Void = { _ in }
  ) async throws(NotaryError) -> Int {
    let linesFile = try NewFile(bundle.path(LogBundle.linesName))
    let indexFile = try NewFile(bundle.path(LogBundle.indexName))
    try indexFile.write(Array("\(IndexRow.header)\n".utf8))
    // That of the last line, too: what shows that the tree goes on from an older one ends there.
    var (count, tiles) = (0, Set([max(0, checkpoint.size - 1) / TilePath.fullWidth]))
    var pages = LinePages(positions, upTo: checkpoint.size)
    while let page = try await pages.next(of: log) {
      var (lines, index) = ([UInt8](), [UInt8]())
      for leaf in page {
        let position = Int(leaf.event.position.rawValue)
        lines += leaf.event.line.utf8
        lines.append(0x0A)
        let hash = MerkleHash(leaf.leaf)?.description ?? ""
        index += IndexRow(position: position, version: leaf.event.version, leaf: hash).text.utf8
        index.append(0x0A)
        tiles.insert((position - 1) / TilePath.fullWidth)
      }
      try linesFile.write(lines)
      try indexFile.write(index)
      count += page.count
      progress(count)
    }
    try linesFile.finish()
    try indexFile.finish()
    try copy(Set(tiles.flatMap { Self.tiles(of: $0, size: checkpoint.size) }))
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

  /// The last of all: what was asked for, and the digests of the files.
  /// - Throws: ``NotaryError``, or ``Finding/Kind/file`` where a file cannot be read.
  public func writeManifest(lines: Int, selection: [String: String]?) throws -> BundleManifest {
    let manifest = try BundleManifest(of: bundle, checkpoint, lines: lines, selection: selection)
    try DurableFile.replace(bundle.path(LogBundle.manifestName), manifest.bytes)
    return manifest
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
