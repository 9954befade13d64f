import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster
import ProjectionEngine

/// How fast a worker applies a log to each read model: cases from death to placement, interleaved as a year interleaves
/// them. In a database of its own, so that nothing else is counted.
struct ProjectionBenchmark {
  let cluster: PrivateCluster
  let logger: Logger
  /// Each case has 16 events.
  var cases = 7_500

  private static let node = Node(rawValue: 371_000)
  private static let database = "projection_benchmark"

  /// - Parameters:
  ///   - schema: Schemas/database.
  ///   - projections: Projections.
  /// - Returns: flat figures by name: events a second by `projection_<read model>`.
  /// - Throws: what the database or the folders have to say.
  func run(schema: URL, projections: URL) async throws -> [String: Double] {
    let pool = ConnectionPool(Configuration(cluster.connectionString()), maximum: 1, logger: logger)
    try await pool.execute("CREATE DATABASE \(identifier: Self.database)")
    await pool.close()
    let superuser = Configuration(cluster.connectionString(database: Self.database))
    try await DatabaseSchema.migrate(directory: schema, configuration: superuser, logger: logger)
    try await DatabaseSchema.install(Self.node, name: "bench", configuration: superuser, logger: logger)
    let head = try await fill(superuser)

    var figures: [String: Double] = [:]
    for definition in try ProjectionDefinition.all(in: projections) {
      let seconds = try await seconds(toApply: definition, upTo: head)
      figures["projection_\(definition.name)"] = Double(head.rawValue) / seconds
    }
    return figures
  }

  private func seconds(toApply definition: ProjectionDefinition, upTo head: Position) async throws -> Double {
    let worker = ProjectionWorker(
      definitions: [definition],
      configuration: Configuration(cluster.connectionString(database: Self.database, user: "registry_worker")),
      node: Self.node,
      logger: logger
    )
    try await worker.install()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await worker.run() }
      let began = ContinuousClock.now
      try await worker.wait(for: head)
      let time = ContinuousClock.now - began
      group.cancelAll()
      return time / .seconds(1)
    }
  }

  /// Writes the log straight into its table: how fast it is appended is another benchmark's question.
  private func fill(_ superuser: Configuration) async throws -> Position {
    let pool = ConnectionPool(superuser, maximum: 1, logger: logger)
    let head = try await pool.transaction { [cases] connection in
      try connection.script(Self.events(cases: cases))
      try connection.script(
        """
        INSERT INTO registry.event
          (node, version, position, occurred_at, recorded_at, event_id, leaf, stream, type, event, data_version)
        SELECT 371000, row_number() OVER (PARTITION BY stream ORDER BY day, nth),
          row_number() OVER (ORDER BY day, nth, stream), '2026-01-01Z', '2026-01-01Z', id, '\\x00', stream, type,
          format('{"actor":"a","data":%s,"dataschema":"%s/v%s","id":"%s","source":"H1","specversion":"1.0",'
            '"subject":"%s","time":"2026-01-01T00:00:00Z","type":"%s"}', data, type, v, id, stream, type)::json, v
        FROM given, registry.current_version(type) AS v;
        UPDATE registry.head SET position = (SELECT count(*) FROM given);
        DROP TABLE given;
        """
      )
      return try connection.query("SELECT position FROM registry.head")[0].decode(Position.self, at: 0)
    }
    try await pool.execute("ANALYZE registry.event")
    await pool.close()
    return head
  }
}
