import EventLog
import TransparencyLog

/// What was signed is read again before anything more is: the newest lines and some of the old ones, tile by tile, round and round;
/// and all of them at once where PostgreSQL has counted that one may have changed.
extension Notary {
  /// - Returns: whether it came to its end; not where the task was cancelled.
  func recheck(_ checkpoint: Checkpoint, isIdle: Bool) async throws(NotaryError) -> Bool {
    let tiles = (checkpoint.size + TilePath.fullWidth - 1) / TilePath.fullWidth
    let now = ContinuousClock.now
    if isIdle, let rechecked, now - rechecked < terms.idle { return true }
    // Before the lines: what changes while they are read is counted for the next time.
    let counts = try await rewrites()
    let isUntouched = try directory.readRewrites() == counts
    if tiles > 0 {
      // The newest lines each time: a log that is cut off ends before them.
      try await compare(tiles - 1, of: checkpoint)
      for _ in 0..<(isUntouched ? share(of: tiles, isIdle: isIdle) : tiles) {
        if Task.isCancelled { return false }
        if nextTile >= tiles { nextTile = 0 }
        // Where something is wrong, the next step begins with it again.
        if nextTile != tiles - 1 { try await compare(nextTile, of: checkpoint) }
        nextTile += 1
      }
    }
    if !isUntouched { try directory.writeRewrites(counts) }
    rechecked = now
    return true
  }

  private func share(of tiles: Int, isIdle: Bool) -> Int {
    let isFirst = rechecked == nil
    let count =
      isIdle && !isFirst
      ? Int((Double(tiles) * (terms.idle / terms.round)).rounded(.up)) : terms.recheck / TilePath.fullWidth
    return min(tiles, max(count, 1))
  }

  private func compare(_ tile: Int, of checkpoint: Checkpoint) async throws(NotaryError) {
    do throws(NotaryError) {
      try await Recheck(directory: directory, checkpoint: checkpoint, tile: tile).compare(with: log)
    } catch {
      rechecked = nil
      throw error
    }
  }

  private func rewrites() async throws(NotaryError) -> RewriteCounts {
    do throws(EventLogError) {
      return try await log.rewrites()
    } catch {
      throw .log(error)
    }
  }
}
