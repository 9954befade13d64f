public import Postgres
public import Sealing

/// Takes key-encryption keys into use, and wraps the keys of all persons again.
///
/// Stopped at any moment, it goes on where it stopped: which key has been wrapped by what stands beside it.
public struct KeyRotation: Sendable {
  /// As many keys as are wrapped again in one statement.
  public static let batch = 1_000

  private let pool: ConnectionPool
  private let keys: any KeyEncryptionKeys

  /// With connections of `registry_keeper`.
  public init(pool: ConnectionPool, keys: any KeyEncryptionKeys) {
    (self.pool, self.keys) = (pool, keys)
  }

  /// Takes a key into use from now on; harmless when it is.
  /// - Throws: ``SealedStoreError/Code/keyMissing`` when the database knows another key by its number, or has retired it.
  public func begin(_ key: KeyEncryptionKey) async throws(SealedStoreError) {
    let isInUse: Bool
    do throws(PostgresError) {
      let rows = try await pool.query("SELECT sealed.begin_kek(\(key.number), \(key.fingerprint))")
      isInUse = try rows[0].decode(Bool.self, at: 0)
    } catch {
      throw SealedStoreError(error)
    }
    guard isInUse else { throw .otherKey(key.number) }
  }

  /// How many keys of persons each key-encryption key opens; the files of all others are needed by backups alone.
  public func counts() async throws(SealedStoreError) -> [(number: Int32, isInUse: Bool, persons: Int64)] {
    do throws(PostgresError) {
      return try await pool.query(
        """
        SELECT c.kek, c.retired_at IS NULL, count(p.person)
        FROM sealed.kek c LEFT JOIN sealed.person_key p ON p.kek = c.kek AND p.wrapped IS NOT NULL
        GROUP BY c.kek ORDER BY c.kek
        """
      ).decode(Int32.self, Bool.self, Int64.self)
    } catch {
      throw SealedStoreError(error)
    }
  }

  /// Wraps the next keys again that another key has wrapped than the one in use.
  /// - Returns: how many; 0 when all are done.
  public func wrapNext() async throws(SealedStoreError) -> Int {
    guard let inUse = try await KeyInUse.find(pool) else { throw .noneInUse }
    let wrapper = try inUse.key(among: keys)
    let rows = try await next(otherThan: inUse.number)
    if rows.isEmpty { return 0 }
    var wrapped: [[UInt8]] = []
    for row in rows {
      let before = try keys.required(row.by)
      do throws(SealingError) {
        let key = try before.unwrap(row.wrapped, of: row.person, node: row.node)
        wrapped.append(wrapper.wrap(key, of: row.person, node: row.node))
      } catch {
        throw SealedStoreError(sealing: error, "the key of a person does not open")
      }
    }
    do throws(PostgresError) {
      _ = try await pool.query(
        """
        SELECT sealed.rewrap(\(inUse.number), \(rows.map(\.node)), \(rows.map(\.person)), \(rows.map(\.wrapped)), \(wrapped))
        """
      )
    } catch {
      throw SealedStoreError(error)
    }
    return rows.count
  }

  private typealias WrappedKey = (node: Int32, person: String, by: Int32, wrapped: [UInt8])

  private func next(otherThan number: Int32) async throws(SealedStoreError) -> [WrappedKey] {
    do throws(PostgresError) {
      return try await pool.query(
        """
        SELECT p.node, p.person, p.kek, p.wrapped FROM sealed.person_key p
        WHERE p.kek <> \(number) AND p.wrapped IS NOT NULL LIMIT \(Int64(Self.batch))
        """
      ).decode(Int32.self, String.self, Int32.self, [UInt8].self)
    } catch {
      throw SealedStoreError(error)
    }
  }
}
