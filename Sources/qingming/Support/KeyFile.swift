import ArgumentParser
import Foundation
import Registry

/// The key that turns personal numbers into hashes: 32 random bytes in a file outside the database, readable by its owner
/// alone.
struct KeyFile {
  let url: URL

  init(in data: URL) {
    url = data.appending(path: "keys/identifiers.key")
  }

  /// The hasher under this key, which is made if there is none and `mayCreate` says so. It may only say so for a log
  /// without events: under a new key the persons in an old log would no longer be recognised.
  func hasher(mayCreate: Bool) throws -> KeyedHasher {
    if !FileManager.default.fileExists(atPath: url.path) {
      guard mayCreate else {
        throw ValidationError("\(url.path) is missing, and the log holds events hashed under it: restore the file")
      }
      try create()
    }
    guard let hasher = KeyedHasher(key: Array(try Data(contentsOf: url))) else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: url.path])
    }
    return hasher
  }

  /// Of several processes that start at once, the first to put its file in place wins.
  private func create() throws {
    let directory = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    var generator = SystemRandomNumberGenerator()
    let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    let draft = directory.appending(path: UUID().uuidString)
    guard
      FileManager.default.createFile(atPath: draft.path, contents: key, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft.path]) }
    defer { try? FileManager.default.removeItem(at: draft) }
    guard link(draft.path, url.path) == 0 || errno == EEXIST else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
  }
}
