/// What follows from an amendment: for the claims, for the events that were derived from the fact, and for what was
/// decided on it.
struct AmendmentEffects {
  let amendment: any Amendment
  /// The amendment's own event.
  let cause: EventID
  let target: AmendedFact
  let dependents: [StreamName]
  let records: Records
  let clock: Instant

  /// The fact as it will stand; nil when it is voided.
  private var restated: RecordedEvent? {
    (amendment as? FactCorrected).map { target.now.event.restated($0.data, at: $0.time) }
  }

  func outcome() throws(Undecided) -> Outcome {
    let restated = restated
    let after = target.standing(with: restated)
    var before = Replay(records, to: target.now.position, clock: clock)
    let was = try before.decide(target.now.event, for: target.stream)
    let derived = try DerivedEvents(of: target.now.statements, was, records)
    let becomes: Outcome
    if let restated {
      var today = Replay(
        records,
        to: .max,
        clock: clock,
        restating: [target.stream: Array(after[..<target.index])],
        without: derived.ids
      )
      becomes = try today.decide(restated, for: target.stream)
      try records.require(becomes.derived.map(\.stream))
    } else {
      becomes = Outcome()
    }

    var review = Review(
      from: target.now.position,
      records: records,
      after: [target.stream: after],
      amending: target.stream,
      clock: clock
    )
    review.claims.record(was, becomes)
    try review.decideAgain([target.stream] + dependents, but: target.now.event.id)
    var outcome = try review.claims.difference(in: target.stream, records)
    outcome.derived = derived.amended(to: becomes, at: restated?.time, as: amendment)
    outcome.derived += try review.consequences(of: cause)
    return outcome
  }
}

/// The events that stand because of a fact: those that the registry derived when it was recorded or corrected.
struct DerivedEvents {
  private let standing: [(stream: StreamName, event: RecordedEvent, statement: EventID)]

  var ids: Set<EventID> { Set(standing.map(\.event.id)) }

  /// Of the events that have stated the fact, by the streams that its outcome speaks of.
  init(of statements: [EventID], _ outcome: Outcome, _ records: Records) throws(Undecided) {
    let streams = Set(outcome.derived.map(\.stream))
    try records.require(Array(streams))
    let types = Set(outcome.derived.map { type(of: $0.payload).type })
    let ids = Set(statements.flatMap { id in (1...255).map { EventID.derived(from: id, ordinal: $0) } })
    var found: [(stream: StreamName, event: RecordedEvent, statement: EventID)] = []
    for stream in streams.sorted(by: { $0.description < $1.description }) {
      for fact in try records.history(of: stream).standing
      where ids.contains(fact.event.id) && types.contains(fact.event.typeName) {
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
