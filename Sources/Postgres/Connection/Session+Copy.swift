import CLibPQ

extension Session {
  /// How much is sent or handed out at once, bytes.
  static let copyChunkSize = 65_536

  /// Sends a `COPY … FROM STDIN` or `COPY … TO STDOUT` and waits until the server is ready for it.
  func beginCopy(_ sql: SQL, _ direction: CopyDirection) throws(PostgresError) {
    do throws(PostgresError) {
      try command { () throws(PostgresError) in try sendCopy(sql, direction) }
    } catch {
      // Cancelled just when the server had become ready.
      if isBusy && error.code == .cancelled { endCopy(direction) }
      throw error
    }
  }

  private func sendCopy(_ sql: SQL, _ direction: CopyDirection) throws(PostgresError) {
    try send(sql, name: nil)
    flush()
    guard let result = nextResult() else { throw sendingError() }
    if result.status == (direction == .in ? PGRES_COPY_IN : PGRES_COPY_OUT) { return }
    let error =
      switch result.status {
      case PGRES_COPY_IN, PGRES_COPY_OUT: refuseCopy(result.status)
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        PostgresError(.misuse, "the statement is not a COPY \(direction)")
      default: result.error()
      }
    while nextResult() != nil {}
    throw classified(error)
  }

  /// Ends a copy before its end, such that nothing of it takes effect.
  func endCopy(_ direction: CopyDirection) {
    switch direction {
    // The server's answer is the error that we asked for.
    case .in: _ = try? endCopyIn(failure: "the client gave up")
    case .out:
      cancelOnServer()
      discardCopyOut()
      while nextResult() != nil {}
    }
  }

  /// Sends bytes, and waits until all of them are on their way: this is the backpressure.
  func putCopy(_ bytes: [UInt8]) throws(PostgresError) {
    try command { () throws(PostgresError) in
      // libpq takes an Int32 for the length, and copies what it is given.
      for start in stride(from: 0, to: bytes.count, by: Self.copyChunkSize) {
        let chunk = bytes[start..<min(start + Self.copyChunkSize, bytes.count)]
        while true {
          let status = chunk.withUnsafeBytes { chunk in
            PQputCopyData(handle, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(chunk.count))
          }
          if status == 1 { break }
          guard status == 0 else { throw sendingError() }
          wait(forOutput: true)
        }
        flush()
      }
    }
  }

  /// Ends a `COPY … FROM STDIN`; with a `failure`, such that nothing of it takes effect.
  /// - Returns: the number of rows.
  func endCopyIn(failure: String? = nil) throws(PostgresError) -> Int {
    try command(isCancellable: failure == nil) { () throws(PostgresError) in
      while PQputCopyEnd(handle, failure) == 0 { wait(forOutput: true) }
      return try collect().affected
    }
  }

  /// Reads about ``copyChunkSize`` bytes of a `COPY … TO STDOUT`.
  /// - Returns: whole messages (rows, mostly) behind one another; `nil` at the end.
  func nextCopyChunk() throws(PostgresError) -> [UInt8]? {
    try command { () throws(PostgresError) in
      var bytes: [UInt8] = []
      while bytes.count < Self.copyChunkSize {
        var buffer: UnsafeMutablePointer<CChar>?
        let length = PQgetCopyData(handle, &buffer, 1)
        defer { PQfreemem(buffer) }
        if length > 0 {
          bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(length)))
        } else if length == 0 && isAlive {
          // What has come is worth more to the caller now than a full chunk later.
          if !bytes.isEmpty { return bytes }
          wait()
        } else if !bytes.isEmpty {
          // The end, or an error, which the next call meets again.
          return bytes
        } else {
          _ = try collect()
          return nil
        }
      }
      return bytes
    }
  }

  func discardCopyOut() {
    while isAlive {
      var buffer: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle, &buffer, 1)
      PQfreemem(buffer)
      if length < 0 { return }
      if length == 0 { wait() }
    }
  }
}

enum CopyDirection {
  case `in`, out
}
