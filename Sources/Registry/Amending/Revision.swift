/// What changes the basis of earlier decisions: an amendment, or a fact that comes late. It is appended with what the rules
/// derive from it; then the world with it is reviewed against the world before.
struct Revision {
  /// What the rules derive from it, apart from the remarks of the review.
  var derived: [DerivedPayload]
  /// What stands from this position of the log on may have been decided on it,
  var from: Int64
  /// in these streams,
  var streams: [StreamName]
  /// but for the fact that is amended itself, which has been decided anew.
  var amended: EventID?
  /// What comes late.
  var late: [LateFact.Known] = []

  func decision(
    on submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) -> Decision {
    var outcome = Outcome(derived: derived)
    let after = records.appending(try records.events(submission, outcome))
    var review = Review(from: from, before: records.knowing(late), after: after.knowing(late), clock: clock)
    try review.decideAgain(streams) { $1.event.id != amended }
    outcome.derived += try review.consequences(of: submission.id)
    var events = try records.events(submission, outcome)
    if let opened = try records.review(behind: submission, events) {
      outcome.derived.append(opened)
      events = try records.events(submission, outcome)
    }
    let change = try records.claimChange(by: events, in: streams, clock: clock)
    return Decision(events, change, guards: records.versions)
  }
}

extension Records {
  fileprivate func events(_ submission: Submission, _ outcome: Outcome) throws(Undecided) -> [DecidedEvent] {
    try require(outcome.derived.map(\.stream))
    return try submission.events(outcome) { stream throws(Undecided) in try history(of: stream).version }
  }

  /// What the streams will hold that are written, and those in which something rests on the fact, but for what they hold.
  fileprivate func claimChange(
    by events: [DecidedEvent],
    in streams: [StreamName],
    clock: Instant
  ) throws(Undecided) -> ClaimChange {
    var before = Replay(self, to: Replay.now, clock: clock)
    var after = Replay(appending(events), to: Replay.now, clock: clock)
    var change = ClaimChange()
    for stream in Set(events.map(\.stream) + streams).sorted(by: { $0.description < $1.description }) {
      let held = try before.ask { known throws(Undecided) in try known.claims(of: stream) }
      let holds = try after.ask { known throws(Undecided) in try known.claims(of: stream) }
      change.record(held, becoming: holds)
    }
    return change
  }
}
