public import Foundation
public import Postgres
public import SealedStore
public import Sealing
import Synchronization

/// Key-encryption keys in memory instead of files.
public final class HeldKeys: KeyEncryptionKeys {
  private let held = Mutex<[Int32: KeyEncryptionKey]>([:])

  public init() {}

  public func key(_ number: Int32) throws(SealedStoreError) -> KeyEncryptionKey? { held.withLock { $0[number] } }

  /// Holds a key of 32 equal bytes under the number; nil lets go of it.
  public func set(_ number: Int32, _ byte: UInt8?) throws {
    let key = try byte.map { try KeyEncryptionKey(number: number, bytes: Array(repeating: $0, count: 32)) }
    held.withLock { $0[number] = key }
  }
}

extension TestDatabase {
  /// The key-encryption key that migrated databases begin with.
  public static func keys() throws -> HeldKeys {
    let keys = HeldKeys()
    try keys.set(1, 11)
    return keys
  }

  /// Seals for the node that ``migrated(in:)`` installs.
  public func sealer(_ pool: ConnectionPool? = nil) throws -> Sealer {
    let pool = pool ?? ConnectionPool(configuration(user: "registry_app"), maximum: 4, logger: .test)
    return Sealer(pool: pool, node: Self.node, keys: try Self.keys())
  }

  /// The file of that key, where the program looks for it.
  public static func writeKey(in data: URL) throws {
    let folder = data.appending(path: "keys")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(repeating: 11, count: 32).write(to: folder.appending(path: "sealing-1.key"))
  }

  func beginSealing() async throws {
    let keys = try Self.keys()
    let pool = ConnectionPool(configuration(user: "registry_keeper"), maximum: 1, logger: .test)
    if let key = try keys.key(1) { try await KeyRotation(pool: pool, keys: keys).begin(key) }
    await pool.close()
  }
}
