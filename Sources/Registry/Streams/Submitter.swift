// Streams `submitter/<source>/<event id>` 提交单位: what the registry has refused of a submitter, a stream for each call. The
// registry writes them itself, nobody can submit to them; as each has one event, no two calls wait for each other.

// MARK: Events

/// 未予登记: lines of one call that were refused. Of a line the log keeps nothing but its id, its type and the rule: what it
/// says was refused, and may be anything at all.
public struct SubmissionsRefused: FactPayload {
  public static var stream: StreamKind { .submitter }
  /// Who the lines say that they come from; absent where they do not say it so that it may be kept.
  public var submitter: Code?
  /// In the order of the call; at most ``maximumLines`` of them.
  public var lines: [Line]
  /// How many more there were.
  public var more: [Rest]?

  /// As many as fit an event, whatever their types and rules.
  static let maximumLines = 500

  public struct Line: Codable, Equatable, Sendable {
    /// The id that the line gave itself, where it could be read.
    public var eventId: EventID?
    /// An event type of this registry, where the line named one.
    public var type: Code?
    public var ruleId: Code
  }

  public struct Rest: Codable, Equatable, Sendable {
    public var ruleId: Code
    public var count: PositiveCount
  }
}

// MARK: State

/// Nothing is decided on it.
public struct SubmitterState: StreamState {
  init?(beginning event: RecordedEvent) {
    guard event.payload is SubmissionsRefused else { return nil }
  }

  mutating func evolve(_ event: RecordedEvent) {}

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard matter.payload is SubmissionsRefused else {
      throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    throw .refused(s6RefusalsAreNotSubmitted())
  }
}

// MARK: Rules

/// S6: what was refused is written by the registry alone.
func s6RefusalsAreNotSubmitted() -> Refusal {
  Refusal(
    rule: .s6,
    fact: Bilingual(
      zh: "\(SubmissionsRefused.type) 由系统在不予登记时自动登记，不接受提交",
      en: "\(SubmissionsRefused.type) is written by the registry itself when it refuses, and cannot be submitted."
    ),
    remedy: Bilingual(
      zh: "请按答复改正未予登记的事件后重新提交，无需另行说明",
      en: "Mend what was refused, as the answer says, and submit that again; nothing else is needed."
    )
  )
}
