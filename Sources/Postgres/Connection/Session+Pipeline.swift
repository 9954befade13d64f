import CLibPQ

extension Session {
  /// Statements that may be unanswered at once. More would gain nothing, and would leave the server's answers to a
  /// cancelled task unread for longer.
  private static let window = 128

  /// Sends all statements without waiting for each answer.
  /// - Parameters:
  ///   - statements: the statements, in order.
  ///   - isAtomic: whether there is one synchronisation point after the last instead of one after each.
  /// - Returns: an answer for each.
  /// - Throws: an error of the connection; those of statements are among the answers.
  func pipeline(
    _ statements: [SQL],
    isAtomic: Bool
  ) throws(PostgresError) -> [Result<Rows, PostgresError>] {
    try command { () throws(PostgresError) in
      guard statements.allSatisfy({ $0.bindings.count <= Int(UInt16.max) }) else {
        throw PostgresError(.misuse, "more than \(UInt16.max) parameters")
      }
      let names = statementNames(statements)
      guard PQenterPipelineMode(handle) == 1 else { throw sendingError() }
      var pipeline = Pipeline(isAtomic: isAtomic)
      // An atomic group is sent whole even to be cancelled: what follows a part of it would commit that part.
      for (sql, name) in zip(statements, names) where (isAtomic || !didCancel) && isAlive {
        do throws(PostgresError) {
          try send(sql, name: name)
        } catch {
          abandon()
          throw error
        }
        pipeline.sent += 1
        if !isAtomic { PQpipelineSync(handle) }
        drain(&pipeline)
      }
      if isAtomic { PQpipelineSync(handle) }
      while pipeline.unanswered > 0 && isAlive { readAnswer(&pipeline) }
      if isAtomic && isAlive { readSynchronisation() }
      guard isAlive, PQexitPipelineMode(handle) == 1 else {
        abandon()
        throw connectionError(.connectionLost)
      }
      for (sql, answer) in zip(statements, pipeline.answers) { forgetIfStale(sql, answer) }
      return pipeline.answers
    }
  }

  /// Where a pipeline is.
  private struct Pipeline {
    let isAtomic: Bool
    var sent = 0
    var answers: [Result<Rows, PostgresError>] = []

    var unanswered: Int { sent - answers.count }
  }

  /// Prepares before the pipeline begins: there, a failure would fall on all later statements of the same text.
  /// Inside of a transaction, a failure would end the transaction, so that only what is prepared already is used.
  private func statementNames(_ statements: [SQL]) -> [String?] {
    statements.map { sql in
      let key = StatementCache.Key(sql)
      return isOutsideTransaction ? (try? prepareIfRepeated(sql, key)) ?? nil : self.statements.preparedName(key)
    }
  }

  /// Gets rid of output, and takes in all answers that have come. Unread ones would pile up in libpq, and a server
  /// that cannot send stops reading.
  private func drain(_ pipeline: inout Pipeline) {
    while true {
      let isBlocked = PQflush(handle) == 1
      while pipeline.unanswered > 0 && PQisBusy(handle) == 0 && isAlive { readAnswer(&pipeline) }
      if isBlocked {
        wait(forOutput: true)
      } else if pipeline.unanswered >= Self.window {
        // Without it, the server keeps answers to itself until the synchronisation point.
        if pipeline.isAtomic { PQsendFlushRequest(handle) }
        while pipeline.unanswered > Self.window / 2 && isAlive { readAnswer(&pipeline) }
        return
      } else {
        return
      }
    }
  }

  /// Reads all that belongs to the oldest unanswered statement.
  private func readAnswer(_ pipeline: inout Pipeline) {
    // The first request stopped one statement only.
    if didCancel { cancelOnServer() }
    var answer: Result<Rows, PostgresError> = .success(.empty)
    while let result = nextResult() {
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: answer = .success(result.rows())
      case PGRES_PIPELINE_ABORTED:
        answer = .failure(PostgresError(.transactionAborted, "a statement before it in the pipeline failed"))
      case PGRES_COPY_IN, PGRES_COPY_OUT:
        // The server is not in step any more (manual, 34.5.1.1: COPY is disallowed).
        abandon()
        answer = .failure(PostgresError(.misuse, "COPY cannot be pipelined"))
      default: answer = .failure(classified(result.error()))
      }
      if !isAlive { break }
    }
    pipeline.answers.append(answer)
    if !pipeline.isAtomic && isAlive { readSynchronisation() }
  }

  private func readSynchronisation() {
    guard let result = nextResult(), result.status == PGRES_PIPELINE_SYNC else {
      abandon()
      return
    }
  }
}
