public import Logging

/// A bounded number of connections, lent to one caller at a time.
///
/// Callers that find none free wait in line, up to ``acquireTimeout`` and up to ``maximumWaiters`` of them. A
/// connection that turns out dead is replaced before anything was sent on it. Connections are opened when needed.
public final class ConnectionPool: Sendable {
  /// The connections that may be open at once.
  public let maximum: Int
  /// How long a caller waits for a connection.
  public let acquireTimeout: Duration
  /// How many callers may wait; one more fails at once.
  public let maximumWaiters: Int

  typealias State = PoolState<Connection, Waiter>

  /// A caller in the line.
  struct Waiter: Sendable {
    let continuation: CheckedContinuation<State.Answer, Never>
    let deadline: Task<Void, any Error>

    func resume(_ answer: State.Answer) {
      deadline.cancel()
      continuation.resume(returning: answer)
    }
  }

  private let configuration: Configuration
  private let logger: Logger
  private let state: Locked<State>

  /// A pool; nothing is opened yet.
  public init(
    _ configuration: Configuration,
    maximum: Int,
    acquireTimeout: Duration = .seconds(10),
    maximumWaiters: Int = 1024,
    logger: Logger
  ) {
    self.configuration = configuration
    self.maximum = maximum
    self.acquireTimeout = acquireTimeout
    self.maximumWaiters = maximumWaiters
    self.logger = logger
    state = Locked(State(maximum: maximum, maximumWaiters: maximumWaiters))
  }

  /// Runs `body` on a connection. A transaction that it leaves open is rolled back.
  /// - Throws: what `body` throws, or a ``PostgresError`` if there is no connection to be had.
  @discardableResult
  public func withConnection<R: Sendable>(
    _ body: @Sendable (isolated Connection) throws -> R
  ) async throws -> R {
    try await lend(body).get()
  }

  /// Runs `body` as a transaction: see ``Connection/transaction(mode:_:)``.
  @discardableResult
  public func transaction<R: Sendable>(
    mode: TransactionMode = .standard,
    _ body: @Sendable (isolated Connection) throws -> R
  ) async throws -> R {
    try await lend { connection in try connection.transaction(mode: mode, body) }.get()
  }

  /// Executes one statement and returns its rows.
  public func query(_ sql: SQL) async throws(PostgresError) -> Rows {
    try await lend { connection throws(PostgresError) in try connection.query(sql) }.get()
  }

  /// Executes one statement.
  /// - Returns: the number of rows that it inserted, updated, deleted or selected.
  @discardableResult
  public func execute(_ sql: SQL) async throws(PostgresError) -> Int {
    try await lend { connection throws(PostgresError) in try connection.execute(sql) }.get()
  }

  /// Closes idle connections now and lent ones when they come back. Whoever waits or comes later gets
  /// ``PostgresError/Code/poolClosed``.
  public func close() async {
    let (idle, waiters) = state.withLock { $0.close() }
    for waiter in waiters { waiter.resume(.failure(.poolClosed)) }
    for connection in idle { await connection.close() }
  }

  private func lend<R: Sendable, E: Error>(
    _ body: @Sendable (isolated Connection) throws(E) -> R
  ) async throws(PostgresError) -> Result<R, E> {
    while true {
      let (connection, isNew) = try await acquire()
      let executor = connection.executor
      let loan = await withTaskCancellationHandler {
        await connection.lend(isNew: isNew, body)
      } onCancel: {
        executor.interrupt()
      }
      switch loan {
      case .stale: await replace(connection)
      case .returned(let result, let isReusable):
        if isReusable { await giveBack(connection) } else { await discard(connection) }
        return result
      }
    }
  }
}

// MARK: - Copying

