import CanonicalJSON
import Testing

@testable import Registry

/// A registry in memory, without a database: events by stream, and claims in a plain dictionary. What the log does,
/// done plainly.
struct World {
  private(set) var snapshot = Snapshot()
  /// The same, never forgotten.
  private var states = Snapshot()
  private(set) var stored: [StreamName: [[UInt8]]] = [:]
  /// Where each of them is in the log.
  private(set) var positions: [StreamName: [Int64]] = [:]
  private var head: Int64 = 0
  private(set) var holders: [Claim: StreamName] = [:]
  private var places: [EventID: StreamName] = [:]
  /// The events in the order of the log.
  private var order: [(id: EventID, bytes: [UInt8])] = []
  /// The kinds of the streams whose decisions have read a stream.
  private(set) var read: [StreamName: Set<StreamKind>] = [:]
  var clock: Instant = "2026-11-22T12:00:00+08:00"
  private var serial: UInt64 = 0

  /// Submits an event; throws the `Refusal`.
  @discardableResult
  mutating func submit(
    _ payload: some FactPayload,
    to key: String,
    at time: Instant = "2026-11-01T09:00:00+08:00",
    by actor: Code = "clerk-1",
    from source: Code = "371002-H"
  ) throws(Refusal) -> Decision {
    serial += 1
    let subject = StreamName(type(of: payload).stream, key)
    return try append(decide(.of(payload, for: subject, time: time, id: .numbered(serial), by: actor, from: source)))
  }

  /// Submits an event as it was recorded elsewhere, under its own id.
  mutating func record(_ event: RecordedEvent, in stream: StreamName) throws(Refusal) {
    func submission(_ payload: some EventPayload) -> Submission {
      .of(payload, for: stream, time: event.time, id: event.id, by: event.actor, from: event.source)
    }
    _ = try append(decide(submission(event.payload)))
  }

  /// Submits a correction or a voiding, or what is said on the way to one; throws the `Refusal`.
  @discardableResult
  mutating func amend(
    _ amendment: some EventPayload,
    in subject: StreamName,
    at time: Instant = "2026-11-20T09:00:00+08:00",
    by actor: Code = "clerk-1",
    from source: Code = "371002-H",
    hashed: Set<String> = []
  ) throws(Refusal) -> Decision {
    serial += 1
    let id = EventID.numbered(serial)
    return try append(
      decide(.of(amendment, for: subject, time: time, id: id, by: actor, from: source, hashed: hashed))
    )
  }

  /// The type of the last event that was submitted.
  private(set) var lastType = ""

  /// Loads what is asked for, as the front door does.
  mutating func decide(_ submission: Submission) throws(Refusal) -> Decision {
    lastType = type(of: submission.payload).type
    if submission.isAmendment { return try reconsider(submission) }
    defer { snapshot.forgetUnfollowed() }
    while true {
      do throws(Undecided) {
        let decision = try Registrar.decide(submission, knowing: snapshot, clock: clock)
        for stream in decision.guards.keys { read[stream, default: []].insert(submission.subject.kind) }
        return decision
      } catch {
        switch error {
        case .refused(let refusal): throw refusal
        case .comesLate: return try reconsider(submission)
        case .needs(let streams):
          for stream in streams {
            #expect(snapshot.version(of: stream) == nil, "asked again for \(stream)")
            load(stream)
          }
        case .needsFollower(let event): snapshot.learn(follower(of: event), of: event)
        case .needsHolders, .needsEvents:
          Issue.record("asked for what only amendments ask for: \(error)")
        }
      }
    }
  }

  private func reconsider(_ submission: Submission) throws(Refusal) -> Decision {
    var records = Records()
    while true {
      do throws(Undecided) {
        return try Registrar.reconsider(submission, knowing: records, clock: clock)
      } catch {
        switch error {
        case .refused(let refusal): throw refusal
        case .comesLate: preconditionFailure("asked to reconsider what is being reconsidered")
        case .needs(let streams):
          for stream in streams {
            let events = zip(positions[stream] ?? [], stored[stream] ?? []).map { ($0, $1) }
            do { try records.load(stream, events: events) } catch { Issue.record("\(error)") }
          }
        case .needsHolders(let claims): records.learn(holders.filter { claims.contains($0.key) }, of: claims)
        case .needsEvents(let events): records.learn(places.filter { events.contains($0.key) }, of: events)
        case .needsFollower(let event): records.learn(follower(of: event), of: event)
        }
      }
    }
  }

  mutating func load(_ stream: StreamName) {
    do {
      try snapshot.load(stream, events: stored[stream] ?? [])
    } catch {
      Issue.record("\(error)")
    }
  }

