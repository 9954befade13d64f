import Access
import ArgumentParser
import Foundation
import SealedStore
import Sealing

/// The key-encryption keys of the sealed store: files beside the key of the hashes, outside the database, readable by their owner
/// alone. They are read whenever they are needed, so that a process which runs for months knows the newest.
struct KeyDirectory: KeyEncryptionKeys {
  let url: URL

  init(in data: URL) {
    url = data.appending(path: "keys")
  }

  func file(_ number: Int32) -> URL { url.appending(path: "sealing-\(number).key") }

  func key(_ number: Int32) throws(SealedStoreError) -> KeyEncryptionKey? {
    guard let bytes = FileManager.default.contents(atPath: file(number).path) else { return nil }
    do {
      return try KeyEncryptionKey(number: number, bytes: Array(bytes))
    } catch {
      throw SealedStoreError(.keyMissing, "\(file(number).path): \(error)")
    }
  }

  /// The key of that number, made if there is none.
  func create(_ number: Int32) throws -> KeyEncryptionKey {
    if let key = try key(number) { return key }
    try SecretFile(file(number)).create(KeyEncryptionKey.randomBytes())
    guard let key = try key(number) else { throw ValidationError("\(file(number).path) cannot be read") }
    return key
  }
}
