/// Decides submissions: which events they become, or which rule refuses them. Pure: no input or output, no clock of
/// its own.
public enum Registrar {
  /// How far ahead of ours a submitter's clock may be.
  public static let clockTolerance: Int64 = 600

  /// Decides one submission against what is known. For amendments see ``reconsider(_:knowing:clock:)``.
  ///
  /// - Parameters:
  ///   - submission: in form, as `Submission.read` gives it.
  ///   - snapshot: the streams known so far.
  ///   - clock: now; nothing may have happened more than ten minutes later.
  /// - Returns: a unit for the log. The submission's own event comes first, with the submission's id.
  /// - Throws: ``Undecided/needs(_:)`` with streams to load before asking again, at most three times;
  ///   ``Undecided/comesLate`` when it is for ``reconsider(_:knowing:clock:)`` to decide; or ``Undecided/refused(_:)``.
  ///   A claim that the decision takes may still be lost in the log; see ``refusal(claimTaken:heldBy:for:)``.
  public static func decide(
    _ submission: Submission,
    knowing snapshot: Snapshot,
    clock: Instant
  ) throws(Undecided) -> Decision {
    var known = Knowledge(snapshot)
    let outcome = try outcome(of: submission.event, for: submission.subject, &known, clock: clock)
    if try LateFact(submission.payload, in: submission.subject).comesLate(&known) { throw .comesLate }
    if submission.mayChangeWidely(outcome, clock: clock) { throw .comesLate }
    let events = try submission.events(outcome) { stream throws(Undecided) in try known.version(of: stream) }
    let change = try known.claimChange(by: events)
    let premises = known.premises.union(events.compactMap { known.unsettled($0.stream) })
    return Decision(events, change, guards: known.guards, premises: premises)
  }

  /// The streams that deciding a submission reads or writes, as far as the submission tells; worth loading together
  /// for many.
  public static func streams(for submission: Submission) -> Set<StreamName> {
    Set([submission.subject] + reads(submission.payload, for: submission.subject))
  }

  /// What the rules make of an event, as far as what is known goes.
  static func outcome(
    of event: RecordedEvent,
    for subject: StreamName,
    _ known: inout Knowledge,
    clock: Instant
  ) throws(Undecided) -> Outcome {
    try known.require([subject] + reads(event.payload, for: subject))
    return try outcome(subject.kind.state, try Matter(event, for: subject, clock: clock), &known)
  }

  private static func outcome<State: StreamState>(
    _ type: State.Type,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let state = try known.state(type, of: matter.subject)
    return try State.decide(matter, state: state, knowing: &known)
  }

  private static func reads(_ payload: any EventPayload, for subject: StreamName) -> [StreamName] {
    subject.kind.state.reads(payload) + parents(subject) + LateFact.reads(payload, for: subject)
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
}
