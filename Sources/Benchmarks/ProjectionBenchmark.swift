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
    let application = configuration(user: "registry_app")
    // Empty: what is measured is filling them again.
    try await ProjectionWorker(
      definitions: definitions,
      configuration: worker,
      node: SimulatedCity.node,
      logger: logger
    )
    .install()
    let live = LagBenchmark.unmeasured + LagBenchmark.perSecond * settings.seconds
    var city = try SimulatedCity(
      events: settings.events + live,
      seed: settings.seed,
      schemas: root.appending(path: "Schemas"),
      logger: logger
    )
    let began = ContinuousClock.now
    let head = try await city.fill(application, upTo: settings.events)
    let loading = (ContinuousClock.now - began) / .seconds(1)
    let next = try await decide(&city, live, after: head)
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
    let lag = LagBenchmark(definitions: definitions, worker: worker, application: application, logger: logger)
    figures.merge(try await lag.run(next)) { $1 }
    return figures
  }

  /// What the city sends after the head, decided in a copy of the database: so that deciding costs nothing while the read
  /// models are watched, and the rate is one of events.
  private func decide(_ city: inout SimulatedCity, _ count: Int, after head: Position) async throws -> [ProposedEvent] {
    let copy = "\(Self.database)_ahead"
    let superuser = ConnectionPool(Configuration(cluster.connectionString()), maximum: 1, logger: logger)
    try await superuser.execute("CREATE DATABASE \(identifier: copy) TEMPLATE \(identifier: Self.database)")
    let application = Configuration(cluster.connectionString(database: copy, user: "registry_app"))
    _ = try await city.fill(application, upTo: Int(head.rawValue) + count)
    let pool = ConnectionPool(application, maximum: 1, logger: logger)
    let events = try await EventLog(pool: pool, node: SimulatedCity.node, logger: logger)
      .read(after: head, limit: count)
    await pool.close()
    try await superuser.execute("DROP DATABASE \(identifier: copy)")
    await superuser.close()
    return events.map { ProposedEvent(id: $0.id, stream: $0.stream, version: $0.version, bytes: $0.bytes) }
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
