internal import EventLog
internal import TransparencyLog

extension LogAudit {
  /// Builds the tree of what is read once more, and compares its files as they become full.
  struct Reading {
    let directory: TileDirectory
    let checkpoint: Checkpoint?
    /// The position of the last line.
    private(set) var last = 0
    private var frontier = Frontier()
    private var edge = TileEdge()
    /// Once a line is missing, no tile behind it is what the log leads to.
    private var isWhole = true
    /// Tiles of level 0 in which lines were changed: what is above them differs for that.
    private var changedTiles: Set<Int> = []

    init(directory: TileDirectory, checkpoint: Checkpoint?) {
      (self.directory, self.checkpoint) = (directory, checkpoint)
    }

    mutating func take(_ leaf: LoggedLeaf, _ report: inout Report) throws(NotaryError) {
      let position = Int(leaf.event.position.rawValue)
      if position != last + 1 {
        report.add(.missing(from: last + 1, to: position - 1))
        isWhole = false
      }
      last = position
      let entry = Array(leaf.event.line.utf8)
      let hasher = directory.hasher
      let stored = hasher.leaf(entry, stored: leaf.leaf)
      if stored == nil {
        report.add(Finding(.inclusion, position: position, "\(Discrepancy.leaf(position: position))"))
      }
      guard isWhole, let checkpoint, frontier.size < checkpoint.size else { return }
      guard entry.count <= EntryBundle.longestEntry else {
        report.add(Finding(.inclusion, position: position, "\(Discrepancy.tooLong(position: position))"))
        isWhole = false
        return
      }
      let hash = stored ?? hasher.leaf(entry)
      frontier.append(hash, hasher)
      for file in edge.append(entry, leaf: hash, hasher) { try compare(file, &report) }
    }

    /// The files at the right edge, and the root.
    mutating func finish(_ report: inout Report) throws(NotaryError) {
      guard let checkpoint, isWhole else { return }
      guard frontier.size == checkpoint.size else {
        return report.add(
          Finding(.order, position: last + 1, "\(Discrepancy.shorter(head: last, signed: checkpoint.size))")
        )
      }
      for file in edge.partials { try compare(file, &report) }
      guard changedTiles.isEmpty, frontier.root(directory.hasher) != checkpoint.root else { return }
      let error = ProofError.root(frontier.root(directory.hasher), expected: checkpoint.root)
      report.add(Finding(.inclusion, "\(Discrepancy.checkpoint(size: checkpoint.size, error))"))
    }

    private mutating func compare(_ file: (path: TilePath, bytes: [UInt8]), _ report: inout Report) throws(NotaryError)
    {
      let there = if let bytes = try directory.read(file.path) { bytes } else { try part(of: file.path) }
      guard there != file.bytes else { return }
      if case .hashes(let level) = file.path.kind {
        let isExplained = level == 0 ? changedTiles.contains(file.path.index) : !changedTiles.isEmpty
        if !isExplained { report.add(Finding(.file, "\(Discrepancy.tile(file.path))")) }
        return
      }
      guard let there, let signed = EntryBundle(there, width: file.path.width),
        let found = EntryBundle(file.bytes, width: file.path.width)
      else { return report.add(Finding(.file, "\(Discrepancy.tile(file.path))")) }
      // The bundle that was signed is the one that the tile is of.
      let tile = try directory.tile(TilePath(.hashes(level: 0), index: file.path.index, width: file.path.width))
      guard signed.entries.map({ directory.hasher.leaf($0) }) == tile.hashes else {
        return report.add(Finding(.file, "\(Discrepancy.tile(file.path))"))
      }
      changedTiles.insert(file.path.index)
      for (offset, (old, new)) in zip(signed.entries, found.entries).enumerated() where old != new {
        let position = file.path.index * TilePath.fullWidth + offset + 1
        report.add(Finding(.inclusion, position: position, "\(Discrepancy.changed(position: position))"))
      }
    }

    /// What a full file has of a partial one that was taken away.
    private func part(of path: TilePath) throws(NotaryError) -> [UInt8]? {
      guard !path.isFull, try directory.read(path.full) != nil else { return nil }
      return switch path.kind {
      case .entries: try directory.bundle(path).bytes
      case .hashes: try directory.tile(path).bytes
      }
    }
  }
}
