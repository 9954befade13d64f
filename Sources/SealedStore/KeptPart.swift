public import FoundationEssentials
public import Postgres
public import Sealing

/// A part whose event is in the log.
public struct KeptPart: Sendable {
  public let event: UUID
  public let person: String
  public let type: String
  public let stream: String
  public let occurredAt: PostgresTimestamp
  public let part: Part
  /// Nil when the person has been erased.
  let wrapped: [UInt8]?
  let wrappedBy: Int32?

  public var isErased: Bool { wrapped == nil }
}
