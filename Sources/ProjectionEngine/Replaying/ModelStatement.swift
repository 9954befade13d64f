public import EventLog
public import Logging
public import Postgres

/// What the tables that readers see hold: of which version, up to which event.
public struct ModelStatement: Hashable, Sendable {
  public let name: String
  public let version: Int32
  /// The schema that readers see.
  public let schema: String
  public let position: Int64
  public let tables: TableDigests

  /// Of the version that readers see, by a role that may read its tables: `registry_inspector`. Throws
  /// ``ProjectionError/Code/changed`` when readers see another version than the definition's, or one of other statements.
  public static func live(
    _ definition: ProjectionDefinition,
    node: Node,
    configuration: Configuration,
    logger: Logger
  ) async throws(ProjectionError) -> ModelStatement {
    do {
      let connection = try await Connection.open(configuration, logger: logger)
      let statement = await connection.statement(of: definition, node: node)
      await connection.close()
      return try statement.get()
    } catch {
      throw ProjectionError(any: error)
    }
  }

  /// Another statement of the same.
  public init(name: String, version: Int32, schema: String, position: Int64, tables: TableDigests) {
    (self.name, self.version, self.schema) = (name, version, schema)
    (self.position, self.tables) = (position, tables)
  }
}

extension Connection {
  /// Schema, position and tables, all of one snapshot.
  fileprivate func statement(
    of definition: ProjectionDefinition,
    node: Node
  ) -> Result<ModelStatement, any Error> {
    Result {
      try transaction(mode: .snapshot) { connection in
        let rows = try connection.query(
          """
          SELECT d.schema, coalesce(c.position, 0),
            d.version = \(definition.version) AND d.checksum = projection.checksum(
              \(definition.tables), \(definition.apply), \(definition.retract))
          FROM projection.definition d
          LEFT JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
          WHERE d.name = \(definition.name) AND d.live
          """
        )
        guard let row = rows.first,
          case let (schema, position, isSame) = try row.decode(String.self, Int64.self, Bool.self)
        else { throw ProjectionError(.changed, "\(definition.name) has not been installed") }
        guard isSame else {
          throw ProjectionError(.changed, "readers see \(schema), whose statements are not those of the folder")
        }
        return ModelStatement(
          name: definition.name,
          version: definition.version,
          schema: schema,
          position: position,
          tables: try connection.digest(of: schema, node: node)
        )
      }
    }
  }
}
