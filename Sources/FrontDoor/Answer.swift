public import EventLog
public import Registry

/// What became of one submission.
public struct Answer: Sendable {
  public enum Outcome: Sendable {
    /// Stored now, together with what the rules derived from it.
    case accepted(Receipt)
    /// Stored before, with the same content: the first answer again.
    case repeated(Receipt)
    case refused(Refusal)
  }

  /// The submission's id, where it could be read.
  public let id: EventID?
  public let outcome: Outcome

  public init(id: EventID?, outcome: Outcome) {
    self.id = id
    self.outcome = outcome
  }

  public var isStored: Bool {
    if case .refused = outcome { false } else { true }
  }
}
