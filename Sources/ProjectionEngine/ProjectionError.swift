public import Postgres

/// Why the projections could not do what they were asked. A batch that fails is no error: it is tried again, and
/// ``ProjectionStatus`` says why it fails.
public struct ProjectionError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure; a struct, so that a new one breaks nobody's `switch`.
  public struct Code: Hashable, Sendable {
    private enum Kind: Sendable {
      case folder, changed, lostLead, stuck, timeout, noDivision, badKey, cancelled, database
    }
    private let kind: Kind

    /// A folder of a read model cannot be read.
    public static let folder = Code(kind: .folder)
    /// The statements of a version are not those that filled its tables.
    public static let changed = Code(kind: .changed)
    /// Another worker leads.
    public static let lostLead = Code(kind: .lostLead)
    /// A projection that is waited for fails.
    public static let stuck = Code(kind: .stuck)
    /// A projection did not get to a position in time.
    public static let timeout = Code(kind: .timeout)
    /// Rows of one division are asked of a view that tells none.
    public static let noDivision = Code(kind: .noDivision)
    /// Rows behind a key are asked for that cannot be one of the view's.
    public static let badKey = Code(kind: .badKey)
    /// The task was cancelled.
    public static let cancelled = Code(kind: .cancelled)
    /// The server cannot be reached, or refused.
    public static let database = Code(kind: .database)
  }

  public let code: Code
  /// A sentence without any data of the log.
  public let description: String
  /// What the database client reported, if it was that.
  public let cause: PostgresError?

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
    cause = nil
  }

  init(_ cause: PostgresError) {
    code =
      switch cause.sqlState {
      case SQLState(rawValue: "QM001"): .lostLead
      case SQLState(rawValue: "QM003"): .changed
      default: cause.code == .cancelled ? .cancelled : .database
      }
    // The messages of QM001 and QM003 are ours and name the projection alone.
    description = code == .lostLead || code == .changed ? cause.message : cause.description
    self.cause = cause
  }

  /// From whatever a closure on a connection has thrown.
  init(any error: any Error) {
    switch error {
    case let error as ProjectionError: self = error
    case let error as PostgresError: self.init(error)
    case is CancellationError: self.init(.cancelled, "cancelled")
    default: self.init(.database, "\(type(of: error))")
    }
  }
}
