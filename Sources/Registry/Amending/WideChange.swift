/// What a decision changes of a stream on which thousands may rest: an amendment, or a fact that binds from an earlier day.
///
/// Those that rest on it are not decided again with it, which would take a unit of any size, but by a review behind it
/// (``OpenReview``). Whether anything does rest on it is not asked here: something might come between the answer and the
/// unit.
struct WideChange {
  let stream: WideStream
  /// From when on what it changes binds; nil: since it was recorded.
  let since: Instant?

  /// Nil when nothing changes that is decided on elsewhere.
  init?(of stream: StreamName, from before: StreamHistory, to after: StreamHistory) {
    guard let wide = WideStream(stream), !wide.resting.isEmpty, before.version > 0 || wide.isMissed else { return nil }
    var reach = Reach.nothing
    let (stood, stands) = (before.standingByID, after.standingByID)
    for (id, was) in stood {
      if let now = stands[id], now.time == was.time, now.payload.equals(was.payload) { continue }
      for event in [was, stands[id]].compactMap(\.self) { reach.widen(to: WideStream.reach(of: event)) }
    }
    for (id, event) in stands where stood[id] == nil {
      // What tells no day of its own is gone by from now on.
      if case .since(let time) = WideStream.reach(of: event) { reach.widen(to: .since(time)) }
    }
    switch reach {
    case .nothing: return nil
    case .since(let time): since = time
    case .everything: since = nil
    }
    self.stream = wide
  }
}

extension StreamHistory {
  /// What is submitted again, by somebody who has not seen its first answer, is there twice.
  fileprivate var standingByID: [EventID: RecordedEvent] {
    Dictionary(standing.map { ($0.event.id, $0.event) }) { first, _ in first }
  }
}

extension Submission {
  /// Whether it may change what thousands have been decided on, so that it is decided on what is stored.
  func mayChangeWidely(_ outcome: Outcome, clock: Instant) -> Bool {
    let events = [(subject, event)] + outcome.derived.map { ($0.stream, event.saying($0)) }
    return events.contains { stream, event in
      guard let wide = WideStream(stream), !wide.resting.isEmpty else { return false }
      guard case .since(let time) = WideStream.reach(of: event) else { return false }
      return time < clock
    }
  }
}

extension RecordedEvent {
  fileprivate func saying(_ derived: DerivedPayload) -> RecordedEvent {
    RecordedEvent(id: id, time: derived.time ?? time, source: source, actor: actor, payload: derived.payload)
  }
}

/// What may rest on a stream, as far as the log can tell: facts in streams of some names.
public struct Resting: Sendable {
  /// What these names begin with.
  public let names: [String]
  /// What those names begin with whose facts count whenever they happened: what a licence or a price list says is for days
  /// to come.
  public let ahead: [String]
  /// Of the others, what happened from then on; nil: all.
  public let since: Instant?

  init(on stream: WideStream, since: Instant?) {
    names = stream.resting.map { stream.names(of: $0) }.sorted()
    ahead = names.filter { $0.hasPrefix(StreamKind.facility.rawValue) }
    self.since = since
  }

  /// Whether a fact is one of them, wherever it stands in the log.
  func contains(_ time: Instant, in stream: StreamName) -> Bool {
    contains(stream) && (stream.kind == .facility || since.map { time >= $0 } ?? true)
  }

  func contains(_ stream: StreamName) -> Bool { names.contains { stream.description.hasPrefix($0) } }
}

extension Records {
  /// The review that a decision opens; nil where it changes nothing that is decided on elsewhere.
  func review(behind submission: Submission, _ events: [DecidedEvent]) throws(Undecided) -> DerivedPayload? {
    let after = appending(events)
    for stream in Set(events.map(\.stream)).sorted(by: { $0.description < $1.description }) {
      let change = WideChange(of: stream, from: try history(of: stream), to: try after.history(of: stream))
      guard let change else { continue }
      let opened = ReviewOpened(causeEventId: submission.id, about: change.stream, since: change.since)
      return DerivedPayload(stream: .review(behind: submission.id), payload: opened)
    }
    return nil
  }
}
