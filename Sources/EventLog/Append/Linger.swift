/// How long the appender waits for callers who are about to come back, before it sends the next call.
///
/// Callers who have just got their answers usually have the next unit ready at once. Sending without them splits the
/// callers into two halves that take turns, each with half of the possible batch: with 16 writers and a commit of some
/// milliseconds, calls carry 8 units instead of 16. So the next call waits for as many as were answered and were waiting
/// then, for at most a twentieth of what the last call took.
struct Linger {
  static let longest = Duration.milliseconds(1)

  private var expected = 0
  private var allowance = Duration.zero
  private var lastEnd = ContinuousClock.now

  /// Until when to wait for more than `waiting` submissions; `nil` to send now.
  func deadline(waiting: Int) -> ContinuousClock.Instant? {
    // Who has not come back within the time of a call is not about to.
    guard waiting < expected, ContinuousClock.now < lastEnd + allowance * 20 else { return nil }
    return ContinuousClock.now + allowance
  }

  func isWorthIt(waiting: Int, until deadline: ContinuousClock.Instant) -> Bool {
    waiting < expected && ContinuousClock.now < deadline
  }

  /// Notes that a call has just answered `answered` submissions while `waiting` others were queueing.
  mutating func note(answered: Int, waiting: Int, duration: Duration) {
    expected = answered + waiting
    allowance = min(duration / 20, Self.longest)
    lastEnd = .now
  }
}
