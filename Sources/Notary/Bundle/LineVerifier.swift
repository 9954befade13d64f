internal import TransparencyLog

/// Verifies lines in the order of the log, each with the tile that it is in and with what the registry keeps beside it.
public struct LineVerifier: Sendable {
  private let directory: TileDirectory
  private let checkpoint: Checkpoint
  private let isWhole: Bool
  private var tile: (index: Int, hashes: [MerkleHash])?
  private var versions: StreamVersions
  /// That the tiles do not lead to the root, though it is no tile of the lines so far: a line further on may show which.
  private var doubt: Finding?
  private var last = 0
  public private(set) var count = 0

  init(directory: TileDirectory, checkpoint: Checkpoint, isWhole: Bool) {
    (self.directory, self.checkpoint, self.isWhole) = (directory, checkpoint, isWhole)
    versions = StreamVersions(isWhole: isWhole)
  }

  /// The first row of the index.
  public func header(_ row: [UInt8]?) throws(Finding) {
    guard row == Array(IndexRow.header.utf8) else {
      throw Finding(.file, "\(LogBundle.indexName) 缺少表头 it has no header")
    }
  }

  /// - Parameters:
  ///   - line: the next line, without its newline.
  ///   - row: the next row of the index; nil where there is none.
  /// - Throws: ``Finding``, of this line.
  public mutating func take(_ line: [UInt8], _ row: [UInt8]?) throws(Finding) {
    guard let tail = LineTail(line[...]) else {
      throw Finding(.file, "第 \(count + 1) 行不是日志的行 line \(count + 1) of the file is no line of a log")
    }
    let position = tail.position
    try inOrder(position)
    let leaf = TreeHasher.sha256.leaf(line)
    guard try leaf == hashes(at: position)[(position - 1) % TilePath.fullWidth] else {
      throw Finding(
        .inclusion,
        position: position,
        "位置 \(position) 的行不是签署的那一行 the line at \(position) is not the one that was signed"
      )
    }
    guard let row, let kept = IndexRow(row), kept.position == position, let stream = tail.stream else {
      throw Finding(
        .file,
        position: position,
        "\(LogBundle.indexName) 没有位置 \(position) it has no row for the position \(position)"
      )
    }
    guard kept.leaf == leaf.description else {
      throw Finding(.inclusion, position: position, "\(Discrepancy.leaf(position: position))")
    }
    if let expected = versions.take(kept.version, of: stream) {
      throw .version(kept.version, expected: expected, of: String(decoding: stream, as: UTF8.self), at: position)
    }
    last = position
    count += 1
  }

  private func inOrder(_ position: Int) throws(Finding) {
    guard position > last, !isWhole || position == last + 1 else {
      throw Finding(
        .order,
        position: position > last ? last + 1 : position,
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
  }

  /// Of the tile that has the position.
  private mutating func hashes(at position: Int) throws(Finding) -> [MerkleHash] {
    let index = (position - 1) / TilePath.fullWidth
    if let tile, tile.index == index { return tile.hashes }
    let start = index * TilePath.fullWidth
    let path = TilePath(.hashes(level: 0), index: index, width: min(TilePath.fullWidth, checkpoint.size - start))
    let hashes = try filed { () throws(NotaryError) in try directory.tile(path).hashes }
    let proof = try filed { () throws(NotaryError) in
      try directory.tree(size: checkpoint.size).inclusion(of: start)
    }
    do throws(ProofError) {
      try proof.verify(hashes[0], size: checkpoint.size, root: checkpoint.root)
    } catch {
      doubt = doubt ?? Finding(.inclusion, "\(path)：\(error)")
    }
    if let doubt {
      let wrong = try filed { () throws(NotaryError) in
        try directory.wrongTile(above: index, hashes, size: checkpoint.size)
      }
      if let wrong { throw Finding(.inclusion, position: start + 1, "\(wrong)；\(doubt.text)") }
    }
    tile = (index, hashes)
    return hashes
  }

  private func filed<R>(_ body: () throws(NotaryError) -> R) throws(Finding) -> R {
    do throws(NotaryError) { return try body() } catch { throw Finding(.file, "\(error)") }
  }

  /// That nothing is missing at the end.
  /// - Parameters:
  ///   - row: what follows in the index.
  ///   - lines: how many there are to be.
  /// - Throws: ``Finding/Kind/order``, ``Finding/Kind/file``.
  public func finish(_ row: [UInt8]?, lines: Int) throws(Finding) {
    guard !isWhole || last == checkpoint.size else {
      throw Finding(.order, position: last + 1, "位置 \(last + 1) 起的行缺失 the lines from \(last + 1) on are missing")
    }
    if let doubt { throw doubt }
    guard row == nil else { throw Finding(.file, "\(LogBundle.indexName) 行数多于事件 it has rows beyond the lines") }
    guard count == lines else {
      throw Finding(.order, "清单有 \(lines) 行，实有 \(count) 行 the manifest says \(lines) lines: there are \(count)")
    }
  }
}
