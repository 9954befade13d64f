/// Decides again, in the order of the log, what was decided after a fact that is now amended: as the facts were, and as
/// they are.
struct Review {
  private let position: Int64
  private let records: Records
  private let amended: Records
  private let clock: Instant
  private var before: Replay
  private var after: Replay
  private var findings: [Finding] = []

  /// An event that the rules would no longer accept.
  private struct Finding {
    let stream: StreamName
    let event: RecordedEvent
    let rule: RuleID
  }

  init(from position: Int64, before records: Records, after amended: Records, clock: Instant) {
    (self.position, self.records, self.amended, self.clock) = (position, records, amended, clock)
    before = Replay(records, to: position, clock: clock)
    after = Replay(amended, to: position, clock: clock)
  }

  mutating func decideAgain(_ streams: [StreamName], but target: EventID) throws(Undecided) {
    var later: [(stream: StreamName, fact: StreamHistory.Standing)] = []
    for stream in streams {
      for fact in try records.history(of: stream).standing
      where fact.position > position && fact.event.id != target && fact.event.payload is any FactPayload {
        later.append((stream, fact))
      }
    }
    later.sort { $0.fact.position < $1.fact.position }
    for (stream, fact) in later {
      try before.advance(to: fact.position)
      try after.advance(to: fact.position)
      let was = try before.refusal(of: fact.event, for: stream)
      if let rule = try after.refusal(of: fact.event, for: stream), rule != was {
        findings.append(Finding(stream: stream, event: fact.event, rule: rule))
      }
    }
  }

  /// The registry's remarks on what it found, and what is to be paid back.
  func consequences(of cause: EventID) throws(Undecided) -> [DerivedPayload] {
    var anomalies: [(stream: StreamName, rule: RuleID, events: [EventID])] = []
    for finding in findings {
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
    var claims: [StreamName] = []
    for finding in findings where finding.stream.kind == .subsidyClaim && !claims.contains(finding.stream) {
      claims.append(finding.stream)
    }
    for claim in claims {
      if let recovery = try recovery(of: claim, cause) {
        derived.append(DerivedPayload(stream: claim, payload: recovery))
      }
    }
    return derived
  }

  /// M5: what was paid above what is due by the facts as they are is asked back.
  private func recovery(of claim: StreamName, _ cause: EventID) throws(Undecided) -> RecoveryOpened? {
    var now = Replay(amended, to: Replay.now, clock: clock)
    guard let state = try now.state(SubsidyClaimState.self, of: claim), let paid = state.paid?.data.amountFen else {
      return nil
    }
    let due = try now.ask { known throws(Undecided) in try state.due(&known) }
    let excess = paid.value - state.recoveries.map(\.data.amountFen).sum - due
    guard excess > 0, let amount = Fen(excess) else { return nil }
    return RecoveryOpened(amountFen: amount, cause: .correction, causeEventId: cause)
  }
}

extension Replay {
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
