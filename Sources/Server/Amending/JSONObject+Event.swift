import Access
import CanonicalJSON
import Registry

extension JSONObject {
  /// An event in the name of whoever has signed in, without its id, its time and what it says.
  static func event(_ type: String, _ version: String, on stream: StreamName, by principal: Principal) -> JSONObject {
    var event = JSONObject()
    event["specversion"] = "1.0"
    event["source"] = .string(principal.organisation.text)
    event["actor"] = .string(principal.id.text)
    event["type"] = .string(type)
    event["subject"] = .string(stream.description)
    event["dataschema"] = .string("\(type)/v\(version)")
    return event
  }
}
