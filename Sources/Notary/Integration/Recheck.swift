internal import EventLog
internal import TransparencyLog

/// Compares the lines of one tile of level 0, as the log has them now, with what was signed.
struct Recheck {
  let directory: TileDirectory
  let checkpoint: Checkpoint
  let tile: Int

  private var start: Int { tile * TilePath.fullWidth }
  private var width: Int { min(TilePath.fullWidth, checkpoint.size - start) }
  private var path: TilePath { TilePath(.hashes(level: 0), index: tile, width: width) }

  /// - Throws: ``NotaryError``, with the first position, or the file, that is not as it was.
  func compare(with log: EventLog) async throws(NotaryError) {
    let logged = try await leaves(of: log)
    let hashes = try directory.tile(path).hashes
    // One way to the root has all hashes of the tile in it, be it as siblings.
    let proof = try directory.tree(size: checkpoint.size).inclusion(of: start)
    let isSigned = (try? proof.verify(hashes[0], size: checkpoint.size, root: checkpoint.root, directory.hasher)) != nil
    let entries = try directory.bundle(TilePath(.entries, index: tile, width: width)).entries
    for (offset, leaf) in logged.enumerated() {
      let position = start + offset + 1
      guard leaf.event.position.rawValue == position else { throw .refused(.missing(position: position)) }
      let entry = Array(leaf.event.line.utf8)
      guard let hash = directory.hasher.leaf(entry, stored: leaf.leaf) else {
        throw .refused(.leaf(position: position))
      }
      guard hash == hashes[offset] else { throw .refused(isSigned ? .changed(position: position) : .tile(path)) }
      guard entry == entries[offset] else { throw .refused(.tile(TilePath(.entries, index: tile, width: width))) }
    }
    guard logged.count == width else { throw .refused(try await whatIsMissing(behind: start + logged.count, in: log)) }
    guard isSigned else {
      throw .refused(try wrongTile(above: hashes).map { .tile($0) } ?? .checkpoint(size: checkpoint.size, nil))
    }
  }

  private func whatIsMissing(behind position: Int, in log: EventLog) async throws(NotaryError) -> Discrepancy {
    do throws(EventLogError) {
      let head = Int(try await log.head().rawValue)
      return head < checkpoint.size
        ? .shorter(head: head, signed: checkpoint.size) : .missing(position: position + 1)
    } catch {
      throw .log(error)
    }
  }

  private func leaves(of log: EventLog) async throws(NotaryError) -> [LoggedLeaf] {
    do throws(EventLogError) {
      return try await log.leaves(after: Position(rawValue: Int64(start)), limit: width)
    } catch {
      throw .log(error)
    }
  }

  /// The lowest tile above this one, whose hashes are those of the log, that does not have its hash; nil where all have, so that
  /// it is another place of theirs that is wrong.
  private func wrongTile(above hashes: [MerkleHash]) throws(NotaryError) -> TilePath? {
    var (child, index) = (Tile(hashes: hashes), tile)
    for level in 1...7 where child.hashes.count == TilePath.fullWidth {
      let first = index - index % TilePath.fullWidth
      let count = (checkpoint.size >> (8 * level)) - first
      let path = TilePath(
        .hashes(level: level),
        index: index / TilePath.fullWidth,
        width: min(TilePath.fullWidth, count)
      )
      let parent = try directory.tile(path)
      guard parent.hashes[index - first] == child.root(directory.hasher) else { return path }
      (child, index) = (parent, index / TilePath.fullWidth)
    }
    return nil
  }
}
