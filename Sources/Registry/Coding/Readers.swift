import CanonicalJSON

/// The members of an object, asked for by property.
struct ObjectReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONObject

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] {
    object.members.compactMap { MemberName.property(ofMember: $0.name).flatMap(Key.init(stringValue:)) }
  }

  func contains(_ key: Key) -> Bool { object[MemberName.member(ofProperty: key.stringValue)] != nil }

  /// Never: a `null` member goes on to its reader, which wants something else and refuses it.
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    guard let value = try decodeIfPresent(type, forKey: key) else {
      throw PayloadError(.missingMember, at: [.member(MemberName.member(ofProperty: key.stringValue))])
    }
    return value
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    let name = MemberName.member(ofProperty: key.stringValue)
    guard let json = object[name] else { return nil }
    do {
      return try Value(from: ValueDecoder(json: json))
    } catch {
      throw PayloadError.from(error, decoding: type, at: .member(name))
    }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { ValueDecoder(json: .object(object)) }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    let name = MemberName.member(ofProperty: key.stringValue)
    guard let json = object[name] else { throw PayloadError(.missingMember, at: [.member(name)]) }
    return ValueDecoder(json: json)
  }
}

/// The elements of an array, one after another.
struct ArrayReader: UnkeyedDecodingContainer {
  let elements: [JSON]
  private(set) var currentIndex = 0

  init(elements: [JSON]) {
    self.elements = elements
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let index = currentIndex
    do {
      return try Value(from: try superDecoder())
    } catch {
      throw PayloadError.from(error, decoding: type, at: .index(index))
    }
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    guard !isAtEnd else { throw WrongKind() }
    defer { currentIndex += 1 }
    return ValueDecoder(json: elements[currentIndex])
  }
}

/// One value that is no container. Payloads hold text, integers and truth values; there are no fractions to read.
struct ScalarReader: SingleValueDecodingContainer {
  let json: JSON

  var codingPath: [any CodingKey] { [] }
  func decodeNil() -> Bool { json == .null }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: ValueDecoder(json: json)) }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard case .bool(let value) = json else { throw WrongKind() }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard case .string(let value) = json else { throw WrongKind() }
    return value
  }

  func decode(_ type: Double.Type) throws -> Double { throw WrongKind() }
  func decode(_ type: Float.Type) throws -> Float { throw WrongKind() }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

  private func integer<Value: FixedWidthInteger>() throws -> Value {
    guard case .integer(let value) = json, let value = Value(exactly: value) else { throw WrongKind() }
    return value
  }
}
