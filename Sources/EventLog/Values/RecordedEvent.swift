public import FoundationEssentials
public import Postgres

/// An event in the log.
public struct RecordedEvent: Hashable, Sendable {
  public let node: Node
  public let position: Position
  public let stream: StreamID
  /// In its stream, from 1.
  public let version: Int32
  public let id: UUID
  public let type: String
  /// When it happened, as its submitter says (业务发生时间).
  public let occurredAt: PostgresTimestamp
  /// When the log took it (入库时间); never runs backwards.
  public let recordedAt: PostgresTimestamp
  /// The CloudEvents object, exactly as it was appended.
  public let bytes: [UInt8]
  /// The SHA-256 of what vouched for it (``EventLog/voucher(_:)``); nil where nothing did.
  public internal(set) var voucher: [UInt8]? = nil

  public var receipt: Receipt {
    Receipt(eventID: id, stream: stream, version: version, position: position, recordedAt: recordedAt)
  }
}

extension RecordedEvent {
  /// The line that an inspector verifies: exactly this, after a zero byte, is what its leaf is the SHA-256 of (RFC 6962, 2.1).
  public var line: String {
    let tail = voucher.map { #","voucher":"\#($0.hexadecimal)""# } ?? ""
    return
      #"{"event":\#(String(decoding: bytes, as: UTF8.self)),"position":\#(position.rawValue),"recordedAt":"\#(recordedAt)"\#(tail)}"#
  }
}

extension RecordedEvent {
  /// What ``init(_:)`` reads, in its order.
  static let columns = "node, position, stream, version, event_id, type, occurred_at, recorded_at, event, voucher"

  init(_ row: Row) throws(PostgresError) {
    node = try row.decode(Node.self, at: 0)
    position = try row.decode(Position.self, at: 1)
    stream = try row.decode(StreamID.self, at: 2)
    version = try row.decode(Int32.self, at: 3)
    id = try row.decode(UUID.self, at: 4)
    type = try row.decode(String.self, at: 5)
    occurredAt = try row.decode(PostgresTimestamp.self, at: 6)
    recordedAt = try row.decode(PostgresTimestamp.self, at: 7)
    bytes = try row.decode([UInt8].self, at: 8)
    voucher = try row.decode([UInt8]?.self, at: 9)
  }

  static func all(_ rows: Rows) throws(PostgresError) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    events.reserveCapacity(rows.count)
    for row in rows { events.append(try RecordedEvent(row)) }
    return events
  }
}

extension Sequence<UInt8> {
  /// Lower-case digits.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
