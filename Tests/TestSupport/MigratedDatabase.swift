import EventLog
import Foundation
public import Postgres
public import PrivateCluster

extension TestDatabase {
  /// The node that ``migrated()`` installs: Weihai.
  public static let node: Int32 = 371_000

  /// A database with the registry's schema, one node and a key-encryption key in use, as a copy of one that is migrated once for the whole run; in a
  /// cluster of the test's own it is migrated there.
  public static func migrated(in cluster: PrivateCluster? = nil) async throws -> TestDatabase {
    guard let cluster else { return try await copy(of: try await template.value) }
    let database = try await make(in: cluster)
    try await database.migrate()
    return database
  }

  public func configuration(user: String = "postgres") -> Configuration {
    Configuration(connectionString(user: user))
  }

  private static let template = Task {
    let database = try await make()
    try await database.migrate()
    return database.name
  }

  /// Nobody may be connected to the one that is copied.
  public static func copy(of template: String) async throws -> TestDatabase {
    let database = try await make(template: template)
    try await database.grantAccess()
    return database
  }

  /// Copies and dumps have what is in a database, and not the rights on the database itself.
  func grantAccess() async throws {
    let grants = try String(contentsOf: Repository.schemas.appending(path: "grants/database.sql"), encoding: .utf8)
    let connection = try await Connection.open(configuration(), logger: .test)
    try await connection.script(grants)
    await connection.close()
  }

  private func migrate() async throws {
    try await DatabaseSchema.migrate(directory: Repository.schemas, configuration: configuration(), logger: .test)
    try await DatabaseSchema.install(
      Node(rawValue: Self.node),
      name: "Weihai",
      configuration: configuration(),
      logger: .test
    )
    try await beginSealing()
  }
}
