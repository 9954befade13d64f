/// How a transaction is begun.
public struct TransactionMode: Hashable, Sendable {
  let begin: String
  private init(_ begin: String) { self.begin = begin }

  /// As the session's defaults have it: normally read-write and read committed.
  public static let standard = TransactionMode("BEGIN")
  /// All statements see the same snapshot.
  public static let repeatableRead = TransactionMode("BEGIN ISOLATION LEVEL REPEATABLE READ")
  /// All statements see the same snapshot, and none may write.
  public static let snapshot = TransactionMode("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  /// As if transactions ran one after the other; be prepared for ``SQLState/serializationFailure``.
  public static let serializable = TransactionMode("BEGIN ISOLATION LEVEL SERIALIZABLE")
}

extension Connection {
  /// Runs `body` between `BEGIN` and `COMMIT`; rolls back if it throws.
  ///
  /// `body` cannot `await`: a transaction cannot be held open while waiting for anything but the database.
  /// - Throws: what `body` throws, or ``TransactionError`` if `ROLLBACK` fails as well; otherwise ``PostgresError``,
  ///   ``PostgresError/Code/commitOutcomeUnknown`` among them. A transaction in a transaction is
  ///   ``PostgresError/Code/misuse``: see ``savepoint(_:)``.
  @discardableResult
  public func transaction<R: Sendable>(
    mode: TransactionMode = .standard,
    _ body: @Sendable (isolated Connection) throws -> R
  ) throws -> R {
    let session = try live()
    guard session.isOutsideTransaction else { throw PostgresError(.misuse, "a transaction is open already") }
    guard !Task.isCancelled else { throw PostgresError(.cancelled, "cancelled before the transaction began") }
    try session.control(mode.begin)
    let result: R
    do {
      result = try body(self)
    } catch {
      // A dead connection has rolled back by dying.
      guard session.isAlive else { throw error }
      do {
        try session.control("ROLLBACK")
      } catch let rollback {
        throw TransactionError(body: error, rollback: rollback)
      }
      throw error
    }
    try session.commit()
    return result
  }

  /// Runs `body` inside of a transaction such that, if it throws, only what it did is undone.
  /// - Throws: what `body` throws, or ``TransactionError`` if undoing fails as well.
  @discardableResult
  public func savepoint<R>(_ body: (isolated Connection) throws -> R) throws -> R {
    let session = try live()
    // Names nest: the newest of the same name is meant.
    try session.control("SAVEPOINT qingming")
    let result: R
    do {
      result = try body(self)
    } catch {
      guard session.isAlive else { throw error }
      do {
        try session.control("ROLLBACK TO SAVEPOINT qingming")
        try session.control("RELEASE SAVEPOINT qingming")
      } catch let rollback {
        throw TransactionError(body: error, rollback: rollback)
      }
      throw error
    }
    try session.control("RELEASE SAVEPOINT qingming")
    return result
  }
}

extension Session {
  /// Commits, and makes sure that it was a commit.
  fileprivate func commit() throws(PostgresError) {
    guard isAlive else { throw connectionError(.connectionLost) }
    guard !isOutsideTransaction else { throw PostgresError(.misuse, "the body ended the transaction itself") }
    // The server answers COMMIT of a failed transaction with ROLLBACK, and calls that a success.
    guard !hasFailedTransaction else {
      try control("ROLLBACK")
      throw PostgresError(.transactionAborted, "the body caught an error and returned")
    }
    do throws(PostgresError) {
      try control("COMMIT")
    } catch {
      var error = error
      if error.code == .connectionLost { error.code = .commitOutcomeUnknown }
      throw error
    }
  }
}

extension Connection {
  /// Sets parameters for the rest of the transaction (`SET LOCAL`), in their order.
  public func set(_ settings: [(name: String, value: String)]) throws(PostgresError) {
    _ = try query(
      """
      SELECT set_config(s.name, s.value, true)
      FROM unnest(\(settings.map(\.name)), \(settings.map(\.value))) AS s (name, value)
      """
    )
  }
}
