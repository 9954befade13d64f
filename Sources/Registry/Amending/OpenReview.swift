/// A review that is open: what was decided on a stream of wide effect before something changed there, and is to be decided
/// again.
///
/// The world before is that of today but for what was recorded in that stream from the cause on; the world after is today's.
/// What that stream says binds from the days that it names, whenever it was recorded, in both. So a later amendment that has
/// put things right asks nothing back, and what another one has remarked already is not remarked again.
public struct OpenReview: Sendable {
  public let cause: EventID
  /// The stream that tells of the review.
  public var stream: StreamName { .review(behind: cause) }
  /// The stream that was changed.
  public var about: StreamName { opened.about.name }
  public var since: Instant? { opened.since }
  /// What was stored before the review was opened, and may rest on that stream.
  public let resting: Resting
  /// Where the review was opened: what was decided later was decided knowing of it.
  public let end: Int64

  private let opened: ReviewOpened
  private let event: RecordedEvent
  /// Where the cause is in the log.
  private let position: Int64

  /// - Parameters:
  ///   - bytes: the stored ``ReviewOpened``.
  ///   - stream: the one that it is in.
  ///   - end: its position.
  ///   - position: that of its cause, in the same unit.
  /// - Throws: what is stored there is something else, or cannot be read.
  public init(stored bytes: [UInt8], in stream: StreamName, at end: Int64, behind position: Int64)
    throws(UnreadableEvent)
  {
    event = try RecordedEvent(stored: bytes, in: stream, version: 1)
    guard let opened = event.payload as? ReviewOpened else {
      throw UnreadableEvent(defect: .misplaced, stream: stream, version: 1)
    }
    (self.opened, self.end, self.position) = (opened, end, position)
    cause = opened.causeEventId
    resting = Resting(on: opened.about, since: opened.since)
  }
}

extension OpenReview {
  /// What a review makes of some streams.
  public struct Findings: Sendable {
    /// What is to be appended, by the stream that it is about.
    public fileprivate(set) var decisions: [StreamName: Decision] = [:]
    /// Those of the streams that cannot be decided again before others are known.
    public fileprivate(set) var undecided: [StreamName] = []
    /// These others.
    public fileprivate(set) var needs: Set<StreamName> = []
    /// In how many streams the same review had found something before whoever did it was stopped.
    public fileprivate(set) var remarkedBefore = 0

    /// Takes in what was found once the others were known.
    public mutating func merge(_ later: Findings) {
      decisions.merge(later.decisions) { $1 }
      (undecided, needs) = (later.undecided, later.needs)
      remarkedBefore += later.remarkedBefore
    }
  }

  /// Decides again what rests on the changed stream.
  ///
  /// - Parameters:
  ///   - streams: that ``resting`` contains.
  ///   - records: what is stored of the streams known so far.
  ///   - clock: now.
  /// - Returns: a unit for each stream in which something is found. The ids of its events are always the same, so that nothing
  ///   is stored twice however often it is decided.
  public func decideAgain(_ streams: [StreamName], knowing records: Records, clock: Instant) -> Findings {
    var findings = Findings()
    guard records.isKnown(about) else {
      (findings.undecided, findings.needs) = (streams, Set(streams).union([about]))
      return findings
    }
    let later = records.knowingAllAlong(about)
    let earlier = records.recalling(about, before: position).knowingAllAlong(about)
    for stream in streams {
      do throws(Undecided) {
        let history = try records.history(of: stream)
        if history.contains(.derived(from: cause, in: stream, ordinal: 1)) {
          findings.remarkedBefore += 1
          continue
        }
        var review = Review(
          from: 0,
          before: earlier,
          after: later,
          differingIn: about,
          remarkedSince: position,
          clock: clock
        )
        try review.decideAgain([stream]) { $1.position < end && resting.contains($1.event.time, in: $0) }
        let derived = try review.consequences(of: cause)
        if derived.isEmpty { continue }
        findings.decisions[stream] = decision(derived, in: stream, at: history.version, having: review.read, records)
      } catch {
        switch error {
        case .needs(let others):
          findings.undecided.append(stream)
          findings.needs.formUnion(others)
        // Nothing else is asked of what stands in the log already.
        case .refused, .comesLate, .needsHolders, .needsEvents, .needsFollower: continue
        }
      }
    }
    return findings
  }

  /// That all that rests on the changed stream has been looked at.
  public func completed(streams: Int, remarked: Int) -> Decision? {
    guard let streams = Count(streams), let remarked = Count(remarked) else { return nil }
    let payload = DerivedPayload(stream: stream, payload: ReviewCompleted(streams: streams, remarked: remarked))
    var change = ClaimChange()
    change.record(ReviewState(beginning: event)?.claims ?? [], becoming: [])
    let id = EventID.derived(from: cause, in: stream, ordinal: 1)
    return Decision([.derived(payload, from: event, id: id, version: 2)], change, guards: [:])
  }

  private func decision(
    _ derived: [DerivedPayload],
    in stream: StreamName,
    at version: Int,
    having read: Set<StreamName>,
    _ records: Records
  ) -> Decision {
    let events = derived.enumerated().map { index, payload in
      let id = EventID.derived(from: cause, in: stream, ordinal: index + 1)
      return DecidedEvent.derived(payload, from: event, id: id, version: version + index + 1)
    }
    return Decision(events, ClaimChange(), guards: records.versions.filter { read.contains($0.key) })
  }
}

extension Records {
  /// The same, as if what a stream says of days had been known all along: it tells itself from when it binds.
  fileprivate func knowingAllAlong(_ stream: StreamName) -> Records {
    let opening = (try? history(of: stream))?.standing.first { $0.event.payload is any FactPayload }
    // A facility is there from when it was licensed; the others may begin with any of their facts.
    let position = stream.kind == .facility ? opening?.position ?? 0 : 0
    return hastening(stream, to: position) { event in
      if case .since = WideStream.reach(of: event) { true } else { false }
    }
  }
}
