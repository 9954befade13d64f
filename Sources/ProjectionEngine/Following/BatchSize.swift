/// How many events the next batch may have: as many as keep a batch short, fewer when one fails.
///
/// A batch has a cost of its own, however few events it has. So a slow server does not make it smaller than ``least``: then
/// it would be slower still.
///
/// A failed batch is tried again in halves. What stands before the event that cannot be applied gets applied, and the
/// failure names that one event.
struct BatchSize: Sendable {
  static let largest: Int32 = 2_000
  static let least: Int32 = 100
  /// A batch locks its rows while it runs, and is lost when the worker is: half a second is long enough.
  static let longest = Duration.milliseconds(500)

  private(set) var current: Int32 = 500

  mutating func succeeded(in duration: Duration) {
    if current < Self.least || duration < Self.longest / 3 {
      current = min(current * 2, Self.largest)
    } else if duration > Self.longest {
      current = max(current / 2, Self.least)
    }
  }

  /// - Parameter events: how many the failed batch had.
  /// - Returns: whether a smaller batch can be tried.
  mutating func failed(events: Int64) -> Bool {
    guard events > 1 else {
      current = 1
      return false
    }
    current = Int32(clamping: events / 2)
    return true
  }
}
