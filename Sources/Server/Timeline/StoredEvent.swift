import CanonicalJSON
import EventLog
import FoundationEssentials
import Postgres
import Registry

/// An event of the log, its stored object taken apart.
struct StoredEvent: Sendable {
  let event: RecordedEvent
  let actor: String
  let source: String
  let schema: String
  /// As it was sent, whatever the version of its contract.
  let data: JSONObject

  /// What is no such object has no members: it is shown nevertheless.
  init(_ event: RecordedEvent) {
    self.event = event
    let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count)
    (actor, source) = (json?["actor"]?.stringValue ?? "—", json?["source"]?.stringValue ?? "—")
    schema = json?["dataschema"]?.stringValue ?? "—"
    if case .object(let data)? = json?["data"] { self.data = data } else { data = JSONObject() }
  }

  var id: UUID { event.id }
  /// Whether the registry itself has written it: such ids are UUIDs of version 8.
  var isDerived: Bool { id.uuid.6 >> 4 == 8 }
  var isAmendment: Bool { event.type == "FactCorrected" || event.type == "EventVoided" }

  func uuid(_ member: String) -> UUID? { data[member]?.stringValue.flatMap(UUID.init(uuidString:)) }

  /// What the event says of its fact: of a correction, the data as they are restated.
  var statement: JSONObject {
    if event.type == "FactCorrected", case .object(let restated)? = data["data"] { return restated }
    return data
  }

  /// When the fact happened, as this event says.
  var factTime: String {
    event.type == "FactCorrected" ? data["time"]?.stringValue ?? "" : event.occurredAt.description
  }
}

extension UUID {
  /// As events and addresses have it.
  var lowercased: String { uuidString.lowercased() }
}
