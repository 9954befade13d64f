import CanonicalJSON

struct ObjectWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode

  var codingPath: [any CodingKey] { [] }

  /// A property that is nil is an absent member; no payload writes `null` by itself.
  mutating func encodeNil(forKey key: Key) throws { member(key).content = .scalar(.null) }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try value.encode(to: ValueEncoder(node: member(key)))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    ValueEncoder(node: member(key)).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    ValueEncoder(node: member(key)).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { ValueEncoder(node: node.member("super")) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(node: member(key)) }

  private func member(_ key: Key) -> JSONNode { node.member(MemberName.member(ofProperty: key.stringValue)) }
}

struct ArrayWriter: UnkeyedEncodingContainer {
  let node: JSONNode
  private(set) var count = 0

  init(node: JSONNode) {
    self.node = node
  }

  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { next().content = .scalar(.null) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try value.encode(to: ValueEncoder(node: next()))
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    ValueEncoder(node: next()).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    ValueEncoder(node: next()).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { ValueEncoder(node: next()) }

  private mutating func next() -> JSONNode {
    count += 1
    return node.element()
  }
}

struct ScalarWriter: SingleValueEncodingContainer {
  let node: JSONNode

  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { node.content = .scalar(.null) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: ValueEncoder(node: node)) }
  mutating func encode(_ value: Bool) throws { node.content = .scalar(.bool(value)) }
  mutating func encode(_ value: String) throws { node.content = .scalar(.string(value)) }
  mutating func encode(_ value: Double) throws { throw fraction(value) }
  mutating func encode(_ value: Float) throws { throw fraction(value) }
  mutating func encode(_ value: Int) throws { try integer(value) }
  mutating func encode(_ value: Int8) throws { try integer(value) }
  mutating func encode(_ value: Int16) throws { try integer(value) }
  mutating func encode(_ value: Int32) throws { try integer(value) }
  mutating func encode(_ value: Int64) throws { try integer(value) }
  mutating func encode(_ value: UInt) throws { try integer(value) }
  mutating func encode(_ value: UInt8) throws { try integer(value) }
  mutating func encode(_ value: UInt16) throws { try integer(value) }
  mutating func encode(_ value: UInt32) throws { try integer(value) }
  mutating func encode(_ value: UInt64) throws { try integer(value) }

  private func integer(_ value: some BinaryInteger) throws {
    guard let value = Int64(exactly: value), JSON.exactIntegers.contains(value) else {
      throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "beyond 2^53 − 1"))
    }
    node.content = .scalar(.integer(value))
  }

  private func fraction(_ value: Any) -> EncodingError {
    .invalidValue(value, .init(codingPath: [], debugDescription: "payloads hold no fractions"))
  }
}
