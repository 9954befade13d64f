import EventLog
import Logging
import Postgres
import ProjectionEngine

/// How long it takes from an append to the moment when read models show it, while events come at a steady rate and all read
/// models are followed.
///
/// The rate does not wait for answers: each event has a time at which it is due, all that are due go to the log in one call,
/// and what comes due meanwhile waits for the next. That waiting counts, so a slow moment is not hidden by sending less.
struct LagBenchmark {
  let definitions: [ProjectionDefinition]
  /// Of `registry_worker`, which follows.
  let worker: Configuration
  /// Of `registry_app`, which appends.
  let application: Configuration
  let logger: Logger

  static let perSecond = 500
  /// What the first batches prepare and plan is not measured.
  static let unmeasured = perSecond

  /// An event on its way.
  private struct Sent {
    let position: Position
    let due: ContinuousClock.Instant
    let acknowledged: ContinuousClock.Instant
  }

  /// - Parameter events: what follows on the log, decided already; more than ``unmeasured``.
  /// - Returns: flat figures by name.
  /// - Throws: ``BenchmarkFailure`` when an event is turned down or was never shown; what the database has to say.
  func run(_ events: [ProposedEvent]) async throws -> [String: Double] {
    let pool = ConnectionPool(application, maximum: 2, logger: logger)
    let schemas = try await pool.query("SELECT name, schema FROM projection.definition WHERE live ORDER BY name")
      .decode(String.self, String.self)
    let (sent, sightings) = try await follow(events, pool)
    await pool.close()
    return try report(sent, sightings, schemas)
  }

  private func follow(_ events: [ProposedEvent], _ pool: ConnectionPool) async throws -> ([Sent], Sightings) {
    let log = EventLog(pool: pool, node: SimulatedCity.node, logger: logger)
    let projections = ProjectionWorker(
      definitions: definitions,
      configuration: worker,
      node: SimulatedCity.node,
      logger: logger
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await projections.run() }
      _ = try await send(Array(events.prefix(Self.unmeasured)), to: log)
      try await projections.wait(for: try await log.head())

      let (listening, ready) = AsyncStream.makeStream(of: Void.self)
      async let collected = Sightings.collect(worker, node: SimulatedCity.node, logger: logger) { ready.finish() }
      for await _ in listening {}
      let sent = try await send(Array(events.dropFirst(Self.unmeasured)), to: log)
      try await projections.wait(for: try await log.head())
      try await Sightings.close(pool)
      let sightings = try await collected
      group.cancelAll()
      return (sent, sightings)
    }
  }

  private func send(_ events: [ProposedEvent], to log: EventLog) async throws -> [Sent] {
    let units = events.map { AppendUnit(events: [$0]) }
    let interval = Duration.seconds(1) / Self.perSecond
    let start = ContinuousClock.now
    var sent: [Sent] = []
    while sent.count < units.count {
      try await Task.sleep(until: start + interval * sent.count, clock: .continuous)
      let due = min(Int((ContinuousClock.now - start) / interval) + 1, units.count)
      let outcomes = try await log.append(Array(units[sent.count..<due]))
      let acknowledged = ContinuousClock.now
      for outcome in outcomes {
        guard case .appended(let receipts) = outcome, let receipt = receipts.first else {
          throw BenchmarkFailure("an event was not appended: \(outcome)")
        }
        let due = start + interval * sent.count
        sent.append(Sent(position: receipt.position, due: due, acknowledged: acknowledged))
      }
    }
    return sent
  }

  private func report(
    _ sent: [Sent],
    _ sightings: Sightings,
    _ schemas: [(String, String)]
  ) throws -> [String: Double] {
    let suffix = "at_\(Self.perSecond)"
    var figures: [String: Double] = [:]
    var since: (due: [Duration], acknowledged: [Duration]) = ([], [])
    let appended = Quantiles(sent.map { $0.acknowledged - $0.due })
    figures.merge(appended.figures("acknowledged", suffix)) { $1 }
    say("\(sent.count) events, \(Self.perSecond) a second; due → acknowledged: \(appended.text)")
    say("| read model | due → visible | acknowledged → visible |")
    say("|---|---|---|")
    for (name, schema) in schemas {
      let times = try sightings.times(of: sent.map(\.position), in: schema)
      let due = zip(sent, times).map { $1 - $0.due }
      // A read model may show an event before its sender has the answer in hand.
      let acknowledged = zip(sent, times).map { max($1 - $0.acknowledged, .zero) }
      say("| \(name) | \(Quantiles(due).text) | \(Quantiles(acknowledged).text) |")
      figures.merge(Quantiles(due).figures("visible_\(name)", suffix)) { $1 }
      figures.merge(Quantiles(acknowledged).figures("acknowledged_to_visible_\(name)", suffix)) { $1 }
      since.due += due
      since.acknowledged += acknowledged
    }
    let (due, acknowledged) = (Quantiles(since.due), Quantiles(since.acknowledged))
    say("| all | \(due.text) | \(acknowledged.text) |")
    figures.merge(due.figures("visible", suffix)) { $1 }
    figures.merge(acknowledged.figures("acknowledged_to_visible", suffix)) { $1 }
    return figures
  }
}
