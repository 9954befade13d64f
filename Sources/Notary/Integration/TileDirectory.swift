internal import Glibc
public import SystemPackage
public import TransparencyLog

/// The files of a log: tiles, bundles of entries and the last checkpoint, at the paths that C2SP tlog-tiles has for them, so that
/// any web server can serve them.
///
/// A tile, once written, is never written again with other bytes. Every file is on disk (fsync) before it has its name, and its
/// name before ``write(_:)`` returns, so that a crash leaves whole files or none. Calls block.
public struct TileDirectory: Sendable {
  public let root: FilePath
  /// Of the tree that is kept here.
  public let hasher: TreeHasher

  public init(_ root: FilePath, _ hasher: TreeHasher = .sha256) { (self.root, self.hasher) = (root, hasher) }

  public static let checkpointName = "checkpoint"

  /// Nil where there is no such file.
  public func read(_ path: TilePath) throws(NotaryError) -> [UInt8]? { try read(path.text) }

  /// The last checkpoint; nil where nothing has been signed.
  public func readCheckpoint() throws(NotaryError) -> [UInt8]? { try read(Self.checkpointName) }

  /// A tile as wide as asked for, if need be from the full one that a partial one has grown into.
  /// - Throws: ``Discrepancy/tile(_:)`` where there is none, or one of another length.
  public func tile(_ path: TilePath) throws(NotaryError) -> Tile {
    if let bytes = try read(path) {
      guard let tile = Tile(bytes, width: path.width) else { throw .refused(.tile(path)) }
      return tile
    }
    guard !path.isFull, let bytes = try read(path.full), let tile = Tile(bytes, width: TilePath.fullWidth) else {
      throw .refused(.tile(path))
    }
    return Tile(hashes: Array(tile.hashes.prefix(path.width)))
  }

  /// The entries of a bundle, likewise.
  public func bundle(_ path: TilePath) throws(NotaryError) -> EntryBundle {
    if let bytes = try read(path) {
      guard let bundle = EntryBundle(bytes, width: path.width) else { throw .refused(.tile(path)) }
      return bundle
    }
    guard !path.isFull, let bytes = try read(path.full),
      let bundle = EntryBundle(bytes, width: TilePath.fullWidth),
      let part = EntryBundle(entries: Array(bundle.entries.prefix(path.width)))
    else { throw .refused(.tile(path)) }
    return part
  }

  public func tree(size: Int) -> TiledTree<NotaryError> {
    TiledTree(size: size, hasher) { path throws(NotaryError) in try tile(path) }
  }

  /// Writes files that are not there yet.
  /// - Throws: ``Discrepancy/tile(_:)`` where one is there with other bytes.
  public func write(_ files: [(path: TilePath, bytes: [UInt8])]) throws(NotaryError) {
    var directories: Set<FilePath> = []
    for (path, bytes) in files {
      if let there = try read(path) {
        guard there == bytes else { throw .refused(.tile(path)) }
        continue
      }
      let file = root.appending(path.text)
      directories.formUnion(try DurableFile.makeDirectories(to: file, below: root))
      try DurableFile.create(file, bytes)
    }
    for directory in directories { try DurableFile.synchronise(directory) }
  }

  /// The one file that changes.
  public func writeCheckpoint(_ note: SignedNote) throws(NotaryError) {
    try DurableFile.replace(root.appending(Self.checkpointName), Array(note.description.utf8))
    try DurableFile.synchronise(root)
  }

  /// What a partial tile held is in the full one.
  public func removePartials(of path: TilePath) throws(NotaryError) {
    let directory = root.appending(path.full.text + ".p")
    for name in try DurableFile.names(in: directory) { try DurableFile.remove(directory.appending(name)) }
    try DurableFile.removeDirectory(directory)
  }

  private func read(_ path: String) throws(NotaryError) -> [UInt8]? { try DurableFile.read(root.appending(path)) }
}
