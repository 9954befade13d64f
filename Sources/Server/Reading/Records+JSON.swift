import CanonicalJSON
import Postgres
import Registry

// Single records as programs read them.

extension Fact {
  /// `{"event", "occurredAt", "actor", "data"}`; the data are those of the event, as its schema names them.
  func json() throws -> JSON {
    [
      "event": .string(eventID.text), "occurredAt": .string(occurredAt.description), "actor": .string(actor.text),
      "data": try PayloadEncoder.encode(data),
    ]
  }
}

extension AnnualInspectionState {
  /// `{"status", "result", "rectificationDue", "opened", "selfCheck", …}`: what is recorded of each step; what is not is absent.
  func json() throws -> JSONObject {
    var object = JSONObject()
    object["status"] = .string(status.rawValue)
    object["result"] = result.map { .string($0.rawValue) }
    object["rectificationDue"] = rectificationDue.map { .string($0.text) }
    object["opened"] = try opened.json()
    object["selfCheck"] = try selfCheck?.json()
    object["documents"] = .array(try documents.map { try $0.json() })
    object["siteChecks"] = .array(try siteChecks.map { try $0.json() })
    object["conclusion"] = try conclusion?.json()
    object["appeal"] = try appeal?.json()
    object["revision"] = try revision?.json()
    object["order"] = try order?.json()
    object["overdue"] = try overdue?.json()
    object["rectification"] = try rectification?.json()
    return object
  }
}

extension HistoryEvent {
  /// `{"id", "position", "type", "stream", "occurredAt", "recordedAt", "source", "actor"}`; the actor may be null.
  var json: JSON {
    [
      "id": .string(id), "position": .integer(event.position), "type": .string(event.type),
      "stream": .string(event.stream), "occurredAt": .string(event.occurredAt.description),
      "recordedAt": .string(event.recordedAt.description), "source": .string(source),
      "actor": actor.map { .string($0) } ?? .null,
    ]
  }
}
