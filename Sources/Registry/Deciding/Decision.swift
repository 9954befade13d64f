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

/// Why there is no decision.
public enum Undecided: Error, Sendable, Equatable {
  /// These streams must be loaded first; more may be asked for in the next round.
  case needs(Set<StreamName>)
  case refused(Refusal)
}

/// What the rules of one stream make of a submission, beside its own event.
struct Outcome: Sendable {
  var takes: [Claim] = []
  var releases: [Claim] = []
  var derived: [DerivedPayload] = []
}

struct DerivedPayload: Sendable {
  let stream: StreamName
  let payload: any EventPayload
}

/// Turns a rule's verdict into the end of deciding.
func uphold(_ refusal: Refusal?) throws(Undecided) {
  if let refusal { throw .refused(refusal) }
}
