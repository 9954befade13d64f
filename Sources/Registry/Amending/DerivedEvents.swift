/// The events that stand because of a fact: those that the registry derived when it was recorded or corrected.
struct DerivedEvents {
  private let standing: [(stream: StreamName, event: RecordedEvent, statement: EventID)]

  var ids: Set<EventID> { Set(standing.map(\.event.id)) }

  /// More than ever follow from one statement, apart from the remarks behind them.
  private static let most = 16

  /// Of the events that have stated the fact. Their ids tell them, so that it does not matter whether the rules would
  /// still derive them. What amendments before have asked back is not derived from the fact and stands.
  init(of statements: [EventID], _ records: Records) throws(Undecided) {
    let ids = Set(statements.flatMap { id in (1...Self.most).map { EventID.derived(from: id, ordinal: $0) } })
    let streams = try records.streams(of: ids)
    try records.require(streams)
    var found: [(stream: StreamName, event: RecordedEvent, statement: EventID)] = []
    for stream in streams.sorted(by: { $0.description < $1.description }) {
      for fact in try records.history(of: stream).standing
      where ids.contains(fact.event.id) && fact.event.payload is any FactPayload
        && !(fact.event.payload is RecoveryOpened)
      {
        found.append((stream, fact.event, fact.statements.last ?? fact.event.id))
      }
    }
    standing = found
  }

  /// What makes them those of another outcome: each is corrected, voided, left alone or joined by a new one.
  func amended(to outcome: Outcome, at time: Instant?, as amendment: any Amendment) -> [DerivedPayload] {
    var left = standing
    var amended: [DerivedPayload] = []
    for derived in outcome.derived {
      let same = left.firstIndex { $0.stream == derived.stream && $0.event.typeName == type(of: derived.payload).type }
      guard let same, let time, let data = derived.payload as? any FactPayload else {
        amended.append(DerivedPayload(stream: derived.stream, payload: derived.payload, time: time))
        continue
      }
      let (stream, event, statement) = left.remove(at: same)
      if event.time == time, event.payload.equals(data) { continue }
      let correction = FactCorrected(restating: data, at: time, target: event.id, replaces: statement, as: amendment)
      amended.append(DerivedPayload(stream: stream, payload: correction))
    }
    return amended
      + left.map { gone in
        let void = EventVoided(
          targetEventId: gone.event.id,
          replacesEventId: gone.statement,
          reasonCode: amendment.reasonCode,
          evidenceDigest: amendment.evidenceDigest,
          approverId: amendment.approverId
        )
        return DerivedPayload(stream: gone.stream, payload: void)
      }
  }
}
