import CanonicalJSON
import Postgres

/// Where a read model stands: how much of the log it has applied, and why it does not move when it does not.
public struct Standing: Equatable, Sendable {
  let model: String
  /// The last event that it has applied.
  public private(set) var position: Int64
  /// The last event of the log.
  public let head: Int64
  /// How long the oldest event that is not applied yet has been waiting, rounded up.
  private(set) var lagSeconds: Int64
  let failures: Int32
  /// As `projection.status` puts it: `caught up`, `streams parked`, `working`, `failing`, `no worker leads it`.
  let state: String
  /// Events a second while working.
  let rate: Int64
  /// Streams that wait for an event to be mended.
  let parked: Int64
  /// SQLSTATE of the last failure while it lasts.
  let errorCode: String?

  var lag: JSON {
    ["events": .integer(head - position), "seconds": .integer(lagSeconds), "head": .integer(head)]
  }

  /// The same, with rows of an older position.
  func at(_ position: Int64, lagSeconds: Int64) -> Standing {
    var older = self
    (older.position, older.lagSeconds) = (position, lagSeconds)
    return older
  }

  static func sql(node: Int32) -> SQL {
    """
    SELECT name, position, head, ceil(lag_seconds)::bigint, failures, state, rate::bigint, parked,
      error_code
    FROM projection.status
    WHERE live AND node = \(node) ORDER BY name
    """
  }

  init(
    model: String,
    position: Int64,
    head: Int64,
    lagSeconds: Int64 = 0,
    failures: Int32 = 0,
    state: String,
    rate: Int64 = 0,
    parked: Int64 = 0,
    errorCode: String? = nil
  ) {
    (self.model, self.position, self.head) = (model, position, head)
    (self.lagSeconds, self.failures, self.state) = (lagSeconds, failures, state)
    (self.rate, self.parked, self.errorCode) = (rate, parked, errorCode)
  }

  init(_ row: Row) throws(PostgresError) {
    self.init(
      model: try row.decode(String.self, at: 0),
      position: try row.decode(Int64.self, at: 1),
      head: try row.decode(Int64.self, at: 2),
      lagSeconds: try row.decode(Int64.self, at: 3),
      failures: try row.decode(Int32.self, at: 4),
      state: try row.decode(String.self, at: 5),
      rate: try row.decode(Int64.self, at: 6),
      parked: try row.decode(Int64.self, at: 7),
      errorCode: try row.decode(String?.self, at: 8)
    )
  }
}
