extension Registrar {
  /// Decides a correction or the voiding of a fact (rule L4).
  ///
  /// The restated fact is held to the rules as if it were submitted today, on its own stream as it stood before. All
  /// that was decided on the fact is decided again where it stands in the log: what the rules would now refuse stays
  /// recorded, with an ``AnomalyRaised`` beside it, and an award that was paid is asked back (rule M5). Derived events
  /// follow what is true now, and claims the states that come of it: one that somebody else has come to hold meanwhile is
  /// lost in the log, like any other.
  ///
  /// - Parameters:
  ///   - submission: in form, as `Submission.read` gives it.
  ///   - records: what is stored of the streams known so far.
  ///   - clock: now; nothing may have happened more than ten minutes later.
  /// - Returns: a unit for the log.
  /// - Throws: ``Undecided``, with what to load before asking again, or the refusal.
  public static func amend(
    _ submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) -> Decision {
    guard let amendment = submission.payload as? any Amendment else {
      throw .refused(s6TypeFitsSubject(submission.payload, submission.subject))
    }
    _ = try Matter(submission.event, for: submission.subject, clock: clock)
    let target = try AmendedFact(amendment, in: submission.subject, records)
    let dependents = try Dependents(of: target, amendment, records, clock: clock)
    try target.uphold(amendment, submission, settledBy: dependents.settledBy)
    let effects = AmendmentEffects(
      submission: submission,
      amendment: amendment,
      target: target,
      dependents: dependents.streams,
      records: records,
      clock: clock
    )
    return try effects.decision()
  }
}

/// The fact that an amendment is about.
struct AmendedFact {
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

  func uphold(_ amendment: any Amendment, _ submission: Submission, settledBy: EventID?) throws(Undecided) {
    try Registry.uphold(l4AmendedWithItsCause(now.event))
    try Registry.uphold(l4ReplacesWhatStands(amendment, now.statements.last ?? now.event.id))
    try Registry.uphold(l4ApproverIsAnother(now.event, statedBy: now.authors, amendment, by: submission.actor))
    try Registry.uphold(l4ReasonAfterSettlement(amendment, settledBy: settledBy))
    if let correction = amendment as? FactCorrected {
      try Registry.uphold(l4TypeStays(now.event, correction.targetType))
      try Registry.uphold(l4ChangesSomething(now.event, correction))
      try Registry.uphold(s10HashKept(now.event, correction, hashed: submission.hashed))
    } else {
      try Registry.uphold(l4OpeningLast(now.event, of: facts, in: stream))
    }
  }
}
