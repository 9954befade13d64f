public import Postgres

/// Where a version of a read model stands on a node: a row of the view `projection.status`.
public struct ProjectionStatus: Hashable, Sendable {
  public let name: String
  public let version: Int32
  /// How often this version has been filled.
  public let generation: Int32
  public let schema: String
  /// Whether readers see this version.
  public let isLive: Bool
  public let node: Int32
  /// The last event that is applied.
  public let position: Int64
  /// The last event of the log.
  public let head: Int64
  /// How long the oldest event that is not applied yet has been waiting; 0 when there is none.
  public let lagSeconds: Double
  /// Events a second while working, smoothed over the last batches.
  public let rate: Double
  /// How often the lead has been taken.
  public let epoch: Int64
  /// Whether a living session leads it.
  public let isLed: Bool
  /// `caught up`, `streams parked`, `working`, `failing` or `no worker leads it`.
  public let state: String
  /// Failed tries since the last batch that went well.
  public let failures: Int32
  /// The SQLSTATE of the last failure; QM002 for an event type that the read model does not know.
  public let errorCode: String?
  /// What the server said, and in which line of the statements. It may quote a value of an event.
  public let error: String?
  /// The batch that failed: the events after the first position up to the second. Narrowed down to one event.
  public let failedAfter: Int64?
  public let failedUpTo: Int64?
  /// Streams that wait for an event to be mended.
  public let parked: Int64

  public var lagEvents: Int64 { head - position }

  /// Where every version of every read model stands, on every node of the database.
  /// - Parameter pool: of a role that may read.
  /// - Returns: a row for each version and node, by node and name.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public static func all(_ pool: ConnectionPool) async throws(ProjectionError) -> [ProjectionStatus] {
    do throws(PostgresError) {
      var all: [ProjectionStatus] = []
      for row in try await pool.query(query) { all.append(try ProjectionStatus(row)) }
      return all
    } catch {
      throw ProjectionError(error)
    }
  }

  private static let query: SQL = """
    SELECT name, version, schema, live, node, position, head, (lag_seconds * 1000000)::bigint, rate::bigint, epoch, led,
      state, failures, error_code, error, failed_after, failed_upto, parked, generation
    FROM projection.status ORDER BY node, name, version, generation
    """

  init(_ row: Row) throws(PostgresError) {
    name = try row.decode(String.self, at: 0)
    version = try row.decode(Int32.self, at: 1)
    schema = try row.decode(String.self, at: 2)
    isLive = try row.decode(Bool.self, at: 3)
    node = try row.decode(Int32.self, at: 4)
    position = try row.decode(Int64.self, at: 5)
    head = try row.decode(Int64.self, at: 6)
    lagSeconds = Double(try row.decode(Int64.self, at: 7)) / 1_000_000
    rate = Double(try row.decode(Int64.self, at: 8))
    epoch = try row.decode(Int64.self, at: 9)
    isLed = try row.decode(Bool.self, at: 10)
    state = try row.decode(String.self, at: 11)
    failures = try row.decode(Int32.self, at: 12)
    errorCode = try row.decode(String?.self, at: 13)
    error = try row.decode(String?.self, at: 14)
    failedAfter = try row.decode(Int64?.self, at: 15)
    failedUpTo = try row.decode(Int64?.self, at: 16)
    parked = try row.decode(Int64.self, at: 17)
    generation = try row.decode(Int32.self, at: 18)
  }
}
