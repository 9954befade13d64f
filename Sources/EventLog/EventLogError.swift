public import Postgres

/// Why the log could not do what it was asked. A unit that is turned down is an ``AppendOutcome`` and no error.
public struct EventLogError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure; a struct, so that a new one breaks nobody's `switch`.
  public struct Code: Hashable, Sendable {
    private enum Kind: Sendable { case overloaded, cancelled, unavailable, database, schema, corrupt }
    private let kind: Kind

    /// Too many units are waiting to be appended. Nothing was written; try again later.
    public static let overloaded = Code(kind: .overloaded)
    /// The task was cancelled before its unit was sent. Nothing was written.
    public static let cancelled = Code(kind: .cancelled)
    /// The server cannot be reached. A unit may have been written: to append it again tells.
    public static let unavailable = Code(kind: .unavailable)
    /// The server refused, or answered in a way that cannot be read.
    public static let database = Code(kind: .database)
    /// The schema's files and the database do not belong together.
    public static let schema = Code(kind: .schema)
    /// What is stored is not what was given.
    public static let corrupt = Code(kind: .corrupt)
  }

  public let code: Code
  /// A sentence without any data, fit for a log.
  public let description: String
  /// What the database client reported, if it was that.
  public let cause: PostgresError?

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
    cause = nil
  }

  init(_ cause: PostgresError) {
    code = cause.isTemporary ? .unavailable : cause.code == .cancelled ? .cancelled : .database
    description = cause.description
    self.cause = cause
  }

  static let notInstalled = EventLogError(.database, "the node is not installed in this database")

  /// From whatever a closure on a connection has thrown.
  init(any error: any Error) {
    if let error = error as? EventLogError {
      self = error
    } else if let error = error as? PostgresError {
      self.init(error)
    } else {
      self.init(.database, "\(type(of: error))")
    }
  }
}

extension PostgresError {
  /// Whether the same statement may succeed on another connection, now or soon.
  var isTemporary: Bool {
    isServerAway || code == .acquireTimeout || code == .poolExhausted
      || sqlState == .serializationFailure || sqlState == .deadlockDetected
  }
}
