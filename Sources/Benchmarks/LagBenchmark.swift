import EventLog
import Logging
import Postgres
import ProjectionEngine

/// How long it takes from a submission to the moment when read models show it, while submissions come at a steady rate and all
/// read models are followed.
///
/// The rate does not wait for answers: each submission has a time at which it is due, all that are due go to the front door in
/// one call, and what comes due meanwhile waits for the next. That waiting counts, so a slow moment is not hidden by sending less.
struct LagBenchmark {
  let definitions: [ProjectionDefinition]
  /// Of `registry_worker`.
  let worker: Configuration
  let seconds: Int
  let logger: Logger

  static let perSecond = 500

  /// A submission on its way.
  private struct Sent {
    let position: Position
    let due: ContinuousClock.Instant
    let answered: ContinuousClock.Instant
  }

  /// Lines that a run takes from the city.
  static func lines(seconds: Int) -> Int { perSecond + perSecond * seconds }

  /// - Returns: flat figures by name.
  func run(_ city: inout SimulatedCity) async throws -> [String: Double] {
    // What the first batches prepare and plan is not measured.
    let first = try city.next(Self.perSecond)
    let lines = try city.next(Self.perSecond * seconds)
    let pool = ConnectionPool(worker, maximum: 1, logger: logger)
    let schemas = try await pool.query("SELECT name, schema FROM projection.definition WHERE live ORDER BY name")
      .decode(String.self, String.self)
    let (sent, sightings) = try await follow(city, first, lines, pool)
    await pool.close()
    return try report(sent, sightings, schemas)
  }

  private func follow(
    _ city: SimulatedCity,
    _ first: [[UInt8]],
    _ lines: [[UInt8]],
    _ pool: ConnectionPool
  ) async throws -> ([Sent], Sightings) {
    let projections = ProjectionWorker(
      definitions: definitions,
      configuration: worker,
      node: SimulatedCity.node,
      logger: logger
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await projections.run() }
      _ = try await send(first, to: city)
      try await projections.wait(for: try await city.log.head())

      let (listening, ready) = AsyncStream.makeStream(of: Void.self)
      async let collected = Sightings.collect(worker, node: SimulatedCity.node, logger: logger) { ready.finish() }
      for await _ in listening {}
      let sent = try await send(lines, to: city)
      try await projections.wait(for: try await city.log.head())
      try await Sightings.close(pool)
      let sightings = try await collected
      group.cancelAll()
      return (sent, sightings)
    }
  }

  private func send(_ lines: [[UInt8]], to city: SimulatedCity) async throws -> [Sent] {
    let interval = Duration.seconds(1) / Self.perSecond
    let start = ContinuousClock.now
    var sent: [Sent] = []
    while sent.count < lines.count {
      try await Task.sleep(until: start + interval * sent.count, clock: .continuous)
      let due = min(Int((ContinuousClock.now - start) / interval) + 1, lines.count)
      let positions = try await city.submit(Array(lines[sent.count..<due]))
      let answered = ContinuousClock.now
      for position in positions {
        sent.append(Sent(position: position, due: start + interval * sent.count, answered: answered))
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
    var since: (due: [Duration], answered: [Duration]) = ([], [])
    let submitted = Quantiles(sent.map { $0.answered - $0.due })
    figures.merge(submitted.figures("answered", suffix)) { $1 }
    say("\(sent.count) submissions, \(Self.perSecond) a second; due → answered: \(submitted.text)")
    say("| read model | due → visible | answered → visible |")
    say("|---|---|---|")
    for (name, schema) in schemas {
      let times = try sightings.times(of: sent.map(\.position), in: schema)
      let due = zip(sent, times).map { $1 - $0.due }
      // A read model may show an event before its sender has the answer in hand.
      let answered = zip(sent, times).map { max($1 - $0.answered, .zero) }
      say("| \(name) | \(Quantiles(due).text) | \(Quantiles(answered).text) |")
      figures.merge(Quantiles(due).figures("visible_\(name)", suffix)) { $1 }
      figures.merge(Quantiles(answered).figures("answered_to_visible_\(name)", suffix)) { $1 }
      since.due += due
      since.answered += answered
    }
    let (due, answered) = (Quantiles(since.due), Quantiles(since.answered))
    say("| all | \(due.text) | \(answered.text) |")
    figures.merge(due.figures("visible", suffix)) { $1 }
    figures.merge(answered.figures("answered_to_visible", suffix)) { $1 }
    return figures
  }
}
