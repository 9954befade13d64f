public import Foundation
public import Logging
public import Postgres

/// Brings a database to the schema in Schemas/database.
public enum DatabaseSchema {
  /// Applies what is missing, in one transaction: migrations by number, each once; then all functions, views and grants,
  /// where they differ from those applied last, or this is another database than the one they were applied to. Any number of
  /// processes may do so at once. Nothing happens if all is as it should be.
  ///
  /// - Parameters:
  ///   - directory: Schemas/database.
  ///   - configuration: a role that may create roles and schemas: a superuser.
  ///   - logger: gets the names of the migrations applied, at debug level.
  /// - Throws: ``EventLogError/Code/schema`` if a migration was edited after it had been applied, or if the database has
  ///   one that the directory does not know; else ``EventLogError/Code/database`` or `unavailable`.
  public static func migrate(
    directory: URL,
    configuration: Configuration,
    logger: Logger
  ) async throws(EventLogError) {
    let files = try SchemaFiles(directory: directory)
    let applied = try await connected(to: configuration, logger: logger) { connection -> [String] in
      if try isCurrent(files, connection) { return [] }
      return try connection.transaction { connection -> [String] in
        // Waits for whoever is migrating this database; released by COMMIT.
        try connection.execute("SELECT pg_advisory_xact_lock(hashtext('registry schema'))")
        if try isCurrent(files, connection) { return [] }
        // The guard lets this transaction change what migrations have made, and no other (0017).
        try connection.execute("SELECT set_config('registry.migration', pg_current_xact_id()::text, true)")
        let missing = try missing(of: files, connection)
        for migration in missing {
          try connection.script(migration.text)
          try connection.execute(
            """
            INSERT INTO registry.migration (number, name, checksum)
            VALUES (\(migration.number), \(migration.name), sha256(\(Array(migration.text.utf8))))
            """
          )
        }
        for definition in files.definitions { try connection.script(definition) }
        try connection.execute(
          """
          INSERT INTO registry.definitions (checksum, database, cluster)
          SELECT sha256(\(files.allDefinitions)), d.oid, c.system_identifier
          FROM pg_database d CROSS JOIN pg_control_system() c
          WHERE d.datname = current_database()
          ON CONFLICT (is_last) DO UPDATE
            SET checksum = EXCLUDED.checksum, database = EXCLUDED.database, cluster = EXCLUDED.cluster,
              applied_at = clock_timestamp()
          """
        )
        return missing.map(\.name)
      }
    }
    for name in applied { logger.debug("applied migration", metadata: ["migration": "\(name)"]) }
  }

  /// Makes a node: its partition of the log and its head. Does nothing if it is there.
  /// - Parameters:
  ///   - node: its number, positive.
  ///   - name: how people call it.
  ///   - configuration: a superuser, or a member of `registry_owner`.
  ///   - logger: gets what the connection says, at debug level.
  /// - Throws: ``EventLogError/Code/database`` or `unavailable`.
  public static func install(
    _ node: Node,
    name: String,
    configuration: Configuration,
    logger: Logger
  ) async throws(EventLogError) {
    try await connected(to: configuration, logger: logger) { connection in
      _ = try connection.query("SELECT registry.install_node(\(node), \(name))")
    }
  }

  /// Takes no lock that anybody waits for: most programs find all in its place.
  private static func isCurrent(_ files: SchemaFiles, _ connection: isolated Connection) throws -> Bool {
    guard try has("definitions", connection), try missing(of: files, connection).isEmpty else { return false }
    let same = try connection.query(
      """
      SELECT FROM registry.definitions s
      JOIN pg_database d ON d.oid = s.database AND d.datname = current_database()
      JOIN pg_control_system() c ON c.system_identifier = s.cluster
      WHERE s.checksum = sha256(\(files.allDefinitions))
      """
    )
    return !same.isEmpty
  }

  /// By the catalog itself: a session that has looked for a name and not found it may go on not finding it, behind a lock
  /// that it has waited for.
  private static func has(_ table: String, _ connection: isolated Connection) throws -> Bool {
    try connection.query(
      "SELECT EXISTS (SELECT FROM pg_tables t WHERE t.schemaname = 'registry' AND t.tablename = \(table))"
    )[0].decode(Bool.self, at: 0)
  }

  private static func missing(
    of files: SchemaFiles,
    _ connection: isolated Connection
  ) throws -> [SchemaFiles.Migration] {
    guard try has("migration", connection) else { return files.migrations }
    let known = Dictionary(uniqueKeysWithValues: files.migrations.map { ($0.number, $0) })
    var applied: Set<Int32> = []
    for row in try connection.query("SELECT number, checksum FROM registry.migration") {
      let (number, checksum) = try row.decode(Int32.self, [UInt8].self)
      guard let file = known[number] else {
        throw EventLogError(.schema, "the database has migration \(number), which is not among the files")
      }
      let expected = try connection.query("SELECT sha256(\(Array(file.text.utf8)))")[0].decode([UInt8].self, at: 0)
      guard checksum == expected else {
        throw EventLogError(.schema, "migration \(file.name) was edited after it had been applied")
      }
      applied.insert(number)
    }
    return files.migrations.filter { !applied.contains($0.number) }
  }

  private static func connected<R: Sendable>(
    to configuration: Configuration,
    logger: Logger,
    _ body: @Sendable (isolated Connection) throws -> R
  ) async throws(EventLogError) -> R {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      let result = await run(body, on: connection)
      await connection.close()
      return try result.get()
    } catch {
      throw EventLogError(any: error)
    }
  }

  private static func run<R: Sendable>(
    _ body: @Sendable (isolated Connection) throws -> R,
    on connection: isolated Connection
  ) -> Result<R, any Error> {
    Result { try body(connection) }
  }
}
