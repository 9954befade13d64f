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
  /// When it happened, as it was written.
  let time: String
  /// As it was sent, whatever the version of its contract.
  let data: JSONObject

  /// What is no such object has no members: it is shown nevertheless.
  init(_ event: RecordedEvent) {
    self.event = event
    let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count)
    (actor, source) = (json?["actor"]?.stringValue ?? "—", json?["source"]?.stringValue ?? "—")
    schema = json?["dataschema"]?.stringValue ?? "—"
    time = json?["time"]?.stringValue ?? ""
    if case .object(let data)? = json?["data"] { self.data = data } else { data = JSONObject() }
  }

  var id: UUID { event.id }
  /// Whether the registry itself has written it: such ids are UUIDs of version 8.
  var isDerived: Bool { id.uuid.6 >> 4 == 8 }
  var isAmendment: Bool { event.type == "FactCorrected" || event.type == "EventVoided" }
  /// Of the submission; nil for what cannot be read.
  var name: StreamName? { StreamName(parsing: event.stream.rawValue) }

  func uuid(_ member: String) -> UUID? { data[member]?.stringValue.flatMap(UUID.init(uuidString:)) }

  /// Whether it states a fact again, or proposes to.
  private var restates: Bool { ["FactCorrected", "AmendmentProposed"].contains(event.type) && data["data"] != nil }

  /// What the event says of its fact, in the words of the contract's current version: of a correction, or the proposal of one, the
  /// data as they are restated.
  var statement: FactStatement {
    var said = data
    if let schema = DataSchema(schema), case .object(let lifted)? = try? schema.lift(.object(data)) { said = lifted }
    let time = restates ? data["time"]?.stringValue ?? "" : time
    if restates, case .object(let restated)? = said["data"] { said = restated }
    return FactStatement(data: said, time: time)
  }
}

extension UUID {
  /// As events and addresses have it.
  var lowercased: String { uuidString.lowercased() }
}
