/// What went wrong, safe to log by default.
///
/// ``description`` is a fixed sentence with the ``SQLState`` and the names of the objects concerned: PostgreSQL puts
/// values of the statement into ``message``, ``detail`` and ``hint`` ("Key (id)=(…) already exists"), so these are
/// shown by `String(reflecting:)` only, which belongs in a debugger and not in a log.
public struct PostgresError: Error, Sendable {
  /// The kind of failure. A struct and not an enum, so that a new code breaks nobody's `switch`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String, Sendable {
      case configuration, connectionFailed, connectionLost, connectionClosed, server, decoding, cancelled
      case commitOutcomeUnknown, notReplicated, transactionAborted, misuse, acquireTimeout, poolExhausted, poolClosed
    }

    private let kind: Kind

    /// The connection string cannot be read.
    public static let configuration = Code(kind: .configuration)
    /// No server could be reached, or it refused the session.
    public static let connectionFailed = Code(kind: .connectionFailed)
    /// The session ended while it was in use: what was being executed may or may not have taken effect.
    public static let connectionLost = Code(kind: .connectionLost)
    /// ``Connection/close()`` was called before.
    public static let connectionClosed = Code(kind: .connectionClosed)
    /// The server answered with an error: see ``PostgresError/sqlState``.
    public static let server = Code(kind: .server)
    /// A value is not of the Swift type asked for.
    public static let decoding = Code(kind: .decoding)
    /// The Swift task was cancelled. A statement outside of a transaction may have taken effect nevertheless.
    public static let cancelled = Code(kind: .cancelled)
    /// The session ended during `COMMIT`: only reading can tell whether the transaction took effect.
    public static let commitOutcomeUnknown = Code(kind: .commitOutcomeUnknown)
    /// It took effect on this server, whose wait for its synchronous standbys was cut short (by `pg_cancel_backend`, a
    /// `statement_timeout`): should the server be lost now, so is what was committed. Not to be taken for a success.
    public static let notReplicated = Code(kind: .notReplicated)
    /// The body of a transaction swallowed an error, so that the server rolled back what should have been committed.
    public static let transactionAborted = Code(kind: .transactionAborted)
    /// A call that its documentation excludes, such as a transaction inside a transaction.
    public static let misuse = Code(kind: .misuse)
    /// No connection became free in time.
    public static let acquireTimeout = Code(kind: .acquireTimeout)
    /// Too many callers are waiting for a connection already.
    public static let poolExhausted = Code(kind: .poolExhausted)
    /// ``ConnectionPool/close()`` was called before.
    public static let poolClosed = Code(kind: .poolClosed)

    public var description: String { kind.rawValue }
  }

  /// What the server says about an error beyond its ``PostgresError/sqlState``.
  struct ServerFields: Sendable {
    var detail: String?
    var hint: String?
    var schema: String?
    var table: String?
    var column: String?
    var constraint: String?
  }

  public internal(set) var code: Code
  /// The SQLSTATE, if the server gave one.
  public internal(set) var sqlState: SQLState?
  /// The primary message. It may contain data.
  public internal(set) var message: String
  var fields = ServerFields()

  init(_ code: Code, _ message: String, sqlState: SQLState? = nil) {
    self.code = code
    self.sqlState = sqlState
    self.message = message
  }

  /// The secondary message. It may contain data.
  public var detail: String? { fields.detail }
  /// What the server suggests. It may contain data.
  public var hint: String? { fields.hint }
  /// The schema of the object concerned.
  public var schema: String? { fields.schema }
  /// The table concerned.
  public var table: String? { fields.table }
  /// The column concerned.
  public var column: String? { fields.column }
  /// The constraint that was violated.
  public var constraint: String? { fields.constraint }

  /// Whether the session is gone and the same work may succeed on another connection.
  public var isConnectionLost: Bool {
    code == .connectionLost || code == .connectionFailed || code == .commitOutcomeUnknown || code == .connectionClosed
  }

  /// Whether it is the server's state, and not the statement, that is wrong: it goes down or comes up, takes no more sessions, is
  /// not (or no longer) the one that takes writes, or lost its standbys. The same work may succeed soon, maybe on another server.
  public var isServerAway: Bool {
    isConnectionLost || code == .notReplicated || sqlState.map { Self.statesOfAServerAway.contains($0) } ?? false
  }

  private static let statesOfAServerAway: Set<SQLState> = [
    .adminShutdown, .crashShutdown, .cannotConnectNow, .tooManyConnections, .readOnlyTransaction,
  ]
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
  /// A fixed sentence without any data, fit for a log.
  public var description: String {
    var text = "PostgreSQL: \(code.sentence)"
    if let sqlState { text += " [\(sqlState)]" }
    if let constraint { text += ", constraint \(constraint)" }
    if let table { text += ", table \(schema.map { $0 + "." } ?? "")\(table)" }
    return text
  }

  /// Everything known, **including data**: never for a log.
  public var debugDescription: String {
    var text = "\(description): \(message)"
    if let detail { text += "\n  detail: \(detail)" }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}

extension PostgresError.Code {
  fileprivate var sentence: String {
    switch kind {
    case .configuration: "the connection string cannot be read"
    case .connectionFailed: "no connection could be made"
    case .connectionLost: "the connection was lost"
    case .connectionClosed: "the connection is closed"
    case .server: "the server refused the statement"
    case .decoding: "a value is not of the expected type"
    case .cancelled: "the task was cancelled"
    case .commitOutcomeUnknown: "the connection was lost during COMMIT; its outcome is unknown"
    case .notReplicated: "the commit was not confirmed by a standby"
    case .transactionAborted: "the transaction was rolled back because a statement in it had failed"
    case .misuse: "the client was used in a way that its documentation excludes"
    case .acquireTimeout: "no connection became free in time"
    case .poolExhausted: "too many callers are waiting for a connection"
    case .poolClosed: "the connection pool is closed"
    }
  }
}
