extension Connection {
  /// Sends all statements without waiting for each answer: one round trip for many statements.
  ///
  /// Each is a transaction of its own (unless one is open), so that an error in one leaves the others in effect.
  /// `COPY` cannot be pipelined. For many rows of one kind, a single statement over `unnest` of arrays is faster still.
  /// - Returns: an answer for each statement, in order.
  /// - Throws: an error of the connection, or ``PostgresError/Code/cancelled``. Some of the statements may have taken
  ///   effect then.
  public func pipeline(_ statements: [SQL]) throws(PostgresError) -> [Result<Rows, PostgresError>] {
    try live().pipeline(statements, isAtomic: false)
  }

  /// Sends all statements without waiting for each answer, as one transaction (or as part of the open one).
  /// - Returns: an answer for each statement, in order.
  /// - Throws: the error of the first statement that failed; none took effect then. If the connection is lost, whether
  ///   they took effect is not known.
  public func pipelineAtomically(_ statements: [SQL]) throws(PostgresError) -> [Rows] {
    let answers = try live().pipeline(statements, isAtomic: true)
    var rows: [Rows] = []
    rows.reserveCapacity(answers.count)
    for answer in answers { rows.append(try answer.get()) }
    return rows
  }
}
