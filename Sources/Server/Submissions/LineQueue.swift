/// Lines on their way from a request's body to the front door. Whoever reads waits while it is full, so that a client that
/// sends faster than the registry decides is slowed down; whoever submits takes all that has come meanwhile.
actor LineQueue {
  /// In bytes. The lines that come in at once may exceed it.
  private let capacity: Int
  private var lines: [NumberedLine] = []
  private var size = 0
  private var isFinished = false
  private var reader: CheckedContinuation<Void, Never>?
  private var taker: CheckedContinuation<Void, Never>?

  init(capacity: Int = 4 << 20) {
    self.capacity = capacity
  }

  /// Waits until there is room; one reader at a time.
  /// - Returns: false when nobody takes lines any more.
  func put(_ more: [NumberedLine]) async -> Bool {
    if size >= capacity, !isFinished { await withCheckedContinuation { reader = $0 } }
    guard !isFinished else { return false }
    lines += more
    size += more.reduce(0) { $0 + $1.bytes.count }
    wake(&taker)
    return true
  }

  /// Waits until there are some; nil at the end. One taker at a time.
  func take(most: Int) async -> [NumberedLine]? {
    if lines.isEmpty, !isFinished { await withCheckedContinuation { taker = $0 } }
    guard !lines.isEmpty else { return nil }
    let taken = Array(lines.prefix(most))
    lines.removeFirst(taken.count)
    size -= taken.reduce(0) { $0 + $1.bytes.count }
    if size < capacity { wake(&reader) }
    return taken
  }

  /// Nothing comes any more; what is there may be taken.
  func finish() {
    isFinished = true
    wake(&reader)
    wake(&taker)
  }

  private func wake(_ waiting: inout CheckedContinuation<Void, Never>?) {
    waiting?.resume()
    waiting = nil
  }
}
