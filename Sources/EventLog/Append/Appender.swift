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
  private var isRunning = false

  init(pool: ConnectionPool, node: Node, limits: AppendLimits, logger: Logger) {
    self.pool = pool
    self.node = node
    self.logger = logger
    self.limits = limits
    queue = AppendQueue(limits: limits)
  }

  /// Enqueues one unit and waits for its outcome. A cancelled caller's unit is withdrawn if it has not been sent;
  /// otherwise its outcome is awaited, for it may be in the log already.
  func append(_ unit: AppendUnit) async throws(EventLogError) -> AppendOutcome {
    if let rejection = unit.rejection { return .rejected(rejection) }
    guard !Task.isCancelled else { throw .cancelledBeforeSending }
    guard queue.hasRoom(for: 1) else { throw .tooManyWaiting }
    let withdrawal = Withdrawal()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ticket = queue.enqueue(unit) { continuation.resume(returning: $0) }
        withdrawal.arm { Task { await self.withdraw(ticket) } }
        start()
      }
    } onCancel: {
      withdrawal.fire()
    }
    return try result.get()
  }

  /// Enqueues units together, at most ``AppendLimits/unitsPerCall`` of them, and waits for all outcomes.
  func append(_ units: ArraySlice<AppendUnit>) async throws(EventLogError) -> [AppendOutcome] {
    let sent = units.filter { $0.rejection == nil }
    guard !Task.isCancelled else { throw .cancelledBeforeSending }
    guard queue.hasRoom(for: sent.count) else { throw .tooManyWaiting }
    let (answers, continuation) = AsyncStream<(Int, Result<AppendOutcome, EventLogError>)>.makeStream()
    var results = units.map { unit in unit.rejection.map { Result<_, EventLogError>.success(.rejected($0)) } }
    var missing = 0
    for (index, unit) in units.enumerated() where unit.rejection == nil {
      _ = queue.enqueue(unit) { continuation.yield((index, $0)) }
      missing += 1
    }
    if missing > 0 { start() } else { continuation.finish() }
    // In a task of its own: iterating would stop early if the caller's were cancelled.
    let gathered = await Task { [results] in
      var results = results
      var missing = missing
      for await (index, result) in answers {
        results[index] = result
        missing -= 1
        if missing == 0 { break }
      }
      return results
    }.value
    results = gathered
    var outcomes: [AppendOutcome] = []
    for result in results {
      guard let result else { throw EventLogError(.database, "a unit got no answer") }
      outcomes.append(try result.get())
    }
    return outcomes
  }

  private func withdraw(_ ticket: Int) {
    queue.withdraw(ticket)?.answer(.failure(.cancelledBeforeSending))
  }

  private func start() {
    guard !isRunning else { return }
    isRunning = true
    Task { await run() }
  }

  private func run() async {
    while !queue.isEmpty {
      let batch = queue.nextBatch()
      let results = await send(batch.map(\.unit))
      for (entry, result) in zip(batch, results) { entry.answer(result) }
    }
    isRunning = false
  }

  /// The outcome of every unit. If the call as a whole fails, each unit is tried alone, so that none can fail its
  /// neighbours.
  private func send(_ units: [AppendUnit]) async -> [Result<AppendOutcome, EventLogError>] {
    do throws(EventLogError) {
      return try await call(units).map { .success($0) }
    } catch {
      if units.count == 1 { return [units[0].verdict(of: error)] }
      if error.code == .unavailable { return units.map { _ in .failure(error) } }
      logger.debug("appending units one by one", metadata: ["units": "\(units.count)", "cause": "\(error)"])
      var results: [Result<AppendOutcome, EventLogError>] = []
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
  /// Why the unit need not be sent.
  fileprivate var rejection: AppendOutcome.Rejection? {
    if events.isEmpty { return .empty }
    return events.count > Self.maximumEvents ? .tooManyEvents : nil
  }

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
