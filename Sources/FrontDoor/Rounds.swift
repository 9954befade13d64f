/// The rounds whose decisions are on their way into the log, and who waits for their end.
struct Rounds {
  typealias Number = Int

  private var last = 0
  private var waiting: [Number: [CheckedContinuation<Void, Never>]] = [:]

  var allOpen: [Number] { Array(waiting.keys) }

  mutating func open() -> Number {
    last += 1
    waiting[last] = []
    return last
  }

  mutating func close(_ round: Number) {
    for continuation in waiting.removeValue(forKey: round) ?? [] { continuation.resume() }
  }

  /// At once if the round is closed already.
  mutating func whenClosed(_ round: Number, _ continuation: CheckedContinuation<Void, Never>) {
    guard waiting[round] != nil else { return continuation.resume() }
    waiting[round]?.append(continuation)
  }
}
