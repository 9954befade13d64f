import Synchronization

/// A progress bar that is told from wherever the work is done; of several parts it shows the sum.
final class SharedProgress: Sendable {
  private struct State {
    var bar: ProgressBar
    var parts: [Int32: (done: Int64, total: Int64)] = [:]

    var done: Int { Int(parts.values.reduce(0) { $0 + $1.done }) }
    var total: Int { Int(parts.values.reduce(0) { $0 + $1.total }) }
  }

  private let state: Mutex<State>
  /// What is done sooner shows no bar.
  private let patience: Duration
  private let began = ContinuousClock.now

  init(_ label: String, unit: String, after patience: Duration = .zero) {
    self.patience = patience
    state = Mutex(State(bar: ProgressBar(label, unit: unit, total: 0)))
  }

  private var isShown: Bool { began.duration(to: .now) >= patience }

  func update(part: Int32, done: Int64, of total: Int64) {
    state.withLock { state in
      state.parts[part] = (done, total)
      let sum = state.total
      if isShown { state.bar.update(state.done, of: sum) }
    }
  }

  func finish() {
    state.withLock { state in
      let sum = state.total
      if isShown { state.bar.finish(state.done, of: sum) }
    }
  }
}
