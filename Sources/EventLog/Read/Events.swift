public import Postgres

extension EventLog {
  /// The events after a position, up to the end of the log at the time when that is reached.
  public func events(after position: Position, types: [String]? = nil) -> Events {
    Events(log: self, after: position, types: types, listener: nil)
  }

  /// The events after a position and then every new one, until the task is cancelled. It is woken by NOTIFY, on a
  /// connection of its own, and reads again whenever that was lost: it misses nothing and repeats nothing.
  ///
  /// - Parameters:
  ///   - position: the last event that the caller has.
  ///   - types: the types wanted; `nil` for all.
  ///   - configuration: where to listen; not through a pooler in transaction mode.
  /// - Returns: a sequence that can be iterated any number of times, from `position` each time.
  public func follow(
    after position: Position,
    types: [String]? = nil,
    listeningOn configuration: Configuration
  ) -> Events {
    let listener = Listener(configuration, channels: ["registry_event"], logger: logger)
    return Events(log: self, after: position, types: types, listener: listener)
  }
}

/// Events in the order of positions, read in pages: no more than one page is in memory.
public struct Events: AsyncSequence, Sendable {
  public typealias Element = RecordedEvent
  public typealias Failure = EventLogError

  /// An event has at most 64 kB, so a page at most 32 MB; usually it has less than 1.
  static let pageSize = 512

  let log: EventLog
  let after: Position
  let types: [String]?
  let listener: Listener?

  init(log: EventLog, after: Position, types: [String]?, listener: Listener?) {
    self.log = log
    self.after = after
    self.types = types
    self.listener = listener
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(
      log: log,
      types: types,
      notifications: listener?.makeAsyncIterator(),
      page: EventPage(events: [], end: after, head: after)
    )
  }

  public struct Iterator: AsyncIteratorProtocol {
    public typealias Failure = EventLogError

    let log: EventLog
    let types: [String]?
    var notifications: Listener.Iterator?
    var page: EventPage
    var next = 0
    /// Whether notifications are being received: only then is a wait for one sure to end.
    var isListening = false

    public mutating func next() async throws(EventLogError) -> RecordedEvent? {
      while true {
        if next < page.events.count {
          next += 1
          return page.events[next - 1]
        }
        if isFollowing && !isListening {
          // Listening before reading: what comes between the two is notified.
          guard await notifications?.next() != nil else { return nil }
          isListening = true
        }
        guard !Task.isCancelled else { return nil }
        let end = page.end
        do throws(EventLogError) {
          page = try await log.page(after: end, types: types, limit: Events.pageSize)
        } catch {
          // A task that is cancelled while it reads ends as one that is cancelled while it waits.
          if isFollowing && Task.isCancelled { return nil }
          guard isFollowing && error.code == .unavailable else { throw error }
          try? await Task.sleep(for: .milliseconds(100))
          continue
        }
        next = 0
        if page.end == end {
          guard isFollowing, await isWoken(beyond: end) else { return nil }
        }
      }
    }

    /// Waits until there may be events after `end`; false if the task is cancelled.
    private mutating func isWoken(beyond end: Position) async -> Bool {
      while let notification = await notifications?.next() {
        // Messages that have queued up while a page was handled speak of what has been read already.
        guard case .message(let message) = notification, let head = Self.position(message.payload, of: log.node),
          head <= end
        else { return true }
      }
      return false
    }

    /// The head that a notification tells, `.start` if it is another node's, `nil` if it cannot be read.
    private static func position(_ payload: String, of node: Node) -> Position? {
      let parts = payload.split(separator: ":")
      guard parts.count == 2, let sender = Int32(parts[0]), let head = Int64(parts[1]) else { return nil }
      return sender == node.rawValue ? Position(rawValue: head) : .start
    }

    private var isFollowing: Bool { notifications != nil }
  }
}
