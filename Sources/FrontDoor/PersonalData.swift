public import CanonicalJSON
import FoundationEssentials
import Postgres
public import Registry
import SealedStore
import Sealing

/// What one event says of a person, opened.
public struct PersonalData: Sendable {
  public let event: EventID
  public let type: String
  public let stream: String
  public let person: PersonName
  public let occurredAt: Instant
  /// By the names of the sealed part's members. Empty when the person has been erased.
  public let members: [Member]
  public let isErased: Bool

  public struct Member: Sendable {
    public let name: String
    public let text: String
  }

  init(_ kept: KeptPart, _ members: [Member]) throws(FrontDoorError) {
    guard let event = EventID(kept.event.uuidString.lowercased()), let person = PersonName(kept.person),
      let time = Instant(microsecondsSince1970: kept.occurredAt.microsecondsSince1970)
    else { throw FrontDoorError(.unreadable, "a sealed part is of no event or person") }
    (self.event, self.person, occurredAt) = (event, person, time)
    (type, stream, self.members, isErased) = (kept.type, kept.stream, members, kept.isErased)
  }
}

/// Plain text, and the event by which the log knows of it.
public struct Unsealed: Sendable {
  public let record: EventID
  public let data: [PersonalData]
}

extension PersonalData.Member {
  /// The members of a sealed part.
  static func all(in text: [UInt8]) throws(FrontDoorError) -> [Self] {
    guard case .object(let object)? = try? JSON.parse(text, maximumBytes: text.count) else {
      throw FrontDoorError(.unreadable, "a sealed part is no object")
    }
    return object.members.map { Self(name: $0.name, text: $0.value.stringValue ?? "") }
  }

  var masked: Self { Self(name: name, text: Mask.member(name, text)) }
}

extension PersonalData {
  /// `{"person", "event", "type", "stream", "erased", "sealed": {…}}`.
  public var json: JSON {
    var object = JSONObject()
    for member in members { object[member.name] = .string(member.text) }
    return [
      "person": .string(person.text), "event": .string(event.text), "type": .string(type), "stream": .string(stream),
      "erased": .bool(isErased), "sealed": .object(object),
    ]
  }
}
