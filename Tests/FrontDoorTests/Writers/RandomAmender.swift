import CanonicalJSON
import EventLog
import Foundation
import Registry

/// Somebody who corrects and voids whatever is in the log, sensibly or not.
struct RandomAmender {
  private let number: Int
  private var count = 0
  private var random: SplitMix

  init(number: Int, seed: UInt64) {
    self.number = number
    random = SplitMix(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
  }

  /// An amendment of one of these events, all that the log has; nil where it cannot be amended.
  mutating func line(_ events: [RecordedEvent]) throws -> [UInt8]? {
    let target = events[random.number(0...events.count - 1)]
    guard !Self.remarks.contains(target.type) else { return nil }
    var ids = JSONObject()
    ids["target_event_id"] = Self.id(target)
    ids["replaces_event_id"] = try Self.statement(of: target, events)
    if random.number(0...1) == 0 { return send("EventVoided", target, ids) }
    let others = events.filter { $0.type == target.type }
    let (own, other) = (try JSON.parse(target.bytes), try JSON.parse(others[random.number(0...others.count - 1)].bytes))
    var correction = ids
    correction["target_type"] = .string(target.type)
    correction["time"] = (random.number(0...1) == 0 ? own : other)["time"]
    correction["data"] = Self.data(of: other, withHashesOf: own)
    correction["data_version"] = other["dataschema"]?.stringValue.flatMap(DataSchema.init(_:)).map {
      .integer(Int64($0.version.value))
    }
    return send("FactCorrected", target, correction)
  }

  private static let remarks = ["FactCorrected", "EventVoided", "AnomalyRaised", "SubmissionsRefused"]

  private static func id(_ event: RecordedEvent) -> JSON { .string(event.id.uuidString.lowercased()) }

  /// The last event that states it.
  private static func statement(
    of target: RecordedEvent,
    _ events: [RecordedEvent]
  ) throws -> JSON {
    let corrections = try events.filter {
      try $0.type == "FactCorrected" && JSON.parse($0.bytes)["data"]?["target_event_id"] == id(target)
    }
    return id(corrections.last ?? target)
  }

  /// A personal number that does not change keeps its hash.
  private static func data(of other: JSON, withHashesOf own: JSON) -> JSON {
    guard case .object(var data)? = other["data"] else { return .null }
    for name in ["cert_key_hash", "id_hash", "bank_ref_hash"] where data[name] != nil {
      data[name] = own["data"]?[name]
    }
    return .object(data)
  }

  private mutating func send(_ type: String, _ target: RecordedEvent, _ data: JSONObject) -> [UInt8] {
    count += 1
    var data = data
    data["reason_code"] = "audit_finding"
    data["evidence_digest"] = .string(String(repeating: "a", count: 64))
    data["approver_id"] = "head-1"
    let line: JSON = [
      "specversion": "1.0", "id": .string(String(format: "019c0000-0000-7000-a000-%04d%08d", number, count)),
      "source": "371002-FH-01", "actor": "clerk-7", "type": .string(type), "subject": .string(target.stream.rawValue),
      "time": "2026-03-12T09:00:00+08:00", "dataschema": .string(currentSchema(of: type)), "data": .object(data),
    ]
    return line.canonicalBytes
  }
}
