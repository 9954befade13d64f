import EventLog
import Foundation
import Postgres
import PrivateCluster
import TestSupport
import Testing

@Suite struct SchemaTests {
  /// As when several processes of the first start come up together, and several registries in one cluster.
  @Test func manyMigrateAtOnce() async throws {
    let databases = [try await TestDatabase.make(), try await TestDatabase.make()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<8 {
        group.addTask { try await LogFixture.prepare(databases[index % 2]) }
      }
      try await group.waitForAll()
    }
    for database in databases {
      let log = LogFixture(database: database).log
      #expect(try await log.append(unit("a", 1)).appended != nil)
    }
  }

  /// The roles too are made by whoever comes first.
  @Test func manyMigrateAFreshCluster() async throws {
    let cluster = try await TestCluster.separate(durability: .none)
    let databases = [try await TestDatabase.make(in: cluster), try await TestDatabase.make(in: cluster)]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<8 {
        group.addTask { try await LogFixture.prepare(databases[index % 2]) }
      }
      try await group.waitForAll()
    }
    for database in databases { #expect(try await LogFixture(database: database).log.head() == .start) }
    try await cluster.stop()
  }

  @Test func doesNothingTwice() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append(unit("a", 1))
    let before = try await fixture.superuserValue(
      "SELECT max(applied_at) FROM registry.migration",
      as: PostgresTimestamp.self
    )
    try await LogFixture.prepare(fixture.database)
    let after = try await fixture.superuserValue(
      "SELECT max(applied_at) FROM registry.migration",
      as: PostgresTimestamp.self
    )
    #expect(before == after)
    #expect(try await fixture.log.head() == Position(rawValue: 1))
  }

  @Test func refusesAnEditedMigration() async throws {
    let fixture = try await LogFixture.make()
    let copy = try await copyOfSchema()
    let file = copy.appending(path: "migrations/0001_roles.sql")
    let text = try String(contentsOf: file, encoding: .utf8)
    try (text + "-- one more line\n").write(to: file, atomically: true, encoding: .utf8)
    let error = await #expect(throws: EventLogError.self) {
      try await DatabaseSchema.migrate(
        directory: copy,
        configuration: fixture.superuser,
        logger: LogFixture.logger
      )
    }
    #expect(error?.code == .schema)
    #expect(error?.description.contains("0001_roles") == true)
  }

  @Test func refusesADatabaseFromTheFutureAndAGap() async throws {
    let fixture = try await LogFixture.make()
    let copy = try await copyOfSchema()
    try FileManager.default.removeItem(at: copy.appending(path: "migrations/0003_append_only.sql"))
    var error = await #expect(throws: EventLogError.self) {
      try await DatabaseSchema.migrate(
        directory: copy,
        configuration: fixture.superuser,
        logger: LogFixture.logger
      )
    }
    #expect(error?.code == .schema)
    try FileManager.default.removeItem(at: copy.appending(path: "migrations/0001_roles.sql"))
    error = await #expect(throws: EventLogError.self) {
      try await DatabaseSchema.migrate(
        directory: copy,
        configuration: fixture.superuser,
        logger: LogFixture.logger
      )
    }
    #expect(error?.code == .schema)
  }

  /// Readers and writers would have to wait for the locks that applying anything takes.
  @Test func whatIsThereIsNotAppliedAgain() async throws {
    let fixture = try await LogFixture.make()
    let copy = try await copyOfSchema()
    let applied: SQL = "SELECT xmin::text FROM pg_proc WHERE oid = 'registry.event_time(text)'::regprocedure"
    func migrate() async throws {
      try await DatabaseSchema.migrate(directory: copy, configuration: fixture.superuser, logger: LogFixture.logger)
    }
    // A copy of a database, such as this one, lacks the rights on itself.
    try await migrate()
    let before = try await fixture.superuserValue(applied, as: String.self)
    try await migrate()
    #expect(try await fixture.superuserValue(applied, as: String.self) == before)
    let file = copy.appending(path: "functions/event_time.sql")
    let text = try String(contentsOf: file, encoding: .utf8)
    try (text + "-- one more line\n").write(to: file, atomically: true, encoding: .utf8)
    try await migrate()
    #expect(try await fixture.superuserValue(applied, as: String.self) != before)
  }

  /// A migration that fails leaves no trace, nor do those before it in the same run.
  @Test func isAllOrNothing() async throws {
    let database = try await TestDatabase.make()
    let copy = try await copyOfSchema()
    try "SELECT 1 / 0".write(
      to: copy.appending(path: "migrations/0012_wrong.sql"),
      atomically: true,
      encoding: .utf8
    )
    await #expect(throws: EventLogError.self) {
      try await DatabaseSchema.migrate(
        directory: copy,
        configuration: Configuration(database.connectionString()),
        logger: LogFixture.logger
      )
    }
    let fixture = LogFixture(database: database)
    #expect(try await fixture.superuserValue("SELECT to_regnamespace('registry') IS NULL", as: Bool.self))
  }

  /// Schemas/database/schema.sql shows the result of all migrations; when this fails, look at the difference, and if
  /// it is meant, replace the file by what the message says.
  @Test func theDumpIsTrue() async throws {
    let database = try await TestDatabase.make()
    try await DatabaseSchema.migrate(
      directory: LogFixture.schema,
      configuration: Configuration(database.connectionString()),
      logger: LogFixture.logger
    )
    let dump = try await database.cluster.server(
      "pg_dump",
      [
        "--schema-only", "--schema=registry", "--schema=projection", "--schema=sealed", "--schema=guard",
        "-d",
        database.connectionString(),
      ]
    )
    #expect(dump.succeeded)
    let file = LogFixture.schema.appending(path: "schema.sql")
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_SCHEMA"] != nil {
      try normalised(dump.output).write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(normalised(dump.output) == expected, "QINGMING_WRITE_SCHEMA=1 swift test --filter theDumpIsTrue writes it")
  }

  /// Without what differs from one version of the tools to the next: version comments and psql's \restrict tokens.
  private func normalised(_ dump: String) -> String {
    dump.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("-- Dumped") && !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }
      .joined(separator: "\n")
  }

  /// In the directory of the test cluster, which is removed with it.
  private func copyOfSchema() async throws -> URL {
    let copy = try await TestCluster.shared().directory.appending(path: "schema-\(UUID())")
    try FileManager.default.copyItem(at: LogFixture.schema, to: copy)
    return copy
  }
}
