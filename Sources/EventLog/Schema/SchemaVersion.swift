public import Logging
public import Postgres

/// Which schema a database has: two with the same version have the same tables, functions and views.
public struct SchemaVersion: Hashable, Sendable {
  /// The number of the last migration.
  public let migration: Int32
  /// SHA-256 of all functions, views and grants, in hexadecimal.
  public let definitions: String

  public init(migration: Int32, definitions: String) {
    (self.migration, self.definitions) = (migration, definitions)
  }

  /// Of the database that a superuser's configuration leads to.
  public static func current(
    configuration: Configuration,
    logger: Logger
  ) async throws(EventLogError) -> SchemaVersion {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      do {
        let rows = try await connection.query(
          """
          SELECT (SELECT max(m.number) FROM registry.migration m), encode(d.checksum, 'hex')
          FROM registry.definitions d
          """
        )
        await connection.close()
        let (migration, definitions) = try rows[0].decode(Int32.self, String.self)
        return SchemaVersion(migration: migration, definitions: definitions)
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      throw EventLogError(any: error)
    }
  }
}
