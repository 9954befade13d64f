import Access
import CanonicalJSON
import Registry

extension JSONObject {
  /// An event in the name of whoever has signed in, as it is submitted. What cannot be read goes in as it was typed, so that the
  /// front door says what is wrong with it.
  static func event(
    _ type: String,
    _ version: String,
    on stream: StreamName,
    by principal: Principal,
    id: String?,
    time: String?,
    _ data: JSONObject,
    sealed: JSONObject = JSONObject()
  ) -> [UInt8] {
    var event = JSONObject()
    event["specversion"] = "1.0"
    event["id"] = .string(id ?? "")
    event["source"] = .string(principal.organisation.text)
    event["actor"] = .string(principal.id.text)
    event["type"] = .string(type)
    event["subject"] = .string(stream.description)
    event["time"] = .string(time ?? "")
    event["dataschema"] = .string("\(type)/v\(version)")
    event["data"] = .object(data)
    if !sealed.members.isEmpty { event["sealed"] = .object(sealed) }
    return JSON.object(event).canonicalBytes
  }
}
