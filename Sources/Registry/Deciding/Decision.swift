/// What a submission leads to: one unit of the log, appended whole or not at all.
public struct Decision: Sendable {
  /// The submission's own event first, then those that the rules derive from it.
  public let events: [DecidedEvent]
  /// Streams that were read and not written, with the version (0: absent) that the decision stands on.
  public let guards: [StreamName: Int]
  /// Events that the decision stands on and that were decided, but not known to be stored.
  public let premises: Set<EventID>
  public let takes: [Claim]
  public let releases: [Claim]

  /// `guards` are the streams that were read, with their versions.
  init(_ events: [DecidedEvent], _ change: ClaimChange, guards: [StreamName: Int], premises: Set<EventID> = []) {
    let written = Set(events.map(\.stream))
    self.events = events
    self.guards = guards.filter { !written.contains($0.key) }
    self.premises = premises
    takes = change.takes
    releases = change.releases
  }

  /// The same, behind events of the same unit.
  init(behind events: [DecidedEvent], _ decision: Decision) {
    self.events = events + decision.events
    guards = decision.guards
    premises = decision.premises
    takes = decision.takes
    releases = decision.releases
  }
}

/// An event ready to be appended.
public struct DecidedEvent: Sendable {
  public let stream: StreamName
  /// Its place in the stream, from 1.
  public let version: Int
  public let id: EventID
  /// The RFC 8785 bytes that the log stores.
  public let bytes: [UInt8]
  let event: RecordedEvent

  init(_ event: RecordedEvent, stream: StreamName, version: Int, bytes: [UInt8]) {
    self.stream = stream
    self.version = version
    self.id = event.id
    self.bytes = bytes
    self.event = event
  }
}

extension Submission {
  /// Its own event and those that follow from it, in the order in which they are numbered; `version` tells how many
  /// events a stream has now.
  func events(
    _ outcome: Outcome,
    version: (StreamName) throws(Undecided) -> Int
  ) throws(Undecided) -> [DecidedEvent] {
    var versions: [StreamName: Int] = [:]
    func next(_ stream: StreamName) throws(Undecided) -> Int {
      if versions[stream] == nil { versions[stream] = try version(stream) }
      versions[stream, default: 0] += 1
      return versions[stream, default: 0]
    }
    var events = [DecidedEvent(event, stream: subject, version: try next(subject), bytes: bytes)]
    for (index, derived) in outcome.derived.enumerated() {
      let version = try next(derived.stream)
      events.append(.derived(derived, from: event, id: .derived(from: id, ordinal: index + 1), version: version))
    }
    return events
  }
}

/// Why there is no decision.
public enum Undecided: Error, Sendable, Equatable {
  /// These streams must be loaded first; more may be asked for in the next round.
  case needs(Set<StreamName>)
  /// It comes late: what was decided before is decided again with it, by ``Registrar/reconsider(_:knowing:clock:)``.
  case comesLate
  /// It must be known first who holds these claims. For ``Registrar/reconsider(_:knowing:clock:)`` only.
  case needsHolders(Set<Claim>)
  /// It must be known first in which streams these events are, if they are stored. For amendments only.
  case needsEvents(Set<EventID>)
  /// It must be known first which event follows this one in the log, if any does yet.
  case needsFollower(of: EventID)
  case refused(Refusal)
}

/// What the rules of one stream make of a submission, beside its own event.
struct Outcome: Sendable {
  var derived: [DerivedPayload] = []
}

struct DerivedPayload: Sendable {
  let stream: StreamName
  let payload: any EventPayload
  /// When it happened, where that is not the submission's time.
  var time: Instant?
}

/// Turns a rule's verdict into the end of deciding.
func uphold(_ refusal: Refusal?) throws(Undecided) {
  if let refusal { throw .refused(refusal) }
}
