public import Postgres
public import Sealing

/// The key-encryption key that new keys are wrapped by.
public struct KeyInUse: Equatable, Sendable {
  public let number: Int32
  let fingerprint: [UInt8]

  /// Nil in a database in which nothing has been sealed yet. The connections are of `registry_app` or `registry_keeper`.
  public static func find(_ pool: ConnectionPool) async throws(SealedStoreError) -> KeyInUse? {
    do throws(PostgresError) {
      let rows = try await pool.query("SELECT k.kek, k.fingerprint FROM sealed.kek k WHERE k.retired_at IS NULL")
      return try rows.decode(Int32.self, [UInt8].self).first.map { KeyInUse(number: $0.0, fingerprint: $0.1) }
    } catch {
      throw SealedStoreError(error)
    }
  }

  /// - Throws: ``SealedStoreError/Code/keyMissing`` when it is not there, or is another one.
  public func key(among keys: any KeyEncryptionKeys) throws(SealedStoreError) -> KeyEncryptionKey {
    let key = try keys.required(number)
    guard key.fingerprint == fingerprint else { throw .otherKey(number) }
    return key
  }
}
