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
    try await load(candidates)
    var verdicts = Verdicts()
    for candidate in candidates {
      switch try await decide(candidate.submission) {
      case .success(let decision):
        known.accept(decision)
        verdicts.accepted.append(Accepted(candidate: candidate, decision: decision))
      case .failure(let refusal):
        verdicts.refused.append(Refused(candidate: candidate, refusal: refusal))
      }
    }
    return verdicts
  }

  /// Those of the refused that are refused by what is stored, each looked at for itself.
  func confirm(_ refused: [Refused]) async throws(FrontDoorError) -> [Refused] {
    try await load(refused.map(\.candidate))
    var confirmed: [Refused] = []
    for item in refused {
      if case .failure(let refusal) = try await decide(item.candidate.submission) {
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

  private func decide(_ submission: Submission) async throws(FrontDoorError) -> Result<Decision, Refusal> {
    while true {
      do throws(Undecided) {
        return .success(try Registrar.decide(submission, knowing: known, clock: .now()))
      } catch {
        switch error {
        case .refused(let refusal): return .failure(refusal)
        case .needs(let streams): try await load(streams)
        }
      }
    }
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
