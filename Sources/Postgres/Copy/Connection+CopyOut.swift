extension Connection {
  /// Executes a `COPY … TO STDOUT` and hands out its bytes as they come, some 64 kB at a time.
  ///
  /// Rows are whole in each piece. The server is read only as fast as `body` takes; when `body` throws, the copy is
  /// cancelled.
  public func copyOut(_ sql: SQL, _ body: @Sendable ([UInt8]) throws -> Void) throws {
    let session = try live()
    try session.beginCopy(sql, .out)
    do {
      while let bytes = try session.nextCopyChunk() { try body(bytes) }
    } catch {
      abandonCopyOut()
      throw error
    }
  }

  /// Executes a `COPY … TO STDOUT` and lends its bytes to `body`, which reads them at its own pace.
  ///
  /// ```swift
  /// try await connection.withCopyOut("COPY place (id, name) TO STDOUT (FORMAT binary)") { copy in
  ///   for try await row in copy.rows { print(try row.decode(Int64.self, String.self)) }
  /// }
  /// ```
  ///
  /// Memory is bounded: nothing is read from the server before it is asked for. If `body` leaves before the end, the copy
  /// is cancelled. Until it returns, other calls on this connection throw ``PostgresError/Code/misuse``.
  public func withCopyOut<R>(
    _ sql: SQL,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (CopyOut) async throws -> R
  ) async throws -> R {
    try await beginCopyOut(sql)
    do {
      let result = try await body(CopyOut(connection: self))
      await abandonCopyOut()
      return result
    } catch {
      await abandonCopyOut()
      throw error
    }
  }

  private func beginCopyOut(_ sql: SQL) throws(PostgresError) { try live().beginCopy(sql, .out) }
  func nextCopyChunk() throws(PostgresError) -> [UInt8]? { try live().nextCopyChunk() }
  private func abandonCopyOut() {
    guard let session, session.isBusy else { return }
    session.endCopy(.out)
  }
}

/// The bytes of a `COPY … TO STDOUT`, in pieces of whole rows, some 64 kB each. To be iterated once.
public struct CopyOut: AsyncSequence, Sendable {
  let connection: Connection

  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection) }

  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection

    public mutating func next() async throws(PostgresError) -> [UInt8]? {
      try await connection.nextCopyChunk()
    }
  }

  /// The rows of a copy in binary format. To be iterated once, and instead of the bytes.
  public var rows: CopyOutRows { CopyOutRows(connection: connection) }
}

/// The rows of a `COPY … TO STDOUT (FORMAT binary)`.
public struct CopyOutRows: AsyncSequence, Sendable {
  let connection: Connection

  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection) }

  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection
    private var parser = CopyParser()

    init(connection: Connection) {
      self.connection = connection
    }

    /// The next row.
    /// - Throws: ``PostgresError/Code/decoding`` if the copy is not in binary format.
    public mutating func next() async throws(PostgresError) -> CopyRow? {
      while true {
        if let row = try parser.next() { return row }
        guard let bytes = try await connection.nextCopyChunk() else {
          try parser.finish()
          return nil
        }
        parser.feed(bytes)
      }
    }
  }
}
