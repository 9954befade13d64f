import CanonicalJSON
import Testing

@testable import Registry

/// A registry in memory, without a database: events by stream, and claims in a plain dictionary. What the log does,
/// done plainly.
struct World {
  private(set) var snapshot = Snapshot()
  private(set) var stored: [StreamName: [[UInt8]]] = [:]
  private(set) var holders: [Claim: StreamName] = [:]
  var clock: Instant = "2026-11-22T12:00:00+08:00"
  private var serial: UInt64 = 0

  /// Submits an event; throws the `Refusal`.
  @discardableResult
  mutating func submit(
    _ payload: some EventPayload,
    to key: String,
    at time: Instant = "2026-11-01T09:00:00+08:00",
    by actor: Code = "clerk-1",
    from source: Code = "371002-H"
  ) throws(Refusal) -> Decision {
    serial += 1
    let id = EventID(version8: serial, serial)
    let submission = Submission.of(payload, key: key, time: time, id: id, by: actor, from: source)
    return try append(decide(submission))
  }

  /// Loads what is asked for, as the front door does.
  mutating func decide(_ submission: Submission) throws(Refusal) -> Decision {
    while true {
      do throws(Undecided) {
        return try Registrar.decide(submission, knowing: snapshot, clock: clock)
      } catch {
        switch error {
        case .refused(let refusal): throw refusal
        case .needs(let streams):
          for stream in streams {
            #expect(snapshot.version(of: stream) == nil, "asked again for \(stream)")
            load(stream)
          }
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
      stored[event.stream, default: []].append(event.bytes)
      #expect(event.version == stored[event.stream]?.count)
    }
    for (stream, version) in decision.guards { #expect(version == stored[stream]?.count ?? 0) }
    snapshot.accept(decision)
    return decision
  }

  /// A step of a test's preparation: no refusal is expected.
  @discardableResult
  mutating func given(
    _ payload: some EventPayload,
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
    _ payload: some EventPayload,
    key: String,
    time: Instant,
    id: EventID,
    by actor: Code = "clerk-1",
    from source: Code = "371002-H"
  ) -> Submission {
    let kind = Swift.type(of: payload)
    let subject = StreamName(kind.stream, key)
    let envelope = Envelope(
      id: id,
      source: source,
      actor: actor,
      type: kind,
      typeName: kind.type,
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
      bytes: envelope.stored(data).canonicalBytes
    )
  }
}
