/// A fact that tells otherwise, or more, of what something has been decided on already.
///
/// | It comes late | when | and is decided again |
/// |---|---|---|
/// | ``IdentityResolved`` | always: it is who the person was all along | services, settlement, ashes and awards of the case, and of the case that it ends |
/// | ``IdentityVerified`` | it tells of an unknown person who it is | the same |
/// | ``CaseClosed`` | the case ends as a duplicate | the same, of the duplicate |
/// | ``DuplicateFound`` | always | the same, of the case that goes on |
/// | ``ResidencyRecorded`` | the body is gone, or a waiver decided | the same, and the case itself |
/// | ``EvidenceAttached`` | a waiver has been decided | the waiver and its settlement |
/// | ``HoldPlaced`` | the cremation is confirmed, or the body gone | the case itself: what happened while it was held |
///
/// What the rules would now refuse stays recorded, with an ``AnomalyRaised`` beside it; an award that was paid is asked
/// back (rule M5). The steps of the case itself were right as long as nobody knew who it was, or that there were two
/// cases, and are not questioned; but a hold binds from when it was served. That it had been lifted in time is told by a
/// ``HoldReleased`` beside the remark.
///
/// An amendment of a fact that came late reaches as far back as the fact did, for what it said and for what it will say.
///
/// Nothing is decided again for a ``DeathCertificateReissued`` (another number on the paper of the same death, which no
/// decision reads), and for services and ashes that are added (they are counted when they come). What thousands of cases may
/// rest on, such as a ``PolicyPublished`` or ``DivisionChanged`` that reaches back, is reviewed behind it: ``WideChange``.
struct LateFact {
  fileprivate let payload: any EventPayload
  fileprivate let stream: StreamName

  init(_ payload: any EventPayload, in stream: StreamName) {
    (self.payload, self.stream) = (payload, stream)
  }

  /// The streams that tell whether a payload comes late, beside its own.
  static func reads(_ payload: any EventPayload, for subject: StreamName) -> [StreamName] {
    payload is ResidencyRecorded ? [StreamName(.serviceWaiver, subject.key)] : []
  }

  func comesLate(_ known: inout Knowledge) throws(Undecided) -> Bool {
    switch payload {
    case is IdentityResolved, is DuplicateFound: return true
    case let closing as CaseClosed: return closing.outcome == .duplicate
    case let check as IdentityVerified:
      guard check.idHash != nil, check.idCheck != .failed else { return false }
      return try known.state(DecedentCaseState.self, of: stream)?.isUnknown == true
    case is ResidencyRecorded:
      if try known.state(DecedentCaseState.self, of: stream)?.departure != nil { return true }
      return try isWaived(StreamName(.serviceWaiver, stream.key), &known)
    case is EvidenceAttached: return try isWaived(stream, &known)
    case is HoldPlaced:
      let decedent = try known.state(DecedentCaseState.self, of: stream)
      return decedent?.authorisation != nil || decedent?.departure != nil
    default: return false
    }
  }

  private func isWaived(_ waiver: StreamName, _ known: inout Knowledge) throws(Undecided) -> Bool {
    try known.state(ServiceWaiverState.self, of: waiver)?.decisions.contains(where: \.isActive) == true
  }

  fileprivate func isOfOneKind(_ other: any EventPayload) -> Bool {
    if let evidence = payload as? EvidenceAttached { return (other as? EvidenceAttached)?.kind == evidence.kind }
    return type(of: other) == type(of: payload)
  }

  /// The streams in which it may have been decided otherwise.
  fileprivate func decidedAgain(_ records: Records, clock: Instant) throws(Undecided) -> [StreamName] {
    if payload is HoldPlaced { return [stream] }
    let own = payload is ResidencyRecorded || payload is EvidenceAttached ? [stream] : []
    return own + (try Dependents(of: stream, records, clock: clock).streams)
  }
}

extension LateFact {
  /// It with all of its kind in its stream, as what is decided again is to know them: from the first of them on, or from the
  /// opening on. So are holds, which tell themselves from when they bind, and whose death it is, of which the next one may
  /// tell of another case. Those that stood already count as early in the world before too, which is what such decisions have
  /// been held to.
  struct Known {
    fileprivate let fact: LateFact
    fileprivate let from: Int64

    fileprivate init(_ fact: LateFact, _ records: Records) throws(Undecided) {
      let facts = try records.history(of: fact.stream).standing.filter { $0.event.payload is any FactPayload }
      let first =
        switch fact.payload {
        case is HoldPlaced, is IdentityResolved, is DuplicateFound: StreamHistory.Standing?.none
        default: facts.first { fact.isOfOneKind($0.event.payload) }
        }
      (self.fact, from) = (fact, (first ?? facts.first)?.position ?? Replay.now)
    }
  }
}

extension Records {
  /// The same, as if what comes late had been known early.
  func knowing(_ late: [LateFact.Known]) -> Records {
    late.reduce(self) { records, known in
      records.hastening(known.fact.stream, to: known.from) { known.fact.isOfOneKind($0.payload) }
    }
  }
}

extension Revision {
  /// A fact that comes late: decided as any other, and what was decided before it once more.
  init(late submission: Submission, knowing records: Records, clock: Instant) throws(Undecided) {
    var now = Replay(records, to: Replay.now, clock: clock)
    let derived = try now.decide(submission.event, for: submission.subject).derived
    let facts =
      [LateFact(submission.payload, in: submission.subject)] + derived.map { LateFact($0.payload, in: $0.stream) }
    self.init(derived: derived, from: Replay.now, streams: [])
    try reach(facts.filter { WideStream($0.stream) == nil }, records, clock: clock)
  }

  /// Takes in what facts that come late may have been decided otherwise for.
  mutating func reach(_ facts: [LateFact], _ records: Records, clock: Instant) throws(Undecided) {
    for fact in facts {
      let known = try LateFact.Known(fact, records)
      from = min(from, known.from)
      late.append(known)
      for stream in try fact.decidedAgain(records, clock: clock) where !streams.contains(stream) {
        streams.append(stream)
      }
    }
  }
}
