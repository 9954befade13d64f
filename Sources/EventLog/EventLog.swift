public import Logging
public import Postgres

/// The append-only log of one node: what it holds, it holds for ever, in one order.
///
/// ```swift
/// let log = EventLog(pool: pool, node: Node(rawValue: 371000), logger: logger)
/// switch try await log.append(AppendUnit(events: [event])) {
/// case .appended(let receipts), .duplicate(let receipts): …
/// case .conflict(let stream, let expected, let actual): …  // somebody else was faster: read, decide again
/// …
/// }
/// for try await event in log.events(after: .start) { … }
/// ```
///
/// It knows nothing of what the events mean.
public struct EventLog: Sendable {
  public let node: Node
  let pool: ConnectionPool
  let logger: Logger
  private let limits: AppendLimits
  private let appender: Appender
  /// What is set for every transaction in which something is read.
  private var settings: [(name: String, value: String)] = []
  /// How many positions a page looks through at most; nil: as many as it takes to fill it.
  private(set) var lookingThrough: Int64?

  /// - Parameters:
  ///   - pool: connections of a role that may execute `registry.append`, or only read. Appending takes one at a time.
  ///   - node: must have been installed (``DatabaseSchema/install(_:name:configuration:logger:)``).
  ///   - limits: bounds of the appender.
  ///   - logger: gets what was tried again, at debug level.
  public init(pool: ConnectionPool, node: Node, limits: AppendLimits = AppendLimits(), logger: Logger) {
    self.node = node
    self.pool = pool
    self.logger = logger
    self.limits = limits
    appender = Appender(pool: pool, node: node, limits: limits, logger: logger)
  }

  /// The same log, read under settings of the server, such as a role: `SET LOCAL`, in a transaction for each question.
  ///
  /// Who may see little of it would have the whole log read for one page: such a page looks through so many positions and
  /// says how far it came (``EventPage/end``).
  public func reading(under settings: [(name: String, value: String)], lookingThrough: Int64? = nil) -> EventLog {
    var log = self
    (log.settings, log.lookingThrough) = (settings, lookingThrough)
    return log
  }

  /// Lends a connection to whoever reads.
  func read<R: Sendable>(_ body: @Sendable (isolated Connection) throws -> R) async throws -> R {
    if settings.isEmpty { return try await pool.withConnection(body) }
    return try await pool.transaction { [settings] connection in
      try connection.set(settings)
      return try body(connection)
    }
  }

  /// Appends a unit. Concurrent callers share one call of the database (group commit) without sharing their fate.
  ///
  /// A caller that is cancelled while its unit waits gets ``EventLogError/Code/cancelled``; once the unit is on its way,
  /// it gets the outcome.
  /// - Throws: ``EventLogError/Code/overloaded``, `unavailable`, `cancelled` or `database`.
  public func append(_ unit: AppendUnit) async throws(EventLogError) -> AppendOutcome {
    try await append([unit])[0]
  }

  /// Appends units in their order; a later one may build on an earlier one. Any number: they are sent in groups.
  /// - Throws: as ``append(_:)-swift.method``. Units before the failure may be in the log; to append all again is safe.
  public func append(_ units: [AppendUnit]) async throws(EventLogError) -> [AppendOutcome] {
    var outcomes = units.map { $0.flaw.map(AppendOutcome.rejected) }
    var rest = units.indices.filter { outcomes[$0] == nil }[...]
    while !rest.isEmpty {
      let group = limits.group(rest) { units[$0].events.count }
      for (index, outcome) in zip(group, try await appender.append(group.map { units[$0] })) {
        outcomes[index] = outcome
      }
      rest = rest.dropFirst(group.count)
    }
    return outcomes.compactMap(\.self)
  }
}

extension AppendUnit {
  /// Why the unit need not be sent.
  fileprivate var flaw: AppendOutcome.Rejection? {
    if events.isEmpty { return .empty }
    return events.count > Self.maximumEvents ? .tooManyEvents : nil
  }
}
