public import Logging

/// One session with a PostgreSQL server, on a thread of its own.
///
/// Methods are synchronous inside of the actor: what is done together goes over as one closure, with one hop there and
/// one back, and nothing can come between its statements.
///
/// ```swift
/// let connection = try await Connection.open(configuration, logger: logger)
/// let position = try await connection.transaction { connection in
///   try connection.execute("INSERT INTO visit (place) VALUES (\(place))")
///   return try connection.query("SELECT max(id) FROM visit")[0].decode(Int64.self, at: 0)
/// }
/// ```
///
/// When the task of a call is cancelled, the statement is cancelled on the server and the call throws
/// ``PostgresError/Code/cancelled``; the connection remains usable. `COMMIT` and `ROLLBACK` are not cancelled.
public actor Connection {
  nonisolated let executor: ThreadExecutor
  nonisolated let logger: Logger
  private(set) var session: Session?

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private init(executor: ThreadExecutor, logger: Logger) {
    self.executor = executor
    self.logger = logger
  }

  // The thread lives until then, and not only until `close()`: a call that comes later still gets its answer.
  deinit {
    executor.stop()
  }

  /// Connects. It takes at most `connect_timeout` seconds (10 by default) for each address, and is not cancelled.
  /// - Throws: ``PostgresError/Code/configuration`` or ``PostgresError/Code/connectionFailed``.
  public static func open(_ configuration: Configuration, logger: Logger) async throws(PostgresError) -> Connection {
    let connection = Connection(executor: try ThreadExecutor.start(), logger: logger)
    try await connection.connect(configuration)
    return connection
  }

  private func connect(_ configuration: Configuration) throws(PostgresError) {
    session = try Session.connect(configuration, wakeUp: executor.wakeUp)
    logger.debug("connected", metadata: ["server": "\(configuration)"])
  }

  /// Ends the session. Whatever is called afterwards throws ``PostgresError/Code/connectionClosed``.
  public func close() {
    session = nil
  }

  /// The session, if there still is one.
  func live() throws(PostgresError) -> Session {
    guard let session else { throw PostgresError(.connectionClosed, "close() was called before") }
    return session
  }

  /// Executes a statement and returns its rows.
  public func query(_ sql: SQL) throws(PostgresError) -> Rows {
    try live().execute(sql)
  }

  /// Executes a statement.
  /// - Returns: the number of rows that it inserted, updated, deleted or selected.
  @discardableResult
  public func execute(_ sql: SQL) throws(PostgresError) -> Int {
    try live().execute(sql).affected
  }

  /// Executes a script of any number of statements without parameters, such as a migration. Unless it contains
  /// `BEGIN` and `COMMIT`, it is one transaction.
  public func script(_ text: String) throws(PostgresError) {
    try live().script(text)
  }
}
