public import EventLog
public import Notary
public import Postgres
import Registry

/// Holds what is on record against itself, as of one moment: every certificate against the stock that its form came from, what was
/// granted and paid against the events that must be there for it, and what the database keeps beside the log (the columns of each
/// event, the claims, the vouchers) against what the events lead to.
///
/// It reads the streams themselves, none of the read models, and keeps a few words of each case in memory.
public struct RecordAudit: Sendable {
  private let pool: ConnectionPool
  private let node: Node

  /// - Parameters:
  ///   - pool: of a role that may read all of the log.
  ///   - node: the registry.
  public init(_ pool: ConnectionPool, node: Node) {
    (self.pool, self.node) = (pool, node)
  }

  /// What an audit has read, and what it has found.
  public struct Report: Sendable {
    public internal(set) var events = 0
    public internal(set) var forms = FormCounts()
    /// What stands: waiver decisions, lines of batches, claims for a subsidy.
    public internal(set) var decisions = 0
    public internal(set) var lines = 0
    public internal(set) var subsidies = 0
    /// What only one may hold at a time, and is held.
    public internal(set) var claims = 0
    public internal(set) var findings: [Finding] = []
  }

  /// - Throws: `PostgresError` where the database cannot be read now.
  public func run(progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void) async throws -> Report {
    let number = node.rawValue
    return try await pool.transaction(mode: .snapshot) { connection in
      var reading = RecordReading(node: number)
      let head = try connection.query("SELECT position FROM registry.head WHERE node = \(number)")
      let total = try head.first?.decode(Int64.self, at: 0) ?? 0
      for kind in RecordReading.kinds {
        try reading.read(kind, on: connection) { progress($0, Int(total)) }
      }
      return try reading.finish(on: connection)
    }
  }
}
