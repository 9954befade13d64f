public import Logging
public import Postgres
import Synchronization

/// Wakes those who follow a log: one connection listens for all of them, and each reads for itself what it has not sent yet.
/// So nothing is kept for a slow reader but one wake-up.
public final class LogFeed: Sendable {
  enum Call: Sendable {
    /// There may be new events.
    case events
    /// Time to say that one is still there.
    case beat
  }

  /// Ends when it is cancelled, or when nobody has it any more: the answer to HEAD is never written.
  final class Subscription: Sendable {
    let calls: AsyncStream<Call>
    private let end: @Sendable () -> Void

    fileprivate init(_ calls: AsyncStream<Call>, end: @escaping @Sendable () -> Void) {
      (self.calls, self.end) = (calls, end)
    }

    deinit { end() }

    func cancel() { end() }
  }

  private struct Subscribers {
    var continuations: [Int: AsyncStream<Call>.Continuation] = [:]
    var next = 0
  }

  /// Between two beats: proxies cut off what is silent for half a minute.
  static let interval = Duration.seconds(15)

  private let listener: Listener?
  private let most: Int
  private let subscribers = Mutex(Subscribers())

  /// - Parameters:
  ///   - configuration: where to listen; not through a pooler in transaction mode.
  ///   - most: how many may follow at a time.
  ///   - logger: told of a lost connection.
  public convenience init(listeningOn configuration: Configuration, most: Int = 200, logger: Logger) {
    self.init(Listener(configuration, channels: ["registry_event"], logger: logger), most: most)
  }

  init(_ listener: Listener?, most: Int) {
    (self.listener, self.most) = (listener, most)
  }

  /// Calls the subscribers until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        while (try? await Task.sleep(for: Self.interval)) != nil { self.call(.beat) }
      }
      if let listener {
        group.addTask {
          for await _ in listener { self.call(.events) }
        }
      }
    }
  }

  func call(_ call: Call) {
    for continuation in subscribers.withLock({ Array($0.continuations.values) }) { continuation.yield(call) }
  }

  /// Nil when there are too many already. Calls that nobody has heard fall together into the last one. Pages leave half of the
  /// places to programs.
  func subscribe(asPage isPage: Bool = false) -> Subscription? {
    let (calls, continuation) = AsyncStream.makeStream(of: Call.self, bufferingPolicy: .bufferingNewest(1))
    let number = subscribers.withLock { subscribers -> Int? in
      guard subscribers.continuations.count < (isPage ? most / 2 : most) else { return nil }
      subscribers.next += 1
      subscribers.continuations[subscribers.next] = continuation
      return subscribers.next
    }
    guard let number else { return nil }
    return Subscription(calls) { [self] in
      _ = subscribers.withLock { $0.continuations.removeValue(forKey: number) }
      continuation.finish()
    }
  }

  var count: Int { subscribers.withLock { $0.continuations.count } }
}
