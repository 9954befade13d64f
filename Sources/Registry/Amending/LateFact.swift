/// A fact that tells otherwise, or more, of what something has been decided on already.
///
/// | It comes late | when | and is decided again |
/// |---|---|---|
/// | ``IdentityResolved`` | always: it is who the person was all along | services, settlement, ashes and awards of the case, and of the case that it ends |
/// | ``IdentityVerified`` | it tells of an unknown person who it is | the same |
/// | ``CaseClosed`` | the case ends as a duplicate | the same, of the duplicate |
/// | ``ResidencyRecorded`` | the body is gone, or a waiver decided | the same, and the case itself |
/// | ``EvidenceAttached`` | a waiver has been decided | the waiver and its settlement |
///
/// What the rules would now refuse stays recorded, with an ``AnomalyRaised`` beside it; an award that was paid is asked
/// back (rule M5). The steps of the case itself were right as long as nobody knew who it was, or that there were two
/// cases, and are not questioned.
///
/// Nothing is decided again for a ``DeathCertificateReissued`` (another number on the paper of the same death, which no
/// decision reads), for services and ashes that are added (they are counted when they come), for a hold (it keeps from its
/// own time on), and for what thousands of cases may rest on, such as a ``PolicyPublished`` that reaches back: there the
/// read models follow.
struct LateFact {
  private let event: RecordedEvent
  fileprivate let stream: StreamName

  init(_ event: RecordedEvent, in stream: StreamName) {
    (self.event, self.stream) = (event, stream)
  }

  /// The streams that tell whether a payload comes late, beside its own.
  static func reads(_ payload: any EventPayload, for subject: StreamName) -> [StreamName] {
    payload is ResidencyRecorded ? [StreamName(.serviceWaiver, subject.key)] : []
  }

  func comesLate(_ known: inout Knowledge) throws(Undecided) -> Bool {
    switch event.payload {
    case is IdentityResolved: return true
    case let closing as CaseClosed: return closing.outcome == .duplicate
    case let check as IdentityVerified:
      guard check.idHash != nil, check.idCheck != .failed else { return false }
      return try known.state(DecedentCaseState.self, of: stream)?.isUnknown == true
    case is ResidencyRecorded:
      if try known.state(DecedentCaseState.self, of: stream)?.departure != nil { return true }
      return try isWaived(StreamName(.serviceWaiver, stream.key), &known)
    case is EvidenceAttached: return try isWaived(stream, &known)
    default: return false
    }
  }

  private func isWaived(_ waiver: StreamName, _ known: inout Knowledge) throws(Undecided) -> Bool {
    try known.state(ServiceWaiverState.self, of: waiver)?.decisions.contains(where: \.isActive) == true
  }

  /// What its stream says to a decision that knows all of its kind from the first one on, or else from the opening on:
  /// as it was, which is what such decisions have been held to, and with it.
  fileprivate func standing(_ records: Records) throws(Undecided) -> Known? {
    let facts = try records.history(of: stream).standing
    guard let first = facts.firstIndex(where: { isOfOneKind($0.event.payload) }) ?? facts.indices.first else {
      return nil
    }
    let position = facts[first].position
    let late = StreamHistory.Standing(position: position, event: event, statements: [event.id], authors: [event.actor])
    var kind = facts.filter { isOfOneKind($0.event.payload) }
    for index in kind.indices { kind[index].position = position }
    let earlier = facts[..<first] + (kind.isEmpty ? [facts[first]] : kind)
    let later = facts[(first + 1)...].filter { !isOfOneKind($0.event.payload) }
    return Known(from: position, before: earlier + later, after: earlier + [late] + later)
  }

  fileprivate struct Known {
    let from: Int64
    let before: [StreamHistory.Standing]
    let after: [StreamHistory.Standing]
  }

  private func isOfOneKind(_ other: any EventPayload) -> Bool {
    if let evidence = event.payload as? EvidenceAttached { return (other as? EvidenceAttached)?.kind == evidence.kind }
    return type(of: other) == type(of: event.payload)
  }

  /// The streams in which it may have been decided otherwise.
  fileprivate func decidedAgain(_ records: Records, clock: Instant) throws(Undecided) -> [StreamName] {
    let own = event.payload is ResidencyRecorded || event.payload is EvidenceAttached ? [stream] : []
    return own + (try Dependents(of: stream, records, clock: clock).streams)
  }
}

extension Registrar {
  /// A fact that comes late: decided as any other, and what was decided before it once more.
  static func recordLate(
    _ submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) -> Outcome {
    var now = Replay(records, to: .max, clock: clock)
    var outcome = try now.decide(submission.event, for: submission.subject)
    var late = [LateFact(submission.event, in: submission.subject)]
    for (index, derived) in outcome.derived.enumerated() where derived.payload is CaseClosed {
      let closing = RecordedEvent(
        id: .derived(from: submission.id, ordinal: index + 1),
        time: submission.time,
        source: submission.source,
        actor: submission.actor,
        payload: derived.payload
      )
      late.append(LateFact(closing, in: derived.stream))
    }
    outcome.derived += try consequences(of: late, submission.id, records, clock: clock)
    return outcome
  }

  private static func consequences(
    of late: [LateFact],
    _ cause: EventID,
    _ records: Records,
    clock: Instant
  ) throws(Undecided) -> [DerivedPayload] {
    var before: [StreamName: [StreamHistory.Standing]] = [:]
    var after = before
    var from = Int64.max
    var streams: [StreamName] = []
    for fact in late {
      guard let standing = try fact.standing(records) else { continue }
      (before[fact.stream], after[fact.stream]) = (standing.before, standing.after)
      from = min(from, standing.from)
      for stream in try fact.decidedAgain(records, clock: clock) where !streams.contains(stream) {
        streams.append(stream)
      }
    }
    var review = Review(from: from, records: records, before: before, after: after, clock: clock)
    try review.decideAgain(streams)
    return try review.consequences(of: cause)
  }
}
