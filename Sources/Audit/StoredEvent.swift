internal import CanonicalJSON
internal import FoundationEssentials
internal import Notary
internal import Postgres
internal import Registry

/// A row of the log: the event, and the columns beside it that are taken from it and that no leaf has in it.
struct StoredEvent {
  let stream: String
  let version: Int32
  let position: Int
  private let id: UUID
  private let type: String
  private let occurredAt: PostgresTimestamp
  private let dataVersion: Int16
  private let bytes: [UInt8]

  init(_ row: Row) throws(PostgresError) {
    stream = try row.decode(String.self, at: 0)
    version = try row.decode(Int32.self, at: 1)
    position = Int(try row.decode(Int64.self, at: 2))
    id = try row.decode(UUID.self, at: 3)
    type = try row.decode(String.self, at: 4)
    occurredAt = try row.decode(PostgresTimestamp.self, at: 5)
    dataVersion = try row.decode(Int16.self, at: 6)
    bytes = try row.decode([UInt8].self, at: 7)
  }

  /// The event; nil where it is none.
  func compare(_ findings: inout Findings) -> JSON? {
    guard let json = try? JSON.parse(bytes, maximumBytes: bytes.count) else {
      findings.add(.order, at: position, "位置 \(position) 不是事件", "what is stored at \(position) is no event")
      return nil
    }
    let time = json["time"]?.stringValue.flatMap(Instant.init(_:))?.microsecondsSince1970
    let differing = [
      ("stream", json["subject"]?.stringValue == stream),
      ("event_id", json["id"]?.stringValue == id.uuidString.lowercased()),
      ("type", json["type"]?.stringValue == type),
      ("occurred_at", time == occurredAt.microsecondsSince1970),
      ("data_version", json["dataschema"]?.stringValue == "\(type)/v\(dataVersion)"),
    ].filter { !$0.1 }.map(\.0)
    if !differing.isEmpty {
      let columns = differing.joined(separator: ", ")
      findings.add(
        .index,
        at: position,
        "位置 \(position) 的列 \(columns) 与事件本身不符",
        "\(columns) beside the event at \(position) say otherwise than the event"
      )
    }
    return json
  }
}
