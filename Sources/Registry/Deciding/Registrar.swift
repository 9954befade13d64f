/// Decides submissions: which events they become, or which rule refuses them. Pure: no input or output, no clock of
/// its own.
public enum Registrar {
  /// How far ahead of ours a submitter's clock may be.
  static let clockTolerance: Int64 = 600

  /// Decides one submission against what is known.
  ///
  /// - Parameters:
  ///   - submission: in form, as `Submission.read` gives it.
  ///   - snapshot: the streams known so far.
  ///   - clock: now; nothing may have happened more than ten minutes later.
  /// - Returns: a unit for the log. The submission's own event comes first, with the submission's id.
  /// - Throws: ``Undecided/needs(_:)`` with streams to load before asking again, at most three times; or
  ///   ``Undecided/refused(_:)``. A claim that the decision takes may still be lost in the log; see
  ///   ``refusal(claimTaken:heldBy:for:)``.
  public static func decide(
    _ submission: Submission,
    knowing snapshot: Snapshot,
    clock: Instant
  ) throws(Undecided) -> Decision {
    var known = Knowledge(snapshot)
    try known.require([submission.subject] + reads(submission))
    let matter = try matter(submission, clock)
    let outcome = try outcome(submission.subject.kind.state, matter, &known)
    return try decision(matter, outcome, known)
  }

  /// The streams that deciding a submission reads or writes, as far as the submission tells; worth loading together
  /// for many.
  public static func streams(for submission: Submission) -> Set<StreamName> {
    Set([submission.subject] + reads(submission))
  }

  private static func reads(_ submission: Submission) -> [StreamName] {
    submission.subject.kind.state.reads(submission.payload) + parents(submission.subject)
  }

  /// The streams that a stream hangs on by its very name.
  private static func parents(_ subject: StreamName) -> [StreamName] {
    switch subject.kind {
    case .serviceWaiver: [StreamName(.decedentCase, subject.key)]
    case .section, .settlementBatch, .annualInspection, .cremationUnit, .certificateStock:
      subject.codes.first.map { [.facility($0)] } ?? []
    case .plot: PlotID(subject.key).map { [.facility($0.facility), .section(of: $0)] } ?? []
    default: []
    }
  }

  private static func matter(_ submission: Submission, _ clock: Instant) throws(Undecided) -> Matter {
    let latest = clock.adding(seconds: clockTolerance) ?? clock
    try uphold(s6NotInTheFuture(submission.time, "time", latest: latest))
    return Matter(
      submission: submission,
      day: submission.time.localDate,
      latest: latest,
      latestDay: latest.localDate
    )
  }

  private static func outcome<State: StreamState>(
    _ type: State.Type,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let state = try known.state(type, of: matter.subject)
    return try State.decide(matter, state: state, knowing: &known)
  }

  private static func decision(
    _ matter: Matter,
    _ outcome: Outcome,
    _ known: Knowledge
  ) throws(Undecided) -> Decision {
    let submission = matter.submission
    var versions: [StreamName: Int] = [:]
    func next(_ stream: StreamName) throws(Undecided) -> Int {
      if versions[stream] == nil { versions[stream] = try known.version(of: stream) }
      versions[stream, default: 0] += 1
      return versions[stream, default: 0]
    }
    var events = [
      DecidedEvent(
        matter.event,
        stream: matter.subject,
        version: try next(matter.subject),
        bytes: submission.bytes
      )
    ]
    for (index, derived) in outcome.derived.enumerated() {
      events.append(
        .derived(
          derived.payload,
          from: submission,
          ordinal: UInt8(index + 1),
          stream: derived.stream,
          version: try next(derived.stream)
        )
      )
    }
    var guards = known.guards
    for event in events { guards[event.stream] = nil }
    let premises = known.premises.union(events.compactMap { known.unsettled($0.stream) })
    return Decision(
      events: events,
      guards: guards,
      premises: premises,
      takes: outcome.takes,
      releases: outcome.releases
    )
  }
}
