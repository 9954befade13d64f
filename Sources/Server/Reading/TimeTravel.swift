import EventLog
public import Logging
public import Postgres
import ProjectionEngine

/// Read models as they were: replays of the log, each kept for a while, for who has read a page reads the next one.
///
/// A replay takes as long as the log is long, so there are few at a time and each has a limit; longer ones are for
/// `qingming replay`. What moment is asked for never changes any more, so that a kept one is as good as a new one.
public actor TimeTravel {
  struct Question: Hashable, Sendable {
    let node: Node
    let model: ProjectionDefinition
    /// With a position, or an instant that has passed.
    let moment: Moment
  }

  private struct Kept {
    let replay: Task<ReplayedModel, any Error>
    var readers = 0
    var usedAt = ContinuousClock.now
  }

  /// How long one is kept that nobody reads.
  private static let kept = Duration.seconds(60)

  private let configuration: Configuration
  private let logger: Logger
  private let most: Int
  private let limit: Duration
  private var replays: [Question: Kept] = [:]

  /// - Parameters:
  ///   - configuration: a role that may read the log and make temporary tables: `registry_inspector`.
  ///   - most: replays at a time, those that are only kept included.
  ///   - limit: how long one may take.
  ///   - logger: gets what the connections say, at debug level.
  public init(_ configuration: Configuration, most: Int = 3, limit: Duration = .seconds(60), logger: Logger) {
    (self.configuration, self.most, self.limit, self.logger) = (configuration, most, limit, logger)
  }

  /// Rows of a view as they were, as far as somebody may see them.
  /// - Returns: the rows, and the last event that they stand on.
  /// - Throws: ``ReadError/Code/busy`` or ``ReadError/Code/tooLong``, or why nothing can be read.
  func rows(
    of view: ProjectionDefinition.View,
    _ question: Question,
    _ selection: RowSelection,
    as reader: Reader
  ) async throws(ReadError) -> (position: Int64, table: ModelTable) {
    let replay = try await open(question)
    replays[question]?.readers += 1
    defer {
      replays[question]?.readers -= 1
      replays[question]?.usedAt = .now
    }
    do {
      let model = try await replay.value
      return (model.position, try await model.rows(of: view, selection, as: reader.settings))
    } catch {
      // What has failed is tried again when it is asked for again.
      if (error as? ProjectionError)?.code != .badKey, (error as? ProjectionError)?.code != .noDivision {
        replays[question] = nil
        replay.cancel()
      }
      throw ReadError(any: error)
    }
  }

  private func open(_ question: Question) async throws(ReadError) -> Task<ReplayedModel, any Error> {
    if let kept = replays[question] { return kept.replay }
    if replays.count >= most {
      let idle = replays.filter { $0.value.readers == 0 }.min { $0.value.usedAt < $1.value.usedAt }
      guard let idle else { throw ReadError(.busy, "\(replays.count) replays are running") }
      await close(idle.key)
      // Somebody else may have come meanwhile.
      return try await open(question)
    }
    let replay = Replay(
      question.model,
      node: question.node,
      moment: question.moment,
      configuration: configuration,
      logger: logger
    )
    let task = Task { [limit] in try await Self.run(replay, atMost: limit) }
    replays[question] = Kept(replay: task)
    return task
  }

  private static func run(_ replay: Replay, atMost limit: Duration) async throws -> ReplayedModel {
    try await withThrowingTaskGroup(of: ReplayedModel.self) { group in
      group.addTask { try await replay.run() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw ReadError(.tooLong, "a replay took longer than \(limit)")
      }
      defer { group.cancelAll() }
      guard let model = try await group.next() else { throw CancellationError() }
      return model
    }
  }

  private func close(_ question: Question) async {
    guard let kept = replays.removeValue(forKey: question) else { return }
    kept.replay.cancel()
    if let model = try? await kept.replay.value { await model.close() }
  }

  /// Closes what nobody reads any more, until the task is cancelled, and then all.
  func run() async {
    while (try? await Task.sleep(for: .seconds(10))) != nil {
      for question in replays.keys {
        // While one was being closed, somebody may have come back to the next.
        guard let kept = replays[question], kept.readers == 0, kept.usedAt + Self.kept < .now else { continue }
        await close(question)
      }
    }
    for question in replays.keys { await close(question) }
  }
}
