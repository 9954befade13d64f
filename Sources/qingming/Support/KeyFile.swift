import Access
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
    }
    guard let hasher = KeyedHasher(key: Array(try SecretFile(url).bytes(orMake: 32))) else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: url.path])
    }
    return hasher
  }
}
