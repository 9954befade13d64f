/// What a ``Listener`` yields.
public enum Notification: Hashable, Sendable {
  /// `LISTEN` is in effect, for the first time or again. What was notified before is lost: now is the time to read.
  case connected
  /// A `NOTIFY` that was committed.
  case message(Message)

  /// A `NOTIFY`.
  public struct Message: Hashable, Sendable {
    public let channel: String
    /// Empty if there was none.
    public let payload: String
    /// The server process that sent it.
    public let processID: Int32

    public init(channel: String, payload: String, processID: Int32) {
      self.channel = channel
      self.payload = payload
      self.processID = processID
    }
  }
}
