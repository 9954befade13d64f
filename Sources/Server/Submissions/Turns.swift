/// Lets so many at a time go on, in the order in which they came. Whoever waits costs nothing else.
actor Turns {
  private var left: Int
  private var waiting: ArraySlice<CheckedContinuation<Void, Never>> = []

  init(_ atATime: Int) { left = atATime }

  /// - Throws: what `body` throws.
  func take<R: Sendable, Failure: Error>(
    _ body: @Sendable () async throws(Failure) -> R
  ) async throws(Failure) -> R {
    if left > 0 {
      left -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      // A turn is handed on, so that nobody who comes now gets it before those who wait.
      if let next = waiting.popFirst() { next.resume() } else { left += 1 }
    }
    return try await body()
  }
}
