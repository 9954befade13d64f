internal import TransparencyLog

extension TileDirectory {
  /// The lowest tile above one of level 0 that does not have its hash; nil where all have, so that it is another place of theirs
  /// that is wrong, or the tile itself where it is not full.
  func wrongTile(above tile: Int, _ hashes: [MerkleHash], size: Int) throws(NotaryError) -> TilePath? {
    var (child, index) = (Tile(hashes: hashes), tile)
    for level in 1...7 where child.hashes.count == TilePath.fullWidth {
      let first = index - index % TilePath.fullWidth
      let count = (size >> (8 * level)) - first
      let path = TilePath(
        .hashes(level: level),
        index: index / TilePath.fullWidth,
        width: min(TilePath.fullWidth, count)
      )
      let parent = try self.tile(path)
      guard parent.hashes[index - first] == child.root(hasher) else { return path }
      (child, index) = (parent, index / TilePath.fullWidth)
    }
    return nil
  }
}
