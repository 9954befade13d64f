import Synchronization

/// Connects a cancellation, which may come at any time, with what it is to do, which is known only after a while.
final class Withdrawal: Sendable {
  private enum State {
    case idle
    case armed(@Sendable () -> Void)
    case fired
  }

  private let state = Mutex(State.idle)

  /// Says what ``fire()`` does; does it at once if that was called already.
  func arm(_ action: @escaping @Sendable () -> Void) {
    let hasFired = state.withLock { state in
      if case .fired = state { return true }
      state = .armed(action)
      return false
    }
    if hasFired { action() }
  }

  func fire() {
    let action: (@Sendable () -> Void)? = state.withLock { state in
      defer { state = .fired }
      if case .armed(let action) = state { return action }
      return nil
    }
    action?()
  }
}
