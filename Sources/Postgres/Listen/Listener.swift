public import Logging

/// `LISTEN` as a sequence that survives a lost connection.
///
/// It yields ``Notification/connected`` whenever listening begins, also for the first time: a notification may have
/// been missed before, so that a follower reads what there is and then waits for the next element. The sequence
/// ends when its task is cancelled, and never throws.
///
/// ```swift
/// for await _ in Listener(configuration, channels: ["registry_event"], logger: logger) {
///   try await readWhatIsNew()
/// }
/// ```
///
/// Each iteration has a connection of its own. Notifications wake; they do not carry: the server drops duplicates in a
/// transaction, and sends them after the commit.
public struct Listener: AsyncSequence, Sendable {
  private let configuration: Configuration
  private let channels: [String]
  private let logger: Logger

  public init(_ configuration: Configuration, channels: [String], logger: Logger) {
    self.configuration = configuration
    self.channels = channels
    self.logger = logger
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(configuration: configuration, channels: channels, logger: logger)
  }

  public struct Iterator: AsyncIteratorProtocol {
    private let configuration: Configuration
    private let channels: [String]
    private let logger: Logger
    private var connection: Connection?
    /// What has come and was not taken yet, newest first.
    private var pending: [Notification.Message] = []
    private var backoff = Backoff()

    init(configuration: Configuration, channels: [String], logger: Logger) {
      self.configuration = configuration
      self.channels = channels
      self.logger = logger
    }

    /// The next element; `nil` when the task is cancelled.
    public mutating func next() async -> Notification? {
      while !Task.isCancelled {
        if let message = pending.popLast() { return .message(message) }
        do throws(PostgresError) {
          guard let connection else {
            self.connection = try await listen()
            backoff = Backoff()
            return .connected
          }
          pending = try await connection.notifications().reversed()
        } catch {
          connection = nil
          // A cancelled task gets here too; the loop ends then.
          logger.debug("listening again after a pause", metadata: ["cause": "\(error)"])
          try? await Task.sleep(for: backoff.next())
        }
      }
      connection = nil
      return nil
    }

    private func listen() async throws(PostgresError) -> Connection {
      let connection = try await Connection.open(configuration, logger: logger)
      for channel in channels { try await connection.execute("LISTEN \(identifier: channel)") }
      return connection
    }
  }
}

extension Connection {
  /// Waits for notifications; empty if the task is cancelled before.
  fileprivate nonisolated func notifications() async throws(PostgresError) -> [Notification.Message] {
    let result = await withTaskCancellationHandler {
      await waitForNotifications()
    } onCancel: {
      executor.interrupt()
    }
    return try result.get()
  }

  private func waitForNotifications() -> Result<[Notification.Message], PostgresError> {
    Result { () throws(PostgresError) in try live().notifications() ?? [] }
  }
}
