public import CanonicalJSON

/// Writes a payload struct as the JSON that ``PayloadDecoder`` reads.
public enum PayloadEncoder {
  /// - Throws: `EncodingError` for a value that no payload can hold: a fraction, or a type that writes nothing.
  public static func encode(_ value: some Encodable) throws -> JSON {
    let node = JSONNode()
    try value.encode(to: ValueEncoder(node: node))
    return try node.json()
  }
}

/// A value being written: encoders hand out containers that outlive the call, so the parts need identity.
final class JSONNode {
  enum Content {
    case nothing
    case scalar(JSON)
    case array([JSONNode])
    case object([(name: String, value: JSONNode)])
  }

  var content = Content.nothing

  func json() throws -> JSON {
    switch content {
    case .nothing:
      throw EncodingError.invalidValue(self, .init(codingPath: [], debugDescription: "a value that writes nothing"))
    case .scalar(let json): return json
    case .array(let elements): return .array(try elements.map { try $0.json() })
    case .object(let members):
      var object = JSONObject()
      for member in members { object[member.name] = try member.value.json() }
      return .object(object)
    }
  }

  func element() -> JSONNode {
    let node = JSONNode()
    guard case .array(var elements) = content else { return node }
    content = .nothing
    elements.append(node)
    content = .array(elements)
    return node
  }

  func member(_ name: String) -> JSONNode {
    let node = JSONNode()
    guard case .object(var members) = content else { return node }
    content = .nothing
    members.append((name, node))
    content = .object(members)
    return node
  }
}

struct ValueEncoder: Encoder {
  let node: JSONNode

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.content = .object([])
    return KeyedEncodingContainer(ObjectWriter<Key>(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .array([])
    return ArrayWriter(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    ScalarWriter(node: node)
  }
}
