/// Pauses that double from 50 ms to 5 s, shortened by up to a half at random, so that many do not return at once.
struct Backoff {
  private static let first = Duration.milliseconds(50)
  private static let longest = Duration.seconds(5)
  private var current = Self.first

  /// The next pause.
  mutating func next() -> Duration {
    defer { current = min(current * 2, Self.longest) }
    return current * Double.random(in: 0.5...1)
  }
}
