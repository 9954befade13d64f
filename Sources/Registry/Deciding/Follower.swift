/// The event that follows another one in the log, of whatever stream. The log has no gaps, so there is one for every event but
/// the last, and always the same.
public struct Follower: Equatable, Sendable {
  public let id: EventID
  /// The SHA-256 that the log keeps of the event's line: with the moment at which it was recorded, which nobody chooses.
  public let leaf: Digest

  public init(id: EventID, leaf: Digest) {
    (self.id, self.leaf) = (id, leaf)
  }
}

/// What the log has told of the events that follow others. That nothing follows yet is an answer too.
struct Followers: Sendable {
  private var answers: [EventID: Follower?] = [:]

  /// Nil when it has not been asked.
  subscript(event: EventID) -> Follower?? { answers[event] }

  mutating func learn(_ follower: Follower?, of event: EventID) { answers.updateValue(follower, forKey: event) }

  mutating func forgetUnfollowed() { answers = answers.filter { $0.value != nil } }
}
