public import EventLog
public import TransparencyLog

/// Signs what the log holds: follows it, keeps its Merkle tree in tiles, and signs a checkpoint whenever it has grown.
///
/// What is stored is hashed again and compared before anything is signed: the lines with their leaves, the root that the leaves
/// lead to with the one that the tiles on disk lead to, the new tree with the one that was signed last, and a part of the
/// old lines with what was signed of them, another part each time; all of them where PostgreSQL has counted that a line may have been
/// changed. Where something differs it signs nothing more. Every step may be cut off at any point and done again.
///
/// The tree is over the digest that the directory has. Whichever that is, every line is held to its leaf in the log, which is SHA-256.
///
/// With witnesses it signs nothing before they have said what they have seen, and nobody is shown a checkpoint that too few of them
/// have cosigned.
public actor Notary {
  /// How much at a time.
  public struct Terms: Sendable {
    /// Lines that are read and written in one go.
    public var batch = 4_096
    /// Lines of those signed before that are read again before every signature, in whole tiles, where nothing was counted that
    /// may have changed them.
    public var recheck = 2_048
    /// How often old lines are read again while there is nothing to sign.
    public var idle = Duration.seconds(30)
    /// The time within which all of the log is read again even if nothing is ever signed.
    public var round = Duration.seconds(86_400)

    public init() {}
  }

  let log: EventLog
  let directory: TileDirectory
  let signer: NoteSigner
  let witnesses: WitnessCircle?
  private var hasher: TreeHasher { directory.hasher }
  let terms: Terms
  var signed: Signed?
  private var isStepping = false
  /// Whether the witnesses have been heard since the start, and since something was refused.
  var isHeard = false
  /// What each witness has seen, as far as is known.
  var seen: [String: Int] = [:]
  /// Whether the log has, as far as is known, more than the last step has read.
  private(set) var isBehind = false
  /// The tile of level 0 that is compared with the log next.
  var nextTile = 0
  /// When old lines were read last, and nothing was wrong with them.
  var rechecked: ContinuousClock.Instant?

  private let queue = FileQueue()

  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  public init(
    log: EventLog,
    directory: TileDirectory,
    signer: NoteSigner,
    witnesses: WitnessCircle? = nil,
    terms: Terms = Terms()
  ) {
    (self.log, self.directory, self.signer, self.witnesses, self.terms) = (log, directory, signer, witnesses, terms)
  }

  /// What was signed last, and what goes on from it.
  struct Signed {
    /// With the cosignatures that it has so far.
    var note: SignedNote?
    var checkpoint: Checkpoint
    /// The size of the checkpoint that everybody is shown.
    var published = 0
    var frontier = Frontier()
    var edge = TileEdge()
  }

  /// Integrates what the log has more than was signed, up to a batch, and signs it.
  /// - Returns: the new checkpoint; nil where there is nothing new. Old lines are compared before anything is signed, and now and then
  ///   where there is nothing to sign.
  /// - Throws: ``NotaryError``. What is refused is refused again until the log, or the directory, is as it was.
  public func step() async throws(NotaryError) -> SignedNote? {
    // Somebody else may have asked for a step, and gets it.
    guard !isStepping else { return nil }
    isStepping = true
    defer { isStepping = false }
    let old = if let signed { signed } else { try open() }
    signed = old
    var next: [LoggedLeaf]? = try await leaves(after: old.frontier.size, limit: terms.batch)
    guard try await recheck(old.checkpoint, isIdle: next?.isEmpty == true) else { return nil }
    try await settle()
    var new = signed ?? old
    repeat {
      if next == nil || new.frontier.size != old.frontier.size {
        next = try await self.leaves(after: new.frontier.size, limit: terms.batch)
      }
      let leaves = next ?? []
      next = nil
      isBehind = leaves.count == terms.batch
      guard !leaves.isEmpty else { break }
      try integrate(leaves, into: &new)
    } while new.frontier.size < mostSeen
    if new.frontier.size > old.checkpoint.size {
      guard new.frontier.size >= mostSeen else {
        throw .refused(.shorter(head: new.frontier.size, signed: mostSeen))
      }
      try sign(&new, after: old.checkpoint)
      try await submit(new)
    }
    guard let now = signed, now.published > old.published else { return nil }
    return now.note
  }

  private func integrate(_ leaves: [LoggedLeaf], into new: inout Signed) throws(NotaryError) {
    var files: [(path: TilePath, bytes: [UInt8])] = []
    for leaf in leaves {
      let entry = Array(leaf.event.line.utf8)
      let hash = try check(leaf, entry, at: new.frontier.size + 1)
      new.frontier.append(hash, hasher)
      files += new.edge.append(entry, leaf: hash, hasher)
    }
    try directory.write(files + new.edge.partials)
  }

  private func open() throws(NotaryError) -> Signed {
    let published = try directory.readCheckpoint().map { bytes throws(NotaryError) in try believe(bytes) }
    let pending = try directory.readPending().map { bytes throws(NotaryError) in try believe(bytes) }
    let newest =
      if let pending, pending.checkpoint.size > published?.checkpoint.size ?? 0 { pending } else { published }
    guard let (note, checkpoint) = newest else {
      return Signed(checkpoint: Checkpoint(origin: signer.verifier.name, size: 0, root: hasher.emptyRoot))
    }
    let tree = directory.tree(size: checkpoint.size)
    let frontier = try tree.frontier()
    guard frontier.root(hasher) == checkpoint.root else { throw .refused(.checkpoint(size: checkpoint.size, nil)) }
    if let old = published?.checkpoint { try check(checkpoint, goesOnFrom: old, in: tree) }
    let edge = try TileEdge(of: checkpoint.size, in: directory)
    return Signed(
      note: note,
      checkpoint: checkpoint,
      published: published?.checkpoint.size ?? 0,
      frontier: frontier,
      edge: edge
    )
  }

  /// What our own key has signed.
  private func believe(_ bytes: [UInt8]) throws(NotaryError) -> (note: SignedNote, checkpoint: Checkpoint) {
    let note: SignedNote
    do throws(NoteError) { note = try SignedNote(bytes) } catch { throw .refused(.unsigned(.malformed(error))) }
    do throws(TrustError) {
      return (note, try TrustPolicy(log: signer.verifier).verify(note).checkpoint)
    } catch {
      throw .refused(.unsigned(error))
    }
  }

  private func leaves(after size: Int, limit: Int) async throws(NotaryError) -> [LoggedLeaf] {
    do throws(EventLogError) {
      // What is signed must not be gone after a failover.
      return try await log.leaves(after: Position(rawValue: Int64(size)), limit: limit, isKept: true)
    } catch {
      throw .log(error)
    }
  }

  /// The hash of a line in the tree, if the line is the one whose leaf is stored with it and stands where it should.
  private func check(_ leaf: LoggedLeaf, _ entry: [UInt8], at position: Int) throws(NotaryError) -> MerkleHash {
    guard leaf.event.position.rawValue == position else { throw .refused(.missing(position: position)) }
    guard entry.count <= EntryBundle.longestEntry else { throw .refused(.tooLong(position: position)) }
    guard let hash = hasher.leaf(entry, stored: leaf.leaf) else { throw .refused(.leaf(position: position)) }
    return hash
  }

  private func sign(_ new: inout Signed, after old: Checkpoint) throws(NotaryError) {
    let (size, root) = (new.frontier.size, new.frontier.root(hasher))
    let tree = directory.tree(size: size)
    guard try tree.root() == root else { throw .refused(.root(size: size)) }
    new.checkpoint = Checkpoint(origin: old.origin, size: size, root: root)
    try check(new.checkpoint, goesOnFrom: old, in: tree)
    new.note = sign(new.checkpoint)
  }

  func sign(_ checkpoint: Checkpoint) -> SignedNote {
    SignedNote(text: checkpoint.text, signatures: [signer.sign(checkpoint.text, at: 0)])
  }

  private func check(
    _ new: Checkpoint,
    goesOnFrom old: Checkpoint,
    in tree: TiledTree<NotaryError>
  ) throws(NotaryError) {
    let proof = try tree.consistency(from: old.size)
    do throws(ProofError) {
      try proof.verify(from: old.size, old.root, to: new.size, new.root, hasher)
    } catch {
      throw .refused(.checkpoint(size: old.size, error))
    }
  }
}
