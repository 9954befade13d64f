public import Sealing

/// Where the key-encryption keys are, by their numbers: files outside the database.
public protocol KeyEncryptionKeys: Sendable {
  /// Nil when there is none of that number.
  func key(_ number: Int32) throws(SealedStoreError) -> KeyEncryptionKey?
}

extension KeyEncryptionKeys {
  /// - Throws: ``SealedStoreError/Code/keyMissing``.
  func required(_ number: Int32) throws(SealedStoreError) -> KeyEncryptionKey {
    guard let key = try key(number) else { throw .noKey(number) }
    return key
  }
}
