public import CanonicalJSON

/// Reads a payload struct from JSON, exactly: every member has its property, of exactly its kind, and every property
/// its member unless it is optional; `null` is nothing but an error.
public enum PayloadDecoder {
  /// - Throws: ``PayloadError`` for the first difference found.
  public static func decode<Value: Decodable>(_ type: Value.Type, from json: JSON) throws(PayloadError) -> Value {
    do {
      return try Value(from: ValueDecoder(json: json))
    } catch {
      throw PayloadError.from(error, decoding: type)
    }
  }
}

/// The value is of another kind of JSON than its reader wants; the container around it knows what to say.
struct WrongKind: Error {}

/// A decoder at one value. Keeps no path: an error collects it on its way out, so that sound payloads do not pay for
/// it.
struct ValueDecoder: Decoder {
  let json: JSON

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = json else { throw WrongKind() }
    for member in object.members {
      guard let property = MemberName.property(ofMember: member.name), Key(stringValue: property) != nil else {
        throw PayloadError(.unknownMember, at: [.member(member.name)])
      }
    }
    return KeyedDecodingContainer(ObjectReader<Key>(object: object))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = json else { throw WrongKind() }
    return ArrayReader(elements: elements)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    ScalarReader(json: json)
  }
}
