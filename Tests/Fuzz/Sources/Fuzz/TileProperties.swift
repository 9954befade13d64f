import TransparencyLog

/// The path of a tile, a tile, a bundle of entries: each read as it was written, and at no other width.
enum TileProperties {
  static func check(_ bytes: [UInt8]) {
    if let text = String(validating: bytes, as: UTF8.self), let path = TilePath(text) {
      require(path.text.bytes == bytes, "a path of another form")
      require((1...TilePath.fullWidth).contains(path.width) && path.index >= 0, "a tile that no tree has")
      require(TilePath(path.full.text) == path.full, "a full tile without a path")
    }
    checkTile(bytes)
    checkBundle(bytes)
  }

  private static func checkTile(_ bytes: [UInt8]) {
    let width = bytes.count / MerkleHash.length
    let tile = Tile(bytes, width: width)
    require((tile != nil) == (bytes.count % MerkleHash.length == 0), "a tile with a part of a hash")
    require(Tile(bytes, width: width + 1) == nil, "a tile wider than its bytes")
    guard let tile else { return }
    require(tile.bytes == bytes && tile.hashes.count == width, "a tile of another form")
    // The tree above is the same, be it read from the tile or grown leaf by leaf.
    guard (1...TilePath.fullWidth).contains(width) else { return }
    var frontier = Frontier()
    for hash in tile.hashes { frontier.append(hash) }
    require(tile.root() == frontier.root(), "two roots")
  }

  private static func checkBundle(_ bytes: [UInt8]) {
    // How many entries there are, counted apart from the parser; nil where they do not end with the bytes.
    var (count, place) = (0, 0)
    while place + 1 < bytes.count {
      place += 2 + Int(bytes[place]) * 256 + Int(bytes[place + 1])
      count += 1
    }
    let bundle = EntryBundle(bytes, width: count)
    require((bundle != nil) == (place == bytes.count), "a bundle that ends elsewhere")
    require(EntryBundle(bytes, width: count + 1) == nil, "a bundle of more entries")
    require(count == 0 || EntryBundle(bytes, width: count - 1) == nil, "a bundle of fewer entries")
    guard let bundle else { return }
    require(bundle.bytes == bytes && bundle.entries.count == count, "a bundle of another form")
    require(EntryBundle(entries: bundle.entries) == bundle, "entries that cannot be written")
  }
}
