import CLibPQ
import Glibc

/// One libpq connection. This type and its extensions are the only callers of libpq; everything blocks, and must be
/// called on the thread of the ``Connection`` that owns it.
///
/// libpq is always in non-blocking mode and this type waits in `poll(2)`, for two reasons: while a big statement is
/// being sent, the server's answers must be read too, or both sides wait for ever; and a cancelled task must be noticed.
final class Session {
  let handle: OpaquePointer
  var statements = StatementCache()
  private let cancelHandle: OpaquePointer?
  private let wakeUp: Int32

  /// Whether a cancelled task may interrupt what is being executed.
  private var isCancellable = false
  private(set) var didCancel = false
  /// Whether the server has said that it stopped waiting for its standbys: ``PostgresError/Code/notReplicated``.
  private var isUnreplicated = false

  /// How long a wait lasts before it looks whether the task was cancelled, ms. Those who entered through a pool
  /// or a listener are woken at once; a direct call of an actor's method has nobody to wake it.
  private static let cancellationCheckInterval: Int32 = 100

  private init(handle: OpaquePointer, wakeUp: Int32) {
    self.handle = handle
    self.wakeUp = wakeUp
    cancelHandle = PQgetCancel(handle)
  }

  deinit {
    PQfreeCancel(cancelHandle)
    PQfinish(handle)
  }

  /// Connects, trying the hosts in turn, `connect_timeout` seconds each. A write to the eventfd `wakeUp` ends a wait.
  static func connect(_ configuration: Configuration, wakeUp: Int32) throws(PostgresError) -> Session {
    let parameters = try configuration.resolved()
    let handle = withCStrings(parameters.map(\.key)) { keywords in
      withCStrings(parameters.map(\.value)) { PQconnectdbParams(keywords, $0, 0) }
    }
    guard let handle else { throw PostgresError(.connectionFailed, "out of memory") }
    let session = Session(handle: handle, wakeUp: wakeUp)
    guard PQstatus(handle) == CONNECTION_OK else { throw session.connectionError(.connectionFailed) }
    // Otherwise libpq prints notices on standard error. It calls this while it reads, on our thread, and the session ends the handle.
    PQsetNoticeReceiver(
      handle,
      { session, notice in
        guard let session, let notice, QueryResult.isOfUnreplicatedCommit(notice) else { return }
        Unmanaged<Session>.fromOpaque(session).takeUnretainedValue().isUnreplicated = true
      },
      Unmanaged.passUnretained(session).toOpaque()
    )
    PQsetnonblocking(handle, 1)
    return session
  }

  private var isAbandoned = false

  var isAlive: Bool { !isAbandoned && PQstatus(handle) == CONNECTION_OK }
  var isOutsideTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }
  var isBusy: Bool { PQtransactionStatus(handle) == PQTRANS_ACTIVE }
  var hasFailedTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

  /// For when libpq and we have lost step. The session is not used again, and the server undoes what is not committed.
  func abandon() {
    isAbandoned = true
    shutdown(PQsocket(handle), Int32(SHUT_RDWR))
  }

  func connectionError(_ code: PostgresError.Code) -> PostgresError {
    PostgresError(code, String(cString: PQerrorMessage(handle)))
  }

  /// Whether an idle session is as it should be, as far as can be told without asking the server.
  ///
  /// What an idle server sends unasked is its farewell, before it closes the socket. (Or, rarely, a changed parameter:
  /// a reconnection too many does no harm.)
  func isHealthy() -> Bool {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    return isAlive && isOutsideTransaction && poll(&descriptor, 1, 0) == 0
  }
}

// MARK: - Waiting

extension Session {
  /// Runs `body`, which sends one command or several and reads all of their answers.
  /// - Throws: what `body` throws, or ``PostgresError/Code/cancelled`` if the task is cancelled before or meanwhile.
  func command<R: ~Copyable>(
    isCancellable: Bool = true,
    _ body: () throws(PostgresError) -> R
  ) throws(PostgresError) -> R {
    if isCancellable && Task.isCancelled { throw PostgresError(.cancelled, "cancelled before the statement was sent") }
    self.isCancellable = isCancellable
    didCancel = false
    isUnreplicated = false
    defer { self.isCancellable = false }
    do throws(PostgresError) {
      let result = try body()
      // Even if the statement won the race: what a commit was waiting for (a standby, say) may have been cut short.
      if didCancel { throw PostgresError(.cancelled, "cancelled while the statement was being executed") }
      // The server calls it a success.
      if isUnreplicated { throw PostgresError(.notReplicated, "committed, but the wait for standbys was cut short") }
      return result
    } catch {
      guard didCancel, !error.isConnectionLost else { throw error }
      throw PostgresError(.cancelled, error.message, sqlState: error.sqlState)
    }
  }

  /// Waits until the socket can be read (then reads it) or written, or something else happened: callers loop.
  func wait(forOutput: Bool = false) {
    let events = Int16(forOutput ? POLLIN | POLLOUT : POLLIN)
    var descriptors = (pollfd(fd: PQsocket(handle), events: events, revents: 0), pollfd())
    descriptors.1 = pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)
    let timeout = isCancellable && !didCancel ? Self.cancellationCheckInterval : -1
    withUnsafeMutableBytes(of: &descriptors) {
      _ = poll($0.baseAddress?.assumingMemoryBound(to: pollfd.self), 2, timeout)
    }
    if descriptors.1.revents != 0 {
      var count: eventfd_t = 0
      eventfd_read(wakeUp, &count)
    }
    if isCancellable && !didCancel && Task.isCancelled {
      didCancel = true
      cancelOnServer()
    }
    // A failure is reported by PQgetResult, with the server's last words if it had any.
    if descriptors.0.revents & ~Int16(POLLOUT) != 0 { PQconsumeInput(handle) }
  }

  /// Asks the server to stop what it executes for us, over a connection of its own, and waits until it has been asked.
  ///
  /// Doing so on this thread, with the statement still unanswered here, is what makes it safe: the request cannot
  /// reach a later statement. A server ignores it when it has nothing to do.
  func cancelOnServer() {
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(cancelHandle, &message, Int32(message.count))
  }

  /// Sends what libpq has buffered. A failure to send shows when the answer is read.
  func flush() {
    while PQflush(handle) == 1 { wait(forOutput: true) }
  }

  /// The next answer, `nil` at the end of a statement's.
  func nextResult() -> QueryResult? {
    // A dead connection counts as busy for ever; PQgetResult says why it died.
    while PQisBusy(handle) != 0 && isAlive { wait(forOutput: PQflush(handle) == 1) }
    guard let result = PQgetResult(handle) else { return nil }
    return QueryResult(result)
  }
}

/// Gives `body` a NULL-terminated array of C strings.
private func withCStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies.map { UnsafePointer($0) } + [nil])
}
