import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry

/// What is asked about a person: a small JSON object in the body of the request, for what is personal stands in no address.
struct PersonQuestion: Sendable {
  static let maximumBytes = 4_096

  private let members: JSONObject

  /// - Throws: 413, 415, or 400 for what is no object of these members; it never says what it was sent.
  init(_ request: Request, of allowed: Set<String>) async throws {
    let form = SubmissionBody.Form.json.rawValue
    guard request.headers[.contentType]?.prefix(while: { $0 != ";" }).lowercased() == form else {
      throw Problem.unsupportedMediaType(accepted: [form])
    }
    var bytes: [UInt8] = []
    for try await part in request.body {
      guard bytes.count + part.readableBytes <= Self.maximumBytes else {
        throw Problem.contentTooLarge(limit: Self.maximumBytes)
      }
      bytes.append(contentsOf: part.readableBytesView)
    }
    guard case .object(let object)? = try? JSON.parse(bytes, maximumBytes: Self.maximumBytes),
      object.members.allSatisfy({ allowed.contains($0.name) })
    else { throw Problem.badQuestion(allowed.sorted()) }
    members = object
  }

  /// - Throws: 400 without it, or where it is of another shape.
  func required<Value>(_ name: String, _ shape: Bilingual, _ read: (String) -> Value?) throws(Problem) -> Value {
    guard let value = try optional(name, shape, read) else { throw .badMember(name, shape) }
    return value
  }

  func optional<Value>(_ name: String, _ shape: Bilingual, _ read: (String) -> Value?) throws(Problem) -> Value? {
    guard let member = members[name] else { return nil }
    guard let value = member.stringValue.flatMap(read) else { throw .badMember(name, shape) }
    return value
  }

  /// Whom it is about: `person`, or `event`.
  var target: PrivacyOffice.Target {
    get throws(Problem) {
      let event = try optional("event", EventID.shape, EventID.init(_:))
      let person = try optional("person", PersonName.shape, PersonName.init(_:))
      switch (event, person) {
      case (let event?, nil): return .event(event)
      case (nil, let person?): return .person(person)
      default: throw .badMember("person", PersonName.shape)
      }
    }
  }
}
