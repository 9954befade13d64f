public import FoundationEssentials

/// An event that somebody wants appended.
public struct ProposedEvent: Hashable, Sendable {
  /// Chosen by the submitter, and the event's idempotency key for ever. Equals `id` in ``bytes``.
  public var id: UUID
  /// Equals `subject` in ``bytes``.
  public var stream: StreamID
  /// The version that the event will have in its stream, from 1.
  public var version: Int32
  /// A CloudEvents 1.0 object as RFC 8785 (JCS) UTF-8, at most 65,451 bytes. Stored exactly so.
  public var bytes: [UInt8]

  public init(id: UUID, stream: StreamID, version: Int32, bytes: [UInt8]) {
    self.id = id
    self.stream = stream
    self.version = version
    self.bytes = bytes
  }
}

/// Something that only one stream may hold at a time, such as a certificate number or a place in a plot.
public struct Claim: Hashable, Sendable {
  public var kind: String
  public var key: String

  public init(kind: String, key: String) {
    self.kind = kind
    self.key = key
  }
}

/// What is appended whole or not at all.
public struct AppendUnit: Hashable, Sendable {
  /// Most events that one unit may have.
  public static let maximumEvents = 1024

  /// At least one, at most ``maximumEvents``; for one stream or several.
  public var events: [ProposedEvent]
  /// The versions of streams that the unit relies on and does not write; 0 for a stream that must not exist.
  public var guards: [StreamID: Int32]
  /// Events that the unit builds on and that may not be stored: without them it is a conflict, whatever the versions are.
  /// A version does not say which event has it.
  public var premises: [UUID]
  /// Claims that the first event's stream is to hold.
  public var takes: [Claim]
  /// Claims given back, whoever holds them. A claim given back may be taken in the same unit.
  public var releases: [Claim]
  /// A JSON object that says what vouched for the events: its SHA-256 goes into their lines, and it is kept beside them. It is
  /// not part of what was submitted: the same events with another one are still the same.
  public var voucher: [UInt8]?

  public init(
    events: [ProposedEvent],
    guards: [StreamID: Int32] = [:],
    premises: [UUID] = [],
    takes: [Claim] = [],
    releases: [Claim] = [],
    voucher: [UInt8]? = nil
  ) {
    self.events = events
    self.guards = guards
    self.premises = premises
    self.takes = takes
    self.releases = releases
    self.voucher = voucher
  }
}
