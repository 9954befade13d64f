extension Connection {
  /// Executes a `COPY … FROM STDIN` with what `body` writes. Nothing takes effect if it throws.
  ///
  /// ```swift
  /// try await connection.copyIn("COPY place (id, name) FROM STDIN (FORMAT binary)") { writer in
  ///   for place in places { try writer.row(place.id, place.name) }
  /// }
  /// ```
  ///
  /// Memory is bounded: the writer waits for the server. An error in a row shows at the end.
  /// - Returns: the number of rows.
  @discardableResult
  public func copyIn(_ sql: SQL, _ body: @Sendable (inout CopyWriter) throws -> Void) throws -> Int {
    let session = try live()
    try session.beginCopy(sql, .in)
    var writer = CopyWriter(session)
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      failCopyIn()
      throw error
    }
    return try session.endCopyIn()
  }

  /// Executes a `COPY … FROM STDIN (FORMAT binary)` with rows that come over time. Nothing takes effect if the sequence
  /// throws. Memory is bounded: the next row is asked for when the server has taken what was there.
  ///
  /// Until it ends, other calls on this connection throw ``PostgresError/Code/misuse``.
  /// - Returns: the number of rows.
  @discardableResult
  public func copyIn<Rows: AsyncSequence>(
    _ sql: SQL,
    rows: Rows,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> Int where Rows.Element == CopyRow {
    try await beginCopyIn(sql)
    do {
      var buffer = [UInt8].copyHeader
      for try await row in rows {
        buffer.append(contentsOf: row.bytes)
        if buffer.count < Session.copyChunkSize { continue }
        try await putCopy(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
      // Sequences may end early, without an error, when their task is cancelled.
      try Task.checkCancellation()
      try await putCopy(buffer + [UInt8].copyTrailer)
      return try await endCopyIn()
    } catch {
      await failCopyIn()
      throw error is CancellationError ? PostgresError(.cancelled, "cancelled during COPY") : error
    }
  }

  private func beginCopyIn(_ sql: SQL) throws(PostgresError) { try live().beginCopy(sql, .in) }
  private func putCopy(_ bytes: [UInt8]) throws(PostgresError) { try live().putCopy(bytes) }
  private func endCopyIn() throws(PostgresError) -> Int { try live().endCopyIn() }

  /// Makes the server forget what was copied.
  private func failCopyIn() {
    guard let session, session.isBusy else { return }
    session.endCopy(.in)
  }
}
