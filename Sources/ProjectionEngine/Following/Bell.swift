import Synchronization

/// Wakes one sleeper. A ring that nobody waits for is kept for the next who does.
final class Bell: Sendable {
  private enum State {
    case silent, rung
    case waiting(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex<State>(.silent)

  func ring() {
    let sleeper: CheckedContinuation<Void, Never>? = state.withLock { state in
      if case .waiting(let sleeper) = state {
        state = .silent
        return sleeper
      }
      state = .rung
      return nil
    }
    sleeper?.resume()
  }

  /// Returns at the next ring, after `longest`, or when the task is cancelled. For one task at a time.
  func wait(atMost longest: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.rung() }
      group.addTask { try? await Task.sleep(for: longest) }
      await group.next()
      group.cancelAll()
    }
  }

  private func rung() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { sleeper in
        let isOver = state.withLock { state in
          if case .rung = state {
            state = .silent
            return true
          }
          if Task.isCancelled { return true }
          state = .waiting(sleeper)
          return false
        }
        if isOver { sleeper.resume() }
      }
    } onCancel: {
      stopWaiting()
    }
  }

  /// Unlike a ring, it is not kept.
  private func stopWaiting() {
    let sleeper: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard case .waiting(let sleeper) = state else { return nil }
      state = .silent
      return sleeper
    }
    sleeper?.resume()
  }
}
