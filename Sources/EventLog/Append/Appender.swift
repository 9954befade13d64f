import Logging
import Postgres

/// Group commit: gathers the units of concurrent callers and sends whatever waits in one call of `registry.append`.
///
/// Only one call is on its way at a time, for the database would have the next one wait anyway; meanwhile the next
/// batch gathers. Callers can be cancelled, calls cannot: they run in a task of the appender's own.
actor Appender {
  private let pool: ConnectionPool
  private let node: Node
  private let logger: Logger
  private let limits: AppendLimits
  private var queue: AppendQueue
  private var linger = Linger()
  private var isRunning = false

  init(pool: ConnectionPool, node: Node, limits: AppendLimits, logger: Logger) {
    self.pool = pool
    self.node = node
    self.logger = logger
    self.limits = limits
    queue = AppendQueue(limits: limits)
  }

  /// Enqueues units that go together and waits for their outcomes; at most as many as one call may carry. A cancelled
  /// caller's units are withdrawn if they have not been sent; otherwise their outcomes are awaited, for they may be in
  /// the log already.
  func append(_ units: [AppendUnit]) async throws(EventLogError) -> [AppendOutcome] {
    guard !Task.isCancelled else { throw .cancelledBeforeSending }
    guard queue.hasRoom(for: units.count) else { throw .tooManyWaiting }
    let withdrawal = Withdrawal()
    let results = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ticket = queue.enqueue(units) { continuation.resume(returning: $0) }
        withdrawal.arm { Task { await self.withdraw(ticket) } }
        start()
      }
    } onCancel: {
      withdrawal.fire()
    }
    var outcomes: [AppendOutcome] = []
    for result in results { outcomes.append(try result.get()) }
    return outcomes
  }

  private func withdraw(_ ticket: Int) {
    guard let submission = queue.withdraw(ticket) else { return }
    submission.answer(submission.units.map { _ in .failure(.cancelledBeforeSending) })
  }

  private func start() {
    guard !isRunning else { return }
    isRunning = true
    Task { await run() }
  }

  private func run() async {
    while !queue.isEmpty {
      if let deadline = linger.deadline(waiting: queue.count) {
        while linger.isWorthIt(waiting: queue.count, until: deadline) { await Task.yield() }
      }
      let batch = queue.nextBatch()
      let start = ContinuousClock.now
      var results = await send(batch.flatMap(\.units))[...]
      linger.note(answered: batch.count, waiting: queue.count, duration: .now - start)
      for submission in batch {
        submission.answer(Array(results.prefix(submission.units.count)))
        results = results.dropFirst(submission.units.count)
      }
    }
    isRunning = false
  }

  /// The outcome of every unit. If the call as a whole fails, each unit is tried alone, so that none can fail its
  /// neighbours.
  private func send(_ units: [AppendUnit]) async -> AppendQueue.Results {
    do throws(EventLogError) {
      return try await call(units).map { .success($0) }
    } catch {
      if units.count == 1 { return [units[0].verdict(of: error)] }
      if error.code == .unavailable { return units.map { _ in .failure(error) } }
      logger.debug("appending units one by one", metadata: ["units": "\(units.count)", "cause": "\(error)"])
      var results: AppendQueue.Results = []
      for unit in units { results += await send([unit]) }
      return results
    }
  }

  /// Calls `registry.append`, again while the server cannot be reached. A call whose answer was lost may have been
  /// committed; then the events are known, and the next call gives their receipts.
  private func call(_ units: [AppendUnit]) async throws(EventLogError) -> [AppendOutcome] {
    let call = AppendCall(node: node, units: units)
    let deadline = ContinuousClock.now + limits.patience
    var pause = Duration.milliseconds(10)
    while true {
      let rows: Rows
      do throws(PostgresError) {
        rows = try await pool.query(call.sql)
      } catch {
        guard error.isTemporary, ContinuousClock.now < deadline else { throw EventLogError(error) }
        logger.debug("appending again after a pause", metadata: ["cause": "\(error)"])
        try? await Task.sleep(for: pause)
        pause = min(pause * 2, .milliseconds(500))
        continue
      }
      return try call.outcomes(rows)
    }
  }
}

extension AppendUnit {
  /// What it means that a call with this unit alone has failed. The server refuses text that is not UTF-8, and U+0000,
  /// before `registry.append` sees it.
  fileprivate func verdict(of error: EventLogError) -> Result<AppendOutcome, EventLogError> {
    error.cause?.sqlState == .characterNotInRepertoire ? .success(.rejected(.malformed)) : .failure(error)
  }
}

extension EventLogError {
  fileprivate static var cancelledBeforeSending: EventLogError {
    EventLogError(.cancelled, "the task was cancelled before its unit was sent")
  }
  fileprivate static var tooManyWaiting: EventLogError {
    EventLogError(.overloaded, "too many units are waiting to be appended")
  }
}
