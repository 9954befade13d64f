import Postgres

/// How a log is worked through: in batches as large as is good, with the rows counted again as tables grow.
struct Pace: Sendable {
  private var batches = BatchSize()
  /// The position at which the rows were last counted.
  private var counted: Int64?

  /// How many events the next batch may have.
  var size: Int32 { batches.current }

  /// - Returns: whether the server should count the rows: a table that has doubled deserves another plan.
  mutating func succeeded(after: Int64, upTo: Int64, in duration: Duration) -> Bool {
    batches.succeeded(in: duration)
    guard upTo > 2 * (counted ?? after) + 1_000 else {
      counted = counted ?? after
      return false
    }
    counted = upTo
    return true
  }

  /// - Returns: whether a smaller batch can be tried.
  mutating func failed(events: Int64) -> Bool { batches.failed(events: events) }
}