  /// Whether the claims held are those of the states of all streams, none of them twice.
  mutating func claimsAgree() throws -> Bool {
    for stream in stored.keys where states.version(of: stream) == nil {
      try states.load(stream, events: stored[stream] ?? [])
    }
    var known = Knowledge(states)
    let claims = try stored.keys.flatMap { try known.claims(of: $0) }
    return claims.map(\.description).sorted() == holders.keys.map(\.description).sorted()
  }

  /// The event behind another one, with a leaf of its line as the log would have it, had it recorded each at one moment.
  func follower(of event: EventID) -> Follower? {
    guard let index = order.firstIndex(where: { $0.id == event }), index + 1 < order.count else { return nil }
    let next = order[index + 1]
    let line =
      Array(#"{"event":"#.utf8) + next.bytes
      + Array(#","position":\#(index + 2),"recordedAt":"2026-11-22T04:00:00.000000Z"}"#.utf8)
    return Follower(id: next.id, leaf: Digest(of: [0] + line))
  }

  /// The stream that an event is in.
  func place(of event: EventID) -> StreamName? { places[event] }

  /// Appends what a review has found.
  mutating func appendFound(_ decision: Decision) throws(Refusal) { _ = try append(decision) }

  mutating func forgetEverything() {
    snapshot = Snapshot()
  }

  private mutating func append(_ decision: Decision) throws(Refusal) -> Decision {
    let stream = decision.events[0].stream
    for claim in decision.releases { #expect(holders[claim] != nil, "released \(claim), which nobody holds") }
    for claim in decision.takes where !decision.releases.contains(claim) {
      if let holder = holders[claim] { throw Registrar.refusal(claimTaken: claim, heldBy: holder, for: stream) }
    }
    for claim in decision.releases { holders[claim] = nil }
    for claim in decision.takes { holders[claim] = stream }
    for event in decision.events {
      head += 1
      stored[event.stream, default: []].append(event.bytes)
      places[event.id] = event.stream
      order.append((event.id, event.bytes))
      positions[event.stream, default: []].append(head)
      #expect(event.version == stored[event.stream]?.count)
    }
    for (stream, version) in decision.guards { #expect(version == stored[stream]?.count ?? 0) }
    snapshot.accept(decision)
    states.accept(decision)
    return decision
  }

  /// Refuses a line, and keeps of it what the log does.
  mutating func refuse(_ line: [UInt8], by refusal: Refusal) throws {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    for record in RefusalRecord.all(of: [(line, refusal)], at: clock, hasher: hasher) {
      load(record.stream)
      let event = try RecordedEvent(stored: record.bytes, in: record.stream, version: 1)
      let decided = DecidedEvent(event, stream: record.stream, version: 1, bytes: record.bytes)
      _ = try append(Decision([decided], ClaimChange(), guards: [:]))
    }
  }

  /// A step of a test's preparation: no refusal is expected.
  @discardableResult
  mutating func given(
    _ payload: some FactPayload,
    in key: String,
    at time: Instant = "2026-11-01T09:00:00+08:00",
    by actor: Code = "clerk-1",
    from source: Code = "371002-H",
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Decision {
    do {
      return try submit(payload, to: key, at: time, by: actor, from: source)
    } catch {
      throw PreparationFailed(step: type(of: payload).type, refusal: error, location: location)
    }
  }
}

struct PreparationFailed: Error, CustomStringConvertible {
  let step: String
  let refusal: Refusal
  let location: SourceLocation
  var description: String { "\(location): \(step) was refused by \(refusal.rule): \(refusal.fact.en)" }
}

extension Submission {
  /// A submission as `Submission.read` would give it.
  static func of(
    _ payload: some FactPayload,
    key: String,
    time: Instant,
    id: EventID
  ) -> Submission {
    .of(payload, for: StreamName(Swift.type(of: payload).stream, key), time: time, id: id)
  }

  /// The same for any stream.
  static func of(
    _ payload: some EventPayload,
    for subject: StreamName,
    time: Instant,
    id: EventID,
    by actor: Code = "clerk-1",
    from source: Code = "371002-H",
    hashed: Set<String> = []
  ) -> Submission {
    let kind = Swift.type(of: payload)
    let envelope = Envelope(
      id: id,
      source: source,
      actor: actor,
      schema: DataSchema(kind),
      subject: subject,
      time: time
    )
    guard case .object(let data)? = try? PayloadEncoder.encode(payload) else {
      preconditionFailure("\(kind) has no JSON form")
    }
    return Submission(
      id: id,
      source: envelope.source,
      actor: envelope.actor,
      type: kind.type,
      subject: subject,
      time: time,
      payload: payload,
      bytes: envelope.stored(data).canonicalBytes,
      hashed: hashed
    )
  }
}

extension EventID {
  /// The `number`th id of a test.
  static func numbered(_ number: UInt64) -> EventID {
    let digits = String(number, radix: 16)
    let text = "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    return EventID(text) ?? EventID(version8: number, number)
  }
}
