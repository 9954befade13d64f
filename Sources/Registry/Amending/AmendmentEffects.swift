/// What follows from an amendment: for the events that were derived from the fact, for what was decided on it, and for the
/// claims.
struct AmendmentEffects {
  let submission: Submission
  let amendment: any Amendment
  let target: AmendedFact
  let dependents: [StreamName]
  let records: Records
  let clock: Instant

  /// The fact as it will stand; nil when it is voided.
  private var restated: RecordedEvent? {
    (amendment as? FactCorrected).map { target.now.event.restated($0.data, at: $0.time) }
  }

  func decision() throws(Undecided) -> Decision {
    let derived = try DerivedEvents(of: target.now.statements, records)
    var outcome = Outcome()
    outcome.derived = derived.amended(to: try decideAnew(without: derived), at: restated?.time, as: amendment)
    let amended = records.appending(try events(outcome))
    var review = Review(from: target.now.position, before: records, after: amended, clock: clock)
    try review.decideAgain([target.stream] + dependents, but: target.now.event.id)
    outcome.derived += try review.consequences(of: submission.id)
    let events = try events(outcome)
    return Decision(events, try claimChange(by: events), guards: records.versions)
  }

  private func events(_ outcome: Outcome) throws(Undecided) -> [DecidedEvent] {
    try records.require(outcome.derived.map(\.stream))
    return try submission.events(outcome) { stream throws(Undecided) in try records.history(of: stream).version }
  }

  /// What the rules make of the restated fact today, on its own stream as it stood before.
  private func decideAnew(without derived: DerivedEvents) throws(Undecided) -> Outcome {
    guard let restated else { return Outcome() }
    let before = records.before(target.now, in: target.stream, without: derived.ids)
    var today = Replay(before, to: Replay.now, clock: clock)
    return try today.decide(restated, for: target.stream)
  }

  /// What the streams will hold that are written, or that the fact bears upon, but for what they hold.
  private func claimChange(by events: [DecidedEvent]) throws(Undecided) -> ClaimChange {
    var before = Replay(records, to: Replay.now, clock: clock)
    var after = Replay(records.appending(events), to: Replay.now, clock: clock)
    var change = ClaimChange()
    for stream in Set(events.map(\.stream) + dependents).sorted(by: { $0.description < $1.description }) {
      let held = try before.ask { known throws(Undecided) in try known.claims(of: stream) }
      let holds = try after.ask { known throws(Undecided) in try known.claims(of: stream) }
      change.record(held, becoming: holds)
    }
    return change
  }
}
