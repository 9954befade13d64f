public import CanonicalJSON
import Postgres

/// Rows of a read model, and where it stood when they were read: both of one moment.
public struct ModelRows: Sendable {
  public let standing: Standing
  public let rows: [JSONObject]
}

/// What a case is due.
public struct CaseEntitlement: Sendable {
  public let standing: Standing
  /// Nil when the read model knows no such case.
  public let items: [JSONObject]?
  /// Of all rules that the case falls under: what they ask for beside what is known.
  public let criteria: [JSONObject]
}

/// An event as the first page lists it; its payload stays out.
struct NewEvent: Sendable {
  let position: Int64
  let type: String
  let stream: String
  let occurredAt: PostgresTimestamp
  let recordedAt: PostgresTimestamp
}

/// What the first page shows. Its figures say for themselves where they stand.
struct Overview: Sendable {
  static let figures: Set<BureauQuery> = [.capacity, .items]

  let head: Int64
  let standings: [Standing]
  private(set) var figures: BureauAnswers
  let newest: [NewEvent]

  func hiding(_ queries: Set<BureauQuery>) -> Overview {
    var overview = self
    overview.figures.hidden = queries
    return overview
  }
}
