import EventLog
import Registry

/// Decides on what is known of the streams, and loads what is not.
actor Desk {
  struct Accepted: Sendable {
    let candidate: Session.Candidate
    let decision: Decision

    var index: Int { candidate.index }
  }

  struct Refused: Sendable {
    let candidate: Session.Candidate
    let refusal: Refusal
    /// For who submits it, and not by the rules of the registry.
    let isBeyondAuthority: Bool
  }

  private enum Verdict {
    case accepted(Decision)
    case refused(Refusal)
    case beyondAuthority(Refusal)

    init(_ result: Result<Decision, Refusal>) {
      switch result {
      case .success(let decision): self = .accepted(decision)
      case .failure(let refusal): self = .refused(refusal)
      }
    }
  }

  /// What came of some candidates. Its round is open until it is known what became of the accepted ones.
  struct Verdicts: Sendable {
    let round: Rounds.Number
    var accepted: [Accepted] = []
    var endsInRefusal = false
  }

  /// Beyond this many streams all are forgotten: loading a stream again costs far less than keeping a city in memory.
  static let maximumStreams = 100_000

  private let log: EventLog
  private var known = Snapshot()
  private var rounds = Rounds()

  init(log: EventLog) {
    self.log = log
  }

  /// Decides the candidates in order, each as if those before it had been stored, up to the first that is refused.
  func decide(
    _ candidates: [Session.Candidate],
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> Verdicts {
    if known.count > Self.maximumStreams { known = Snapshot() }
    try await load(candidates)
    var verdicts = Verdicts(round: rounds.open())
    do throws(FrontDoorError) {
      for candidate in candidates where !verdicts.endsInRefusal {
        // What comes late looks at all that is stored: what stands before it in this round is to be there.
        let isFirst = verdicts.accepted.isEmpty
        guard let verdict = try await decide(candidate.submission, by: authority, isFirst: isFirst) else { break }
        switch verdict {
        case .accepted(let decision):
          known.accept(decision)
          verdicts.accepted.append(Accepted(candidate: candidate, decision: decision))
        case .refused, .beyondAuthority: verdicts.endsInRefusal = true
        }
      }
    } catch {
      for accepted in verdicts.accepted { forget(accepted.decision) }
      rounds.close(verdicts.round)
      throw error
    }
    return verdicts
  }

  /// What was accepted in a round has been stored, or forgotten again.
  func close(_ round: Rounds.Number, stored: [Decision] = []) {
    for decision in stored { known.settle(decision) }
    rounds.close(round)
  }

  /// Returns once all rounds that are open now are closed.
  func openRoundsClosed() async {
    for round in rounds.allOpen {
      await withCheckedContinuation { rounds.whenClosed(round, $0) }
    }
  }

  /// On what is stored: those refused, up to the first that is accepted, which those after it may build on.
  func refusedByTheLog(
    _ candidates: [Session.Candidate],
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> (refused: [Refused], accepted: Decision?) {
    try await load(candidates)
    var refused: [Refused] = []
    for candidate in candidates {
      switch try await decide(candidate.submission, by: authority, isFirst: true) {
      case .accepted(let decision)?: return (refused, decision)
      case .refused(let refusal)?:
        refused.append(Refused(candidate: candidate, refusal: refusal, isBeyondAuthority: false))
      case .beyondAuthority(let refusal)?:
        refused.append(Refused(candidate: candidate, refusal: refusal, isBeyondAuthority: true))
      case nil: return (refused, nil)
      }
    }
    return (refused, nil)
  }

  func forget(_ decision: Decision) {
    for event in decision.events { known.forget(event.stream) }
    for stream in decision.guards.keys { known.forget(stream) }
  }

  func forget(_ decision: Decision, and candidates: [Session.Candidate]) {
    forget(decision)
    for candidate in candidates {
      for stream in Registrar.streams(for: candidate.submission) { known.forget(stream) }
    }
  }

  func forget(_ stream: StreamID) {
    if let name = StreamName(parsing: stream.rawValue) { known.forget(name) }
  }

  /// Nil when it waits for those before it, unless it is the first.
  private func decide(
    _ submission: Submission,
    by authority: (any SubmissionAuthority)?,
    isFirst: Bool
  ) async throws(FrontDoorError) -> Verdict? {
    let verdict = try await decideOnRecord(submission, by: authority, isFirst: isFirst)
    guard let expected = submission.expectedVersion, case .accepted(let decision)? = verdict,
      let event = decision.events.first(where: { $0.stream == submission.subject }), event.version != expected + 1
    else { return verdict }
    // The log takes what is decided at that version alone, so that nobody comes in between.
    return .refused(.l1AnotherVersion(of: submission.subject, expected: expected, found: event.version - 1))
  }

  private func decideOnRecord(
    _ submission: Submission,
    by authority: (any SubmissionAuthority)?,
    isFirst: Bool
  ) async throws(FrontDoorError) -> Verdict? {
    if submission.isAmendment { return Verdict(try await log.reconsider(submission)) }
    defer { known.forgetUnfollowed() }
    while true {
      do throws(Undecided) {
        // Before the rules, which would tell whoever may not touch these ashes where they are.
        if let authority, let ashes = try ashes(of: submission),
          let refusal = authority.refusal(of: submission, about: ashes)
        {
          return .beyondAuthority(refusal)
        }
        return .accepted(try Registrar.decide(submission, knowing: known, clock: .now()))
      } catch {
        switch error {
        case .refused(let refusal): return .refused(refusal)
        case .comesLate: return isFirst ? Verdict(try await log.reconsider(submission)) : nil
        case .needs(let streams): try await load(streams)
        case .needsFollower(let event): known.learn(try await log.next(behind: event), of: event)
        case .needsHolders, .needsEvents:
          throw FrontDoorError(.unreadable, "a submission asked for what only amendments ask for")
        }
      }
    }
  }

  /// The ashes that a submission is about, as they are now; nil where it is about none that are known.
  private func ashes(of submission: Submission) throws(Undecided) -> AshCustodyState? {
    guard submission.subject.kind == .ashCustody else { return nil }
    guard known.version(of: submission.subject) != nil else { throw .needs([submission.subject]) }
    return Code(submission.subject.key).flatMap { known.ashCustody($0) }
  }

  /// Loads what all of them are known to ask for in one round trip.
  private func load(_ candidates: [Session.Candidate]) async throws(FrontDoorError) {
    try await load(candidates.reduce(into: []) { $0.formUnion(Registrar.streams(for: $1.submission)) })
  }

  private func load(_ streams: Set<StreamName>) async throws(FrontDoorError) {
    let unknown = streams.filter { known.version(of: $0) == nil }
    guard !unknown.isEmpty else { return }
    let events = try await log.stored(unknown)
    // Another call may have loaded a stream, or moved it on, while this one waited.
    for stream in unknown where known.version(of: stream) == nil {
      do {
        try known.load(stream, events: events[stream] ?? [])
      } catch {
        throw FrontDoorError(.unreadable, "stream \(stream) cannot be read: \(error)")
      }
    }
  }
}
