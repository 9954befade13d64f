internal import Glibc
internal import SystemPackage

/// Files that a crash leaves whole or not at all: SystemPackage has neither fsync nor link.
enum DurableFile {
  private static func failure(_ path: FilePath) -> NotaryError { .file(path.string, errno: errno) }

  /// Nil where there is no such file.
  static func read(_ path: FilePath) throws(NotaryError) -> [UInt8]? {
    let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(path)
    }
    defer { close(descriptor) }
    var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw failure(path)
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// - Throws: also where there is a file of this name already.
  static func create(_ path: FilePath, _ bytes: [UInt8]) throws(NotaryError) {
    let draft = try self.draft(path, bytes)
    defer { _ = draft.withPlatformString { unlink($0) } }
    let status = draft.withPlatformString { from in path.withPlatformString { link(from, $0) } }
    guard status == 0 else { throw failure(path) }
  }

  /// In place of the file of this name, if there is one.
  static func replace(_ path: FilePath, _ bytes: [UInt8]) throws(NotaryError) {
    let draft = try self.draft(path, bytes)
    let status = draft.withPlatformString { from in path.withPlatformString { rename(from, $0) } }
    guard status == 0 else { throw failure(path) }
  }

  /// A file beside it, written and on disk. What a crash leaves of it goes first: it may be a second name of a file that is
  /// there to stay.
  private static func draft(_ path: FilePath, _ bytes: [UInt8]) throws(NotaryError) -> FilePath {
    let draft = path.removingLastComponent().appending(".draft")
    try remove(draft)
    let file = try NewFile(draft)
    try file.write(bytes)
    try file.finish()
    return draft
  }

  /// Makes the directories on the way to a file.
  /// - Returns: those whose entries have changed or will: the file's own, and of each new one the one above.
  static func makeDirectories(to file: FilePath, below root: FilePath) throws(NotaryError) -> Set<FilePath> {
    let directory = file.removingLastComponent()
    var changed: Set<FilePath> = [directory]
    var missing: [FilePath] = []
    var place = directory
    while place != root, place.withPlatformString({ access($0, F_OK) }) != 0 {
      missing.append(place)
      place.removeLastComponent()
    }
    for path in missing.reversed() {
      guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else { throw failure(path) }
      changed.insert(path.removingLastComponent())
    }
    return changed
  }

  /// Puts the names in a directory on disk.
  static func synchronise(_ directory: FilePath) throws(NotaryError) {
    let descriptor = directory.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(directory) }
  }

  /// None where there is no such directory.
  static func names(in directory: FilePath) throws(NotaryError) -> [String] {
    guard let stream = directory.withPlatformString({ opendir($0) }) else {
      if errno == ENOENT { return [] }
      throw failure(directory)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func remove(_ path: FilePath) throws(NotaryError) {
    guard path.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT else { throw failure(path) }
  }

  static func removeDirectory(_ path: FilePath) throws(NotaryError) {
    guard path.withPlatformString({ rmdir($0) }) == 0 || errno == ENOENT else { throw failure(path) }
  }
}