extension ConnectionPool {
  /// Copies rows in as they come: see ``Connection/copyIn(_:rows:isolation:)``.
  /// - Returns: the number of rows.
  @discardableResult
  public func copyIn<Rows: AsyncSequence>(
    _ sql: SQL,
    rows: Rows,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> Int where Rows.Element == CopyRow {
    try await reserve { connection in try await connection.copyIn(sql, rows: rows) }
  }

  /// Copies out at the pace of `body`: see ``Connection/withCopyOut(_:isolation:_:)``.
  public func withCopyOut<R>(
    _ sql: SQL,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (CopyOut) async throws -> R
  ) async throws -> R {
    try await reserve { connection in try await connection.withCopyOut(sql, body) }
  }

  /// Runs `body`, which comes to the connection several times, with nobody else in between.
  private func reserve<R>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Connection) async throws -> R
  ) async throws -> R {
    var (connection, isNew) = try await acquire()
    while !isNew, await !connection.isHealthy() {
      await replace(connection)
      (connection, isNew) = try await acquire()
    }
    let executor = connection.executor
    let result: Result<R, any Error>
    do {
      result = .success(
        try await withTaskCancellationHandler {
          try await body(connection)
        } onCancel: {
          executor.interrupt()
        }
      )
    } catch {
      result = .failure(error)
    }
    if await connection.isClean() { await giveBack(connection) } else { await discard(connection) }
    return try result.get()
  }
}

// MARK: - Taking and giving back

extension ConnectionPool {
  private func acquire() async throws(PostgresError) -> (Connection, isNew: Bool) {
    switch try await permission() {
    case .use(let connection): return (connection, isNew: false)
    case .open:
      do throws(PostgresError) {
        return (try await Connection.open(configuration, logger: logger), isNew: true)
      } catch {
        releasePlace()
        throw error
      }
    }
  }

  /// A connection, or the right to open one; waits for it if need be.
  private func permission() async throws(PostgresError) -> State.Permission {
    let answer: State.Answer
    if let now = state.withLock({ $0.take() }) { answer = now } else { answer = await wait() }
    switch answer {
    case .success(let permission): return permission
    case .failure(let refusal): throw PostgresError(refusal)
    }
  }

  private func wait() async -> State.Answer {
    let ticket = state.withLock { $0.ticket() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: State.Answer? = state.withLock { state in
          // Looked at inside the lock: a cancellation that comes later finds the ticket in the line.
          if Task.isCancelled { return State.Answer.failure(.cancelled) }
          return state.wait(ticket) { Waiter(continuation: continuation, deadline: deadline(ticket)) }
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      refuse(ticket, .cancelled)
    }
  }

  private func deadline(_ ticket: Int) -> Task<Void, any Error> {
    Task { [acquireTimeout] in
      try await Task.sleep(for: acquireTimeout)
      self.refuse(ticket, .timeout)
    }
  }

  private func refuse(_ ticket: Int, _ refusal: State.Refusal) {
    state.withLock { $0.leave(ticket) }?.resume(.failure(refusal))
  }

  private func giveBack(_ connection: Connection) async {
    switch state.withLock({ $0.giveBack(connection) }) {
    case .kept: return
    case .handOver(let waiter): waiter.resume(.success(.use(connection)))
    case .close: await connection.close()
    }
  }

  private func replace(_ connection: Connection) async {
    logger.debug("replacing a connection that the server has ended")
    await discard(connection)
  }

  private func discard(_ connection: Connection) async {
    await connection.close()
    releasePlace()
  }

  /// One connection fewer is open: the next in line may open another.
  private func releasePlace() {
    state.withLock { $0.releasePlace() }?.resume(.success(.open))
  }
}

extension PostgresError {
  fileprivate init(_ refusal: ConnectionPool.State.Refusal) {
    switch refusal {
    case .poolClosed: self.init(.poolClosed, "close() was called before")
    case .tooManyWaiters: self.init(.poolExhausted, "too many callers are waiting")
    case .timeout: self.init(.acquireTimeout, "no connection became free in time")
    case .cancelled: self.init(.cancelled, "cancelled while waiting for a connection")
    }
  }
}
