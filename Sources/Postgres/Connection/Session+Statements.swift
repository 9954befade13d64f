import CLibPQ

extension Session {
  /// Executes one statement with its parameters.
  func execute(_ sql: SQL) throws(PostgresError) -> Rows {
    try command { () throws(PostgresError) in
      let mayRetry = isOutsideTransaction
      do throws(PostgresError) {
        return try executeOnce(sql)
      } catch  where mayRetry && error.isStaleStatement && isAlive {
        return try executeOnce(sql)
      }
    }
  }

  private func executeOnce(_ sql: SQL) throws(PostgresError) -> Rows {
    let key = StatementCache.Key(sql)
    let name = try prepareIfRepeated(sql, key)
    try send(sql, name: name)
    do throws(PostgresError) {
      return try collect()
    } catch  where name != nil && error.isStaleStatement {
      statements.forget(key)
      throw error
    }
  }

  /// Notes an answer that tells that the statement must be prepared again.
  func forgetIfStale(_ sql: SQL, _ answer: Result<Rows, PostgresError>) {
    if case .failure(let error) = answer, error.isStaleStatement { statements.forget(StatementCache.Key(sql)) }
  }

  /// The name of the prepared statement, if there is one; prepares it if its time has come.
  func prepareIfRepeated(_ sql: SQL, _ key: StatementCache.Key) throws(PostgresError) -> String? {
    switch statements.choose(key) {
    case .unnamed: return nil
    case .prepared(let name): return name
    case .prepare(let name):
      guard PQsendPrepare(handle, name, key.text, Int32(key.types.count), key.types) == 1 else { throw sendingError() }
      _ = try collect()
      statements.insert(key, name: name)
      return name
    }
  }

  /// Hands a statement to libpq, without waiting for anything.
  func send(_ sql: SQL, name: String?) throws(PostgresError) {
    let count = Int32(sql.bindings.count)
    let formats = [Int32](repeating: 1, count: sql.bindings.count)
    let lengths = sql.bindings.ranges.map { Int32($0?.count ?? 0) }
    let sent = sql.bindings.bytes.withUnsafeBytes { bytes in
      let values = sql.bindings.ranges.map { range in
        range.flatMap { bytes.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) }
      }
      return if let name {
        PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
      } else {
        PQsendQueryParams(handle, sql.text, count, sql.bindings.types, values, lengths, formats, 1)
      }
    }
    guard sent == 1 else { throw sendingError() }
  }

  /// Executes `COMMIT` and the like: not cancelled, as nobody could tell what state that leaves, and not prepared, as
  /// they must work when prepared statements have been lost.
  func control(_ text: String) throws(PostgresError) {
    try command(isCancellable: false) { () throws(PostgresError) in
      guard PQsendQuery(handle, text) == 1 else { throw sendingError() }
      _ = try collect()
    }
  }

  /// Executes a script of any number of statements, by the simple protocol.
  func script(_ text: String) throws(PostgresError) {
    try command { () throws(PostgresError) in
      guard PQsendQuery(handle, text) == 1 else { throw sendingError() }
      _ = try collect()
    }
  }

  /// Reads all answers to what was sent.
  /// - Returns: the rows of the last one.
  /// - Throws: the first error among them.
  func collect() throws(PostgresError) -> Rows {
    flush()
    var rows = Rows.empty
    var failure: PostgresError?
    while let result = nextResult() {
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: rows = result.rows()
      case PGRES_COPY_IN, PGRES_COPY_OUT: failure = failure ?? refuseCopy(result.status)
      default: failure = failure ?? result.error()
      }
    }
    if let failure { throw classified(failure) }
    return rows
  }

  /// An error answer, as what it means for the connection.
  func classified(_ failure: PostgresError) -> PostgresError {
    guard !isAlive else { return failure }
    var failure = failure
    failure.code = .connectionLost
    return failure
  }

  /// libpq refuses to send when the connection is dead, or when it is called wrongly (too many parameters).
  func sendingError() -> PostgresError {
    connectionError(isAlive ? .misuse : .connectionLost)
  }

  /// Ends a COPY that nobody is going to feed or read.
  func refuseCopy(_ status: ExecStatusType) -> PostgresError {
    if status == PGRES_COPY_IN {
      while PQputCopyEnd(handle, "COPY needs copyIn or copyOut") == 0 { wait(forOutput: true) }
      flush()
    } else {
      discardCopyOut()
    }
    return PostgresError(.misuse, "COPY needs copyIn or copyOut")
  }
}

extension PostgresError {
  /// Whether preparing the statement again would help.
  fileprivate var isStaleStatement: Bool {
    sqlState == .invalidStatementName
      || sqlState == .featureNotSupported && message.contains("cached plan must not change result type")
  }
}

extension Rows {
  static let empty = Rows(storage: Storage(columns: [], affected: 0, count: 0, bytes: [], cells: []))
}
