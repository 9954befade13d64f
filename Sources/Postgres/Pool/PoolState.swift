/// Who has which connection and who waits, without any input or output: ``ConnectionPool`` does what it decides.
///
/// Between calls, if anyone waits then nothing is idle and all places are taken: nobody can overtake those who wait.
struct PoolState<Item, Waiter> {
  enum Permission {
    case use(Item)
    /// A place is reserved for a connection that the caller now opens.
    case open
  }

  enum Refusal: Error {
    case poolClosed, tooManyWaiters, timeout, cancelled
  }

  typealias Answer = Result<Permission, Refusal>

  enum Return {
    case kept
    case handOver(Waiter)
    case close
  }

  private let maximum: Int
  private let maximumWaiters: Int
  /// Places that are taken: idle and lent connections, and those being opened or closed.
  private var taken = 0
  /// The most recently used one is last and is taken first, so that others may rest.
  private var idle: [Item] = []
  private var line: [(ticket: Int, waiter: Waiter)] = []
  private var lastTicket = 0
  private var isClosed = false

  init(maximum: Int, maximumWaiters: Int) {
    self.maximum = maximum
    self.maximumWaiters = maximumWaiters
  }

  /// What can be had at once; `nil` if the caller must wait.
  mutating func take() -> Answer? {
    if isClosed { return .failure(.poolClosed) }
    if let item = idle.popLast() { return .success(.use(item)) }
    if taken < maximum {
      taken += 1
      return .success(.open)
    }
    return line.count < maximumWaiters ? nil : .failure(.tooManyWaiters)
  }

  /// A name for one who may have to wait.
  mutating func ticket() -> Int {
    lastTicket += 1
    return lastTicket
  }

  /// Puts a waiter at the end of the line, unless something can be had at once after all.
  mutating func wait(_ ticket: Int, _ makeWaiter: () -> Waiter) -> Answer? {
    if let answer = take() { return answer }
    line.append((ticket, makeWaiter()))
    return nil
  }

  /// Takes a waiter out of the line, if it still stands there.
  mutating func leave(_ ticket: Int) -> Waiter? {
    line.firstIndex { $0.ticket == ticket }.map { line.remove(at: $0).waiter }
  }

  /// What to do with a connection that came back in good order.
  mutating func giveBack(_ item: Item) -> Return {
    if isClosed {
      taken -= 1
      return .close
    }
    if !line.isEmpty { return .handOver(line.removeFirst().waiter) }
    idle.append(item)
    return .kept
  }

  /// A connection is gone.
  /// - Returns: who takes over its place, and opens another.
  mutating func releasePlace() -> Waiter? {
    if !line.isEmpty { return line.removeFirst().waiter }
    taken -= 1
    return nil
  }

  /// Refuses everything from now on.
  /// - Returns: the connections to close and the waiters to turn away.
  mutating func close() -> (idle: [Item], waiters: [Waiter]) {
    defer {
      isClosed = true
      taken -= idle.count
      idle = []
      line = []
    }
    return (idle, line.map(\.waiter))
  }
}

extension PoolState: Sendable where Item: Sendable, Waiter: Sendable {}
extension PoolState.Permission: Sendable where Item: Sendable {}
