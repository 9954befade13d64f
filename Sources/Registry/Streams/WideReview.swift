// Stream `review/<event id>` 复核: what was decided on a fact on which thousands of records may rest is decided again, behind
// the event that changes the fact. Written by the registry alone.

// MARK: Events

/// 复核启动. Stands in the unit of the event that makes it necessary.
public struct ReviewOpened: EventPayload {
  public static func stands(on kind: StreamKind) -> Bool { kind == .review }
  /// The amendment, or the fact that comes late.
  public var causeEventId: EventID
  /// The stream of the fact.
  public var about: WideStream
  /// What happened from then on is decided again; absent: all that rests on the stream.
  public var since: Instant?
}

/// 复核完成.
public struct ReviewCompleted: EventPayload {
  public static func stands(on kind: StreamKind) -> Bool { kind == .review }
  /// How many streams were looked at.
  public var streams: Count
  /// In how many of them the review has found something: an ``AnomalyRaised`` there names its cause.
  public var remarked: Count
}

// MARK: State

/// `opened → completed`.
struct ReviewState: ClaimHolder {
  let opened: ReviewOpened
  private(set) var isCompleted = false

  /// While it is open: so the log can tell which ones are.
  var claims: [Claim] { isCompleted ? [] : [Claim(.review, opened.causeEventId.text)] }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? ReviewOpened else { return nil }
    opened = data
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    isCompleted = isCompleted || event.payload is ReviewCompleted
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  /// Nothing is submitted to it.
  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
  }
}

extension StreamName {
  static func review(behind cause: EventID) -> StreamName { StreamName(.review, cause.text) }
}
