import Logging

/// What became of lending a connection.
enum Loan<R: Sendable, E: Error>: Sendable {
  /// The server had ended the session; nothing was executed.
  case stale
  case returned(Result<R, E>, isReusable: Bool)
}

extension Result {
  /// A server that has become another's standby stays one: the next connection goes to the one that takes writes.
  fileprivate var isOfAReadOnlyServer: Bool {
    if case .failure(let error) = self { (error as? PostgresError)?.sqlState == .readOnlyTransaction } else { false }
  }
}

extension Connection {
  /// Everything that a loan needs in one hop: is the session alive, the work itself, and leaving it clean.
  func lend<R: Sendable, E: Error>(isNew: Bool, _ body: @Sendable (isolated Connection) throws(E) -> R) -> Loan<R, E> {
    guard isNew || isHealthy() else { return .stale }
    let result: Result<R, E>
    do throws(E) {
      result = .success(try body(self))
    } catch {
      result = .failure(error)
    }
    return .returned(result, isReusable: !result.isOfAReadOnlyServer && isClean())
  }

  /// Whether the server still holds the session.
  func isHealthy() -> Bool {
    (try? live())?.isHealthy() ?? false
  }

  /// Ends a transaction that was left open.
  /// - Returns: whether the next borrower finds the connection as if new.
  func isClean() -> Bool {
    guard let session = try? live(), session.isAlive else { return false }
    if session.isOutsideTransaction { return true }
    logger.debug("rolling back a transaction that was left open")
    return (try? session.control("ROLLBACK")) != nil && session.isOutsideTransaction
  }
}
