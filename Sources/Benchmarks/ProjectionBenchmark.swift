import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster
import ProjectionEngine

/// All read models on the log of a simulated city: rebuilt, then followed. In a database of its own, so that nothing else is
/// counted.
struct ProjectionBenchmark {
  let cluster: PrivateCluster
  let settings: Settings
  let logger: Logger

  private static let database = "projection_benchmark"

  /// - Parameter root: of the checkout.
  /// - Returns: flat figures by name.
  /// - Throws: what the database or the folders have to say.
  func run(root: URL) async throws -> [String: Double] {
    try await createDatabase(schema: root.appending(path: "Schemas/database"))
    let definitions = try ProjectionDefinition.all(in: root.appending(path: "Projections"))
    let worker = configuration(user: "registry_worker")
    // Empty: what is measured is filling them again.
    try await ProjectionWorker(
      definitions: definitions,
      configuration: worker,
      node: SimulatedCity.node,
      logger: logger
    )
    .install()
    let pool = ConnectionPool(configuration(user: "registry_app"), maximum: 4, logger: logger)
    var city = try SimulatedCity(
      lines: settings.events + LagBenchmark.lines(seconds: settings.seconds),
      seed: settings.seed,
      schemas: root.appending(path: "Schemas"),
      pool: pool,
      logger: logger
    )
    let began = ContinuousClock.now
    let head = try await city.fill(upTo: settings.events)
    let loading = (ContinuousClock.now - began) / .seconds(1)
    var figures = try await describe(head, loading: loading)

    let rebuild = RebuildBenchmark(
      definitions: definitions,
      worker: worker,
      node: SimulatedCity.node,
      head: head,
      rounds: settings.rebuilds,
      logger: logger
    )
    figures.merge(try await rebuild.run()) { $1 }
    let lag = LagBenchmark(definitions: definitions, worker: worker, seconds: settings.seconds, logger: logger)
    figures.merge(try await lag.run(&city)) { $1 }
    await pool.close()
    return figures
  }

  private func configuration(user: String) -> Configuration {
    Configuration(cluster.connectionString(database: Self.database, user: user))
  }

  private func createDatabase(schema: URL) async throws {
    let pool = ConnectionPool(Configuration(cluster.connectionString()), maximum: 1, logger: logger)
    try await pool.execute("CREATE DATABASE \(identifier: Self.database)")
    await pool.close()
    let superuser = configuration(user: "postgres")
    try await DatabaseSchema.migrate(directory: schema, configuration: superuser, logger: logger)
    try await DatabaseSchema.install(SimulatedCity.node, name: "Weihai", configuration: superuser, logger: logger)
  }

  /// Also counts the rows afresh, for the planner.
  private func describe(_ head: Position, loading: Double) async throws -> [String: Double] {
    let pool = ConnectionPool(configuration(user: "postgres"), maximum: 1, logger: logger)
    try await pool.execute("ANALYZE registry.event")
    let bytes = try await pool.query("SELECT sum(octet_length(event::text))::bigint FROM registry.event")[0]
      .decode(Int64.self, at: 0)
    await pool.close()
    let rate = Double(head.rawValue) / loading
    say(
      "Weihai, simulated: \(head.rawValue) events of \(bytes / head.rawValue) bytes each, through the front door in \(Int(loading)) s: \(Int(rate)) events/s"
    )
    return ["log_events": Double(head.rawValue), "load_events_per_s": rate.rounded()]
  }
}
