internal import SystemPackage
internal import TransparencyLog

/// What of a tree is not in full tiles yet, and so goes on growing.
struct TileEdge: Equatable {
  private(set) var size = 0
  /// Of the partial bundle.
  private(set) var entries: [[UInt8]] = []
  /// Of the partial tile of each level, from 0 on.
  private(set) var levels: [[MerkleHash]] = [[]]

  init() {}

  /// The edge of a tree that is there.
  init(of size: Int, in directory: TileDirectory) throws(NotaryError) {
    self.size = size
    levels = []
    for path in Self.paths(size) {
      switch path.kind {
      case .entries: entries = try directory.bundle(path).entries
      case .hashes(let level):
        while levels.count <= level { levels.append([]) }
        levels[level] = try directory.tile(path).hashes
      }
    }
    while levels.isEmpty || size >> (8 * levels.count) > 0 { levels.append([]) }
  }

  /// The partial files of a tree.
  private static func paths(_ size: Int) -> [TilePath] {
    (0...7).flatMap { level in
      let (count, kind) = (size >> (8 * level), TilePath.Kind.hashes(level: level))
      let width = count % TilePath.fullWidth
      guard width > 0 else { return [TilePath]() }
      let path = TilePath(kind, index: count / TilePath.fullWidth, width: width)
      return level == 0 ? [TilePath(.entries, index: path.index, width: width), path] : [path]
    }
  }

  /// - Parameters:
  ///   - entry: no longer than an entry may be.
  ///   - leaf: its hash.
  ///   - hasher: of the tree.
  /// - Returns: the files that are full now.
  mutating func append(
    _ entry: [UInt8],
    leaf: MerkleHash,
    _ hasher: TreeHasher
  ) -> [(path: TilePath, bytes: [UInt8])] {
    var full: [(path: TilePath, bytes: [UInt8])] = []
    let bundle = size / TilePath.fullWidth
    size += 1
    entries.append(entry)
    levels[0].append(leaf)
    guard entries.count == TilePath.fullWidth else { return full }
    full.append((TilePath(.entries, index: bundle), Self.bytes(of: entries)))
    entries = []
    for level in 0... where levels[level].count == TilePath.fullWidth {
      let tile = Tile(hashes: levels[level])
      full.append((TilePath(.hashes(level: level), index: (size >> (8 * (level + 1))) - 1), tile.bytes))
      levels[level] = []
      if levels.count == level + 1 { levels.append([]) }
      levels[level + 1].append(tile.root(hasher))
      guard levels[level + 1].count == TilePath.fullWidth else { break }
    }
    return full
  }

  /// The files that a tree of this size has beside the full ones.
  var partials: [(path: TilePath, bytes: [UInt8])] {
    Self.paths(size).map { path in
      switch path.kind {
      case .entries: (path, Self.bytes(of: entries))
      case .hashes(let level): (path, Tile(hashes: levels[level]).bytes)
      }
    }
  }

  private static func bytes(of entries: [[UInt8]]) -> [UInt8] {
    guard let bundle = EntryBundle(entries: entries) else { preconditionFailure("an entry that is too long") }
    return bundle.bytes
  }
}
