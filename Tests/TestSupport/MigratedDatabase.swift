import EventLog
public import Postgres

extension TestDatabase {
  /// The node that ``migrated()`` installs: Weihai.
  public static let node: Int32 = 371_000

  /// A database with the registry's schema and one node, as a copy of one that is migrated once for the whole run.
  public static func migrated() async throws -> TestDatabase {
    try await make(template: try await template.value)
  }

  public func configuration(user: String = "postgres") -> Configuration {
    Configuration(connectionString(user: user))
  }

  private static let template = Task {
    let database = try await make()
    let configuration = database.configuration()
    try await DatabaseSchema.migrate(directory: Repository.schemas, configuration: configuration, logger: .test)
    try await DatabaseSchema.install(
      Node(rawValue: node), name: "Weihai", configuration: configuration, logger: .test)
    return database.name
  }
}
