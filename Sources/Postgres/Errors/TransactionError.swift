/// A transaction whose body failed and whose `ROLLBACK` failed too. (If only the body failed, its own error is thrown.)
public struct TransactionError: Error, Sendable, CustomStringConvertible {
  /// What the body threw.
  public let body: any Error
  /// Why the server could not roll back. The connection is not used again; ending it rolls back.
  public let rollback: PostgresError

  /// A fixed sentence without any data, fit for a log.
  public var description: String { "a transaction failed, and its ROLLBACK failed too (\(rollback))" }
}
