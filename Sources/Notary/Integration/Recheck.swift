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
      throw .refused(
        try directory.wrongTile(above: tile, hashes, size: checkpoint.size).map { .tile($0) }
          ?? .checkpoint(size: checkpoint.size, nil)
      )
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
}
