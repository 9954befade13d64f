extension Revision {
  /// A correction or the voiding of a fact (rule L4).
  ///
  /// The restated fact is held to the rules as if it were submitted today, on its own stream as it stood before. The events
  /// that were derived from it follow. What is only proposed has no approver yet.
  init(
    _ submission: Submission,
    as amendment: any Amendment,
    isApproved: Bool = true,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) {
    _ = try Matter(submission.event, for: submission.subject, clock: clock)
    let target = try AmendedFact(amendment, in: submission.subject, records)
    let dependents = try Dependents(of: target.stream, saying: target.payloads(amendment), records, clock: clock)
    if isApproved { try target.upholdApproval(of: amendment, by: submission.actor) }
    try target.uphold(amendment, submission, settledBy: dependents.settledBy)
    let derived = try DerivedEvents(of: target.now.statements, records)
    let restated = target.restated(amendment)
    let outcome =
      if let restated {
        try target.decideAnew(restated, on: records, without: derived, clock: clock)
      } else {
        Outcome()
      }
    self.init(
      derived: derived.amended(to: outcome, at: restated?.time, as: amendment),
      from: target.now.position,
      streams: [target.stream] + dependents.streams,
      amended: target.now.event.id
    )
    try reach(target.late(amendment, records, clock: clock), records, clock: clock)
  }
}

/// The fact that an amendment is about.
private struct AmendedFact {
  let stream: StreamName
  let now: StreamHistory.Standing
  /// All that stand in the stream.
  private let facts: [RecordedEvent]

  init(_ amendment: any Amendment, in stream: StreamName, _ records: Records) throws(Undecided) {
    let standing = try records.history(of: stream).standing
    guard let now = standing.first(where: { $0.event.id == amendment.targetEventId }) else {
      throw .refused(l4NoSuchFact(amendment.targetEventId, in: stream))
    }
    self.stream = stream
    self.now = now
    facts = standing.map(\.event).filter { $0.payload is any FactPayload }
  }

  func upholdApproval(of amendment: any Amendment, by author: Code) throws(Undecided) {
    try Registry.uphold(l4ApproverIsAnother(now.event, statedBy: now.authors, amendment, by: author))
  }

  func uphold(_ amendment: any Amendment, _ submission: Submission, settledBy: EventID?) throws(Undecided) {
    try Registry.uphold(l4AmendedWithItsCause(now.event))
    try Registry.uphold(i5AnnouncementStands(now.event))
    try Registry.uphold(l4ReplacesWhatStands(amendment, now.statements.last ?? now.event.id))
    try Registry.uphold(l4ReasonAfterSettlement(amendment, settledBy: settledBy))
    try Registry.uphold(l4ReasonOnWideStream(amendment, of: now.event, in: stream))
    if let correction = amendment as? FactCorrected {
      try Registry.uphold(l4TypeStays(now.event, correction.targetType))
      try Registry.uphold(l4ChangesSomething(now.event, correction))
      try Registry.uphold(s10HashKept(now.event, correction, hashed: submission.hashed))
    } else {
      try Registry.uphold(l4OpeningLast(now.event, of: facts, in: stream))
    }
  }

  /// The fact as it will stand; nil when it is voided.
  func restated(_ amendment: any Amendment) -> RecordedEvent? {
    (amendment as? FactCorrected).map { now.event.restated($0.data, at: $0.time) }
  }

  /// What it has said, and what it will say.
  func payloads(_ amendment: any Amendment) -> [any EventPayload] {
    [now.event, restated(amendment)].compactMap { $0?.payload }
  }

  /// What it has said and what it will say, where that comes late for what has been decided.
  func late(_ amendment: any Amendment, _ records: Records, clock: Instant) throws(Undecided) -> [LateFact] {
    var today = Replay(records, to: Replay.now, clock: clock)
    var late: [LateFact] = []
    for fact in payloads(amendment).map({ LateFact($0, in: stream) })
    where try today.ask({ known throws(Undecided) in try fact.comesLate(&known) }) {
      late.append(fact)
    }
    return late
  }

  /// What the rules make of the restated fact today, on its own stream as it stood before.
  func decideAnew(
    _ restated: RecordedEvent,
    on records: Records,
    without derived: DerivedEvents,
    clock: Instant
  ) throws(Undecided) -> Outcome {
    let before = records.before(now, in: stream, without: derived.ids)
    var today = Replay(before, to: Replay.now, clock: clock)
    return try today.decide(restated, for: stream)
  }
}
