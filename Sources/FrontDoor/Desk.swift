import EventLog
import Registry

/// Decides on what is known of the streams, and loads what is not.
actor Desk {
  struct Accepted: Sendable {
    let index: Int
    let decision: Decision
  }

  struct Refused: Sendable {
    let candidate: Session.Candidate
    let refusal: Refusal
  }

  struct Verdicts: Sendable {
    var accepted: [Accepted] = []
    var refused: [Refused] = []
  }

  /// Beyond this many streams all are forgotten: loading a stream again costs far less than keeping a city in memory.
  static let maximumStreams = 100_000

  private let log: EventLog
  private var known = Snapshot()

  init(log: EventLog) {
    self.log = log
  }

  /// Decides each candidate in order, as if those before it that were accepted had been stored.
  func decide(_ candidates: [Session.Candidate]) async throws(FrontDoorError) -> Verdicts {
    if known.count > Self.maximumStreams { known = Snapshot() }
    try await load(Set(candidates.map(\.submission.subject)))
    var verdicts = Verdicts()
    for (place, candidate) in candidates.enumerated() {
      switch try await decide(candidate.submission, ahead: candidates[(place + 1)...]) {
      case .success(let decision):
        known.accept(decision)
        verdicts.accepted.append(Accepted(index: candidate.index, decision: decision))
      case .failure(let refusal):
        verdicts.refused.append(Refused(candidate: candidate, refusal: refusal))
      }
    }
    return verdicts
  }

  /// Those of the refused that are refused by what is stored, each looked at for itself.
  func confirm(_ refused: [Refused]) async throws(FrontDoorError) -> [Refused] {
    var confirmed: [Refused] = []
    for (place, item) in refused.enumerated() {
      let ahead = refused[(place + 1)...].map(\.candidate)
      if case .failure(let refusal) = try await decide(item.candidate.submission, ahead: ahead[...]) {
        confirmed.append(Refused(candidate: item.candidate, refusal: refusal))
      }
    }
    return confirmed
  }

  func forget(_ decision: Decision) {
    for event in decision.events { known.forget(event.stream) }
    for stream in decision.guards.keys { known.forget(stream) }
  }

  func forget(_ stream: StreamID) {
    if let name = StreamName(parsing: stream.rawValue) { known.forget(name) }
  }

  /// - Parameter ahead: what will be decided next; the streams that it lacks are loaded in the same round trip.
  private func decide(
    _ submission: Submission, ahead: ArraySlice<Session.Candidate>
  ) async throws(FrontDoorError) -> Result<Decision, Refusal> {
    while true {
      switch attempt(submission) {
      case .decided(let decision): return .success(decision)
      case .refused(let refusal): return .failure(refusal)
      case .lacks(var streams):
        for next in ahead {
          if case .lacks(let more) = attempt(next.submission) { streams.formUnion(more) }
        }
        try await load(streams)
      }
    }
  }

  private enum Attempt {
    case decided(Decision)
    case refused(Refusal)
    case lacks(Set<StreamName>)
  }

  private func attempt(_ submission: Submission) -> Attempt {
    do throws(Undecided) {
      return .decided(try Registrar.decide(submission, knowing: known, clock: .now))
    } catch {
      return switch error {
      case .refused(let refusal): .refused(refusal)
      case .needs(let streams): .lacks(streams)
      }
    }
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
