public import Foundation
import Postgres

/// Of which moment a replay is: on the one axis what was known, on the other what was true. Without any, of all of the log.
public struct Moment: Hashable, Sendable {
  /// Known: the events up to this position.
  public var position: Int64?
  /// Known: the events that the log had taken by then.
  public var knownAt: Date?
  /// True: what had happened by the end of this day, `YYYY-MM-DD`, as far as it was known.
  public var trueAt: String?

  public init(position: Int64? = nil, knownAt: Date? = nil, trueAt: String? = nil) {
    (self.position, self.knownAt, self.trueAt) = (position, knownAt, trueAt)
  }

  public static let now = Moment()
}
