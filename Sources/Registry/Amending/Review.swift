/// Decides again, in the order of the log, what was decided after a fact that is now amended or comes late: as the facts
/// were, and as they are.
struct Review {
  private let position: Int64
  private let earlier: Records
  private let later: Records
  private let clock: Instant
  /// Where the worlds differ in one stream alone, that one.
  private let difference: StreamName?
  /// What has been remarked behind this position of the log is not remarked again.
  private let remarkedSince: Int64
  private var before: Replay
  private var after: Replay
  private var findings: [Finding] = []
  private var reviewed: [StreamName] = []
  /// What was looked at in either world.
  var read: Set<StreamName> { before.read.union(after.read) }

  /// An event that the rules would no longer accept.
  private struct Finding {
    let stream: StreamName
    let event: RecordedEvent
    let rule: RuleID
  }

  init(
    from position: Int64,
    before earlier: Records,
    after later: Records,
    differingIn difference: StreamName? = nil,
    remarkedSince: Int64 = Replay.now,
    clock: Instant
  ) {
    (self.position, self.earlier, self.later, self.clock) = (position, earlier, later, clock)
    (self.difference, self.remarkedSince) = (difference, remarkedSince)
    before = Replay(earlier, to: position, clock: clock)
    after = Replay(later, to: position, clock: clock)
  }

  mutating func decideAgain(
    _ streams: [StreamName],
    where isConcerned: (StreamName, StreamHistory.Standing) -> Bool
  ) throws(Undecided) {
    reviewed = streams
    var decided: [(stream: StreamName, fact: StreamHistory.Standing)] = []
    for stream in streams {
      for fact in try earlier.history(of: stream).standing
      where fact.position > position && fact.event.payload is any FactPayload && isConcerned(stream, fact) {
        decided.append((stream, fact))
      }
    }
    decided.sort { $0.fact.position < $1.fact.position }
    for (stream, fact) in decided {
      try before.advance(to: fact.position)
      let was = try before.refusal(of: fact.event, for: stream)
      // What has not looked there cannot differ.
      if let difference, !before.read.contains(difference) { continue }
      try after.advance(to: fact.position)
      if let rule = try after.refusal(of: fact.event, for: stream), rule != was {
        findings.append(Finding(stream: stream, event: fact.event, rule: rule))
      }
    }
  }

  /// The registry's remarks on what it found, and what is to be paid back.
  func consequences(of cause: EventID) throws(Undecided) -> [DerivedPayload] {
    var anomalies: [(stream: StreamName, rule: RuleID, events: [EventID])] = []
    for finding in findings where try !isRemarked(finding) {
      if let same = anomalies.firstIndex(where: { $0.stream == finding.stream && $0.rule == finding.rule }) {
        anomalies[same].events.append(finding.event.id)
      } else {
        anomalies.append((finding.stream, finding.rule, [finding.event.id]))
      }
    }
    var derived: [DerivedPayload] = []
    for (stream, rule, events) in anomalies {
      guard let rule = Code(rule.rawValue), let count = PositiveCount(events.count) else { continue }
      let first = Array(events.prefix(AnomalyRaised.maximumEvents))
      let anomaly = AnomalyRaised(ruleId: rule, eventIds: first, count: count, causeEventId: cause)
      derived.append(DerivedPayload(stream: stream, payload: anomaly))
    }
    for claim in reviewed where claim.kind == .subsidyClaim {
      if let recovery = try recovery(of: claim, cause) {
        derived.append(DerivedPayload(stream: claim, payload: recovery))
      }
    }
    return derived
  }

  private func isRemarked(_ finding: Finding) throws(Undecided) -> Bool {
    try later.history(of: finding.stream).standing.contains { remark in
      guard remark.position > remarkedSince, let anomaly = remark.event.payload as? AnomalyRaised else { return false }
      return anomaly.ruleId.text == finding.rule.rawValue && anomaly.eventIds.contains(finding.event.id)
    }
  }

  /// M5: what was paid above what is due by the facts as they are is asked back, once they make less due, or the rules
  /// refuse what was decided; and all of what was had already on another case (rule M3). A version of a policy that takes
  /// effect later asks nothing back; one that was in force already on the day that it goes by does, by the review behind it.
  private func recovery(of claim: StreamName, _ cause: EventID) throws(Undecided) -> RecoveryOpened? {
    var now = Replay(later, to: Replay.now, clock: clock)
    guard let state = try now.state(SubsidyClaimState.self, of: claim), !state.payments.isEmpty else { return nil }
    let rules = findings.filter { $0.stream == claim }.map(\.rule)
    let due = rules.contains(.m3) ? 0 : try now.due(claim)
    var then = Replay(earlier, to: Replay.now, clock: clock)
    let before = try then.due(claim)
    guard due < before || !rules.isEmpty else { return nil }
    let excess = state.paidFen - state.recoveries.map(\.data.amountFen).sum - due
    guard excess > 0, let amount = Fen(excess) else { return nil }
    return RecoveryOpened(amountFen: amount, cause: .correction, causeEventId: cause)
  }
}

extension Replay {
  /// What is due on a claim here, in fen.
  fileprivate mutating func due(_ claim: StreamName) throws(Undecided) -> Int {
    guard let state = try state(SubsidyClaimState.self, of: claim) else { return 0 }
    return try ask { known throws(Undecided) in try state.due(&known) }
  }

  /// The rule that refuses it here; throws only for what must be known first.
  fileprivate mutating func refusal(of event: RecordedEvent, for stream: StreamName) throws(Undecided) -> RuleID? {
    do throws(Undecided) {
      _ = try decide(event, for: stream)
      return nil
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      return refusal.rule
    }
  }
}
