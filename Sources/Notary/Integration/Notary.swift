public import EventLog
public import TransparencyLog

/// Signs what the log holds: follows it, keeps its Merkle tree in tiles, and signs a checkpoint whenever it has grown.
///
/// What is stored is hashed again and compared before anything is signed: the lines with their leaves, the root that the leaves
/// lead to with the one that the tiles on disk lead to, the new tree with the one that was signed last, and a part of the
/// old lines with what was signed of them, another part each time. Where something differs it signs nothing more. Every step may be
/// cut off at any point and done again.
public actor Notary {
  /// How much at a time.
  public struct Terms: Sendable {
    /// Lines that are read and written in one go.
    public var batch = 4_096
    /// Lines of those signed before that are read again before every signature, in whole tiles.
    public var recheck = 2_048

    public init() {}
  }

  private let log: EventLog
  let directory: TileDirectory
  private let signer: NoteSigner
  private let terms: Terms
  private var signed: Signed?
  /// Whether the log has, as far as is known, more than the last step has read.
  private(set) var isBehind = false
  /// The tile of level 0 that is compared with the log next.
  private var nextTile = 0

  private let queue = FileQueue()

  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  public init(log: EventLog, directory: TileDirectory, signer: NoteSigner, terms: Terms = Terms()) {
    (self.log, self.directory, self.signer, self.terms) = (log, directory, signer, terms)
  }

  /// What was signed last, and what goes on from it.
  private struct Signed {
    var note: SignedNote?
    var checkpoint: Checkpoint
    var frontier = Frontier()
    var edge = TileEdge()
  }

  /// Integrates what the log has more than was signed, up to a batch, and signs it.
  /// - Returns: the new checkpoint; nil where there is nothing new. Old lines are compared in any case.
  /// - Throws: ``NotaryError``. What is refused is refused again until the log, or the directory, is as it was.
  public func step() async throws(NotaryError) -> SignedNote? {
    let old = if let signed { signed } else { try open() }
    signed = old
    try await recheck(old.checkpoint)
    let leaves = try await leaves(after: old.checkpoint.size, limit: terms.batch)
    isBehind = leaves.count == terms.batch
    // Somebody else may have asked for a step meanwhile, and got it.
    guard !leaves.isEmpty, signed?.checkpoint == old.checkpoint else { return nil }
    var new = old
    var files: [(path: TilePath, bytes: [UInt8])] = []
    for leaf in leaves {
      let entry = Array(leaf.event.line.utf8)
      let hash = try Self.check(leaf, entry, at: new.frontier.size + 1)
      new.frontier.append(hash)
      files += new.edge.append(entry, leaf: hash)
    }
    try directory.write(files + new.edge.partials)
    try sign(&new, after: old.checkpoint)
    signed = new
    // Nobody is shown a checkpoint that needs them any more.
    for file in files { try directory.removePartials(of: file.path) }
    return new.note
  }

  private func open() throws(NotaryError) -> Signed {
    guard let bytes = try directory.readCheckpoint() else {
      let none = Checkpoint(origin: signer.verifier.name, size: 0, root: TreeHasher.sha256.emptyRoot)
      return Signed(checkpoint: none)
    }
    let note: SignedNote
    let checkpoint: Checkpoint
    do throws(NoteError) { note = try SignedNote(bytes) } catch { throw .refused(.unsigned(.malformed(error))) }
    do throws(TrustError) {
      checkpoint = try TrustPolicy(log: signer.verifier).verify(note).checkpoint
    } catch {
      throw .refused(.unsigned(error))
    }
    let tree = directory.tree(size: checkpoint.size)
    let frontier = try tree.frontier()
    guard frontier.root() == checkpoint.root else { throw .refused(.checkpoint(size: checkpoint.size, nil)) }
    let edge = try TileEdge(of: checkpoint.size, in: directory)
    return Signed(note: note, checkpoint: checkpoint, frontier: frontier, edge: edge)
  }

  private func leaves(after size: Int, limit: Int) async throws(NotaryError) -> [LoggedLeaf] {
    do throws(EventLogError) {
      return try await log.leaves(after: Position(rawValue: Int64(size)), limit: limit)
    } catch {
      throw .log(error)
    }
  }

  /// The hash of a line, if it is the one that is stored with it and stands where it should.
  private static func check(_ leaf: LoggedLeaf, _ entry: [UInt8], at position: Int) throws(NotaryError) -> MerkleHash {
    guard leaf.event.position.rawValue == position else { throw .refused(.missing(position: position)) }
    guard entry.count <= EntryBundle.longestEntry else { throw .refused(.tooLong(position: position)) }
    let hash = TreeHasher.sha256.leaf(entry)
    guard hash == MerkleHash(leaf.leaf) else { throw .refused(.leaf(position: position)) }
    return hash
  }

  private func sign(_ new: inout Signed, after old: Checkpoint) throws(NotaryError) {
    let (size, root) = (new.frontier.size, new.frontier.root())
    let tree = directory.tree(size: size)
    guard try tree.root() == root else { throw .refused(.root(size: size)) }
    let proof = try tree.consistency(from: old.size)
    do throws(ProofError) {
      try proof.verify(from: old.size, old.root, to: size, root)
    } catch {
      throw .refused(.checkpoint(size: old.size, error))
    }
    new.checkpoint = Checkpoint(origin: old.origin, size: size, root: root)
    let text = new.checkpoint.text
    let note = SignedNote(text: text, signatures: [signer.sign(text, at: 0)])
    try directory.writeCheckpoint(note)
    new.note = note
  }
}

/// What was signed is read again, tile by tile, round and round.
extension Notary {
  private func recheck(_ checkpoint: Checkpoint) async throws(NotaryError) {
    let tiles = (checkpoint.size + TilePath.fullWidth - 1) / TilePath.fullWidth
    guard tiles > 0 else { return }
    // The newest lines each time: a log that is cut off ends before them.
    var due = [tiles - 1]
    for _ in 0..<min(tiles, terms.recheck / TilePath.fullWidth) {
      if nextTile >= tiles { nextTile = 0 }
      due.append(nextTile)
      nextTile += 1
    }
    for tile in Set(due).sorted(by: >) {
      try await Recheck(directory: directory, checkpoint: checkpoint, tile: tile).compare(with: log)
    }
  }
}
