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

  init(_ label: String, unit: String) {
    state = Mutex(State(bar: ProgressBar(label, unit: unit, total: 0)))
  }

  func update(part: Int32, done: Int64, of total: Int64) {
    state.withLock { state in
      state.parts[part] = (done, total)
      let sum = state.total
      state.bar.update(state.done, of: sum)
    }
  }

  func finish() {
    state.withLock { state in
      let sum = state.total
      state.bar.finish(state.done, of: sum)
    }
  }
}
