import EventLog
import Logging
import Postgres

/// Keeps one projection up to date on one node: leads it when nobody else does, and applies what the log has.
struct Follower: Sendable {
  let definition: ProjectionDefinition
  let node: Node
  let configuration: Configuration
  let bell: Bell
  let logger: Logger

  /// How long a session that does not lead waits before it asks again.
  private static let standby = Duration.seconds(1)
  /// A look at the log without a notification, should one have been lost in a way that nobody thought of.
  private static let longestSleep = Duration.seconds(30)
  private static let longestPause = Duration.seconds(30)
  private static let longestBreath = Duration.milliseconds(250)

  /// Runs until the task is cancelled, over any number of lost connections.
  func run() async {
    var pause = Duration.milliseconds(100)
    while !Task.isCancelled {
      do throws(PostgresError) {
        let connection = try await Connection.open(configuration, logger: logger)
        pause = .milliseconds(100)
        let result = await self.result(of: connection)
        await connection.close()
        try result.get()
      } catch {
        logger.debug("connecting again after a pause", metadata: ["cause": "\(error)"])
      }
      await sleep(&pause)
    }
  }

  private func result(of connection: Connection) async -> Result<Void, PostgresError> {
    do throws(PostgresError) {
      while !Task.isCancelled {
        // Another schema may have taken the place of the one before.
        let schema = try await Lead.schema(of: definition, by: connection)
        if let schema, let lead = try await Lead.take(of: schema, on: node, by: connection) {
          logger.debug("leading", metadata: ["epoch": "\(lead.epoch)"])
          try await follow(lead)
        } else {
          try? await Task.sleep(for: Self.standby)
        }
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private func follow(_ lead: Lead) async throws(PostgresError) {
    var pace = Pace()
    var isPublished = false
    var pause = Duration.milliseconds(500)
    while !Task.isCancelled {
      let began = ContinuousClock.now
      let progress = try await lead.work(&pace)
      switch progress.outcome {
      case .idle:
        try await rest(lead, &isPublished)
      case .advanced, .parked:
        pause = .milliseconds(500)
        if progress.outcome == .parked {
          logger.error("a stream is parked: an event of it cannot be applied", metadata: progress.metadata)
        }
        if progress.upTo == progress.head {
          await breathe(since: began)
          try await rest(lead, &isPublished)
        }
      case .failed:
        guard !pace.failed(events: progress.events) else { continue }
        logger.error("an event cannot be applied", metadata: progress.metadata)
        await sleep(&pause)
      }
    }
  }

  /// Pauses for as long as the last batch took. Under load what comes meanwhile makes the next batch larger, and ten read
  /// models leave submissions half of the processors; an event that comes after a quiet moment is applied at once.
  private func breathe(since began: ContinuousClock.Instant) async {
    try? await Task.sleep(for: min(began.duration(to: .now), Self.longestBreath))
  }

  /// Sleeps until there are events. A version that has caught up for the first time is shown to readers before.
  private func rest(_ lead: Lead, _ isPublished: inout Bool) async throws(PostgresError) {
    if !isPublished { isPublished = try await lead.publish() }
    await bell.wait(atMost: Self.longestSleep)
  }

  /// Sleeps, and doubles the pause for the next time.
  private func sleep(_ pause: inout Duration) async {
    try? await Task.sleep(for: pause)
    pause = min(pause * 2, Self.longestPause)
  }
}

extension Lead.Progress {
  fileprivate var metadata: Logger.Metadata {
    ["position": "\(upTo)", "sqlstate": "\(errorCode ?? "")"]
  }
}
