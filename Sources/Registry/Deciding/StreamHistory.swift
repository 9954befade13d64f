/// The events of one stream, and what they say now: a corrected fact stands as it was last stated, in its own place; a
/// voided one does not stand; amendments themselves, and what is said on the way to one, state nothing.
struct StreamHistory: Sendable {
  /// A fact, or a remark of the registry, as it stands.
  struct Standing: Sendable {
    var position: Int64
    /// With the time and the data of the last correction; by whom it was first recorded.
    var event: RecordedEvent
    /// The events that have stated it: the fact's own, then its corrections.
    var statements: [EventID]
    /// Who recorded them.
    var authors: [Code]
  }

  /// All events, amendments included, with their positions in the log.
  private var recorded: [(position: Int64, event: RecordedEvent)] = []
  /// In the order of the log.
  private(set) var standing: [Standing] = []
  /// The amendments that have been proposed.
  private(set) var proposals: [Proposal] = []

  /// The number of events, amendments included.
  var version: Int { recorded.count }

  /// - Parameter recorded: all events of the stream in order, with their positions in the log.
  init(recorded: [(position: Int64, event: RecordedEvent)]) {
    for (position, event) in recorded { append(event, at: position) }
  }

  /// Learns the next event.
  mutating func append(_ event: RecordedEvent, at position: Int64) {
    recorded.append((position, event))
    switch event.payload {
    case let correction as FactCorrected: restate(correction, by: event)
    case let void as EventVoided: standing.removeAll { $0.event.id == void.targetEventId }
    case let proposed as AmendmentProposed: proposals.append(Proposal(event: event, data: proposed))
    case let end as any ProposalEnd:
      let index = proposals.firstIndex { $0.event.id == end.proposalEventId }
      if let index { proposals[index].end = event }
    default:
      standing.append(Standing(position: position, event: event, statements: [event.id], authors: [event.actor]))
    }
  }

  /// As it was before a position of the log.
  func before(_ position: Int64) -> StreamHistory {
    StreamHistory(recorded: recorded.filter { $0.position < position })
  }

  func contains(_ event: EventID) -> Bool { recorded.contains { $0.event.id == event } }

  /// Forgets that something stands.
  mutating func remove(where isGone: (Standing) -> Bool) {
    standing.removeAll(where: isGone)
  }

  /// Takes some of what stands to have been recorded at a position of the log, behind what was recorded there.
  mutating func hasten(to position: Int64, where isEarly: (RecordedEvent) -> Bool) {
    var early = standing.filter { isEarly($0.event) }
    for index in early.indices { early[index].position = position }
    let others = standing.filter { !isEarly($0.event) }
    let next = others.firstIndex { $0.position > position } ?? others.endIndex
    standing = others[..<next] + early + others[next...]
  }

  private mutating func restate(_ correction: FactCorrected, by event: RecordedEvent) {
    guard let index = standing.firstIndex(where: { $0.event.id == correction.targetEventId }) else { return }
    standing[index].event = standing[index].event.restated(correction.data, at: correction.time)
    standing[index].statements.append(event.id)
    standing[index].authors.append(event.actor)
  }
}

extension RecordedEvent {
  /// The same fact, as a correction states it.
  func restated(_ payload: any FactPayload, at time: Instant) -> RecordedEvent {
    RecordedEvent(id: id, time: time, source: source, actor: actor, payload: payload)
  }
}
