public import FoundationEssentials
public import Postgres

/// What the log says of an event that it holds.
public struct Receipt: Hashable, Sendable {
  public let eventID: UUID
  public let stream: StreamID
  public let version: Int32
  public let position: Position
  public let recordedAt: PostgresTimestamp

  public init(
    eventID: UUID,
    stream: StreamID,
    version: Int32,
    position: Position,
    recordedAt: PostgresTimestamp
  ) {
    self.eventID = eventID
    self.stream = stream
    self.version = version
    self.position = position
    self.recordedAt = recordedAt
  }
}

/// What became of a unit.
public enum AppendOutcome: Hashable, Sendable {
  /// Written. One receipt for each event, in the unit's order.
  case appended([Receipt])
  /// All events were in the log before, with the same bytes: the answer of the first time, whatever else has changed
  /// since. Also the answer to a unit whose connection was lost after its commit and which was therefore sent again.
  case duplicate([Receipt])
  /// The id belongs to an event with other content, or to one that was not part of a unit of just these events.
  case reused(eventID: UUID)
  /// A stream is not at the version that the unit relies on; 0 is a stream without events.
  case conflict(StreamID, expected: Int32, actual: Int32)
  /// The claim is held by a stream, since the event at a position.
  case claimed(Claim, by: StreamID, at: Position)
  /// The unit is wrong in itself, or gives back a claim that nobody holds.
  case rejected(Rejection)

  public enum Rejection: Hashable, Sendable {
    /// No events.
    case empty
    /// More than ``AppendUnit/maximumEvents`` events.
    case tooManyEvents
    /// An event that is not a JSON object in UTF-8 with the strings `id` (a UUID), `subject`, `type` and `time`
    /// (RFC 3339), or that contains U+0000.
    case malformed
    /// An event of more than 65,451 bytes: its line would not fit into 65,535.
    case tooLarge
    /// A claim to be released that nobody holds.
    case notHeld(Claim)
    /// An event carries the digest of a sealed part that is not there.
    case unsealed
  }

  /// The receipts of an ``appended(_:)`` or ``duplicate(_:)`` unit.
  public var receipts: [Receipt]? {
    switch self {
    case .appended(let receipts), .duplicate(let receipts): receipts
    case .reused, .conflict, .claimed, .rejected: nil
    }
  }
}
