public import FoundationEssentials

/// A type of which a Swift array can travel as one parameter or one column.
///
/// Most types travel as a PostgreSQL array of theirs. `[UInt8]` is `bytea` and not an array of numbers, so how an
/// array travels is decided by its element. Values conform by naming their ``postgresArrayType``:
///
/// ```swift
/// extension StreamID: PostgresArrayElement {
///   static var postgresArrayType: PostgresType { .textArray }
/// }
/// ```
public protocol PostgresArrayElement: Sendable {
  /// The type of a parameter or column that an array of this type fills.
  static var postgresArrayType: PostgresType { get }
  /// Appends the binary form of all of `array`.
  static func encodeArray(_ array: [Self], into bytes: inout [UInt8])
  /// Reads all elements of a cell.
  static func decodeArray(from value: PostgresValue) throws(PostgresError) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }
  public func encode(into bytes: inout [UInt8]) { Element.encodeArray(self, into: &bytes) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  public init(from value: PostgresValue) throws(PostgresError) { self = try Element.decodeArray(from: value) }
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
  /// One dimension: dimension count, has-null flag, element type, length, lower bound, then length and bytes of each.
  public static func encodeArray(_ array: [Self], into bytes: inout [UInt8]) {
    let hasNull = array.contains(where: \.isPostgresNull)
    bytes.appendBigEndian(Int32(array.isEmpty ? 0 : 1))
    bytes.appendBigEndian(Int32(hasNull ? 1 : 0))
    bytes.appendBigEndian(Self.postgresType.rawValue)
    if array.isEmpty { return }
    bytes.appendBigEndian(Int32(array.count))
    bytes.appendBigEndian(Int32(1))
    for element in array {
      let lengthOffset = bytes.count
      bytes.appendBigEndian(Int32(-1))
      if element.isPostgresNull { continue }
      element.encode(into: &bytes)
      bytes.overwriteBigEndian(Int32(bytes.count - lengthOffset - 4), at: lengthOffset)
    }
  }

  /// Reads an array of one dimension whose elements this type can read. Lower bounds other than 1 are ignored.
  public static func decodeArray(from value: PostgresValue) throws(PostgresError) -> [Self] {
    var rest = try value.nonNull([Self].self)
    func next() throws(PostgresError) -> Int32 {
      guard rest.count >= 4 else { throw value.mismatch([Self].self) }
      defer { rest = rest.dropFirst(4) }
      return Int32(bigEndian: rest.prefix(4))
    }
    let dimensions = try next()
    let flags = try next()
    let elementType = PostgresType(rawValue: UInt32(bitPattern: try next()))
    guard value.type.isArray, dimensions == 0 || dimensions == 1, flags == 0 || flags == 1 else {
      throw value.mismatch([Self].self)
    }
    if dimensions == 0 { return [] }
    let count = try next()
    _ = try next()
    // Every element has at least its length: a count beyond that is not from PostgreSQL.
    guard count >= 0, Int(count) <= rest.count / 4 else { throw value.mismatch([Self].self) }
    var result: [Self] = []
    result.reserveCapacity(Int(count))
    for _ in 0..<count {
      let length = try next()
      guard length <= rest.count else { throw value.mismatch([Self].self) }
      let bytes = length < 0 ? nil : rest.prefix(Int(length))
      result.append(try Self(from: PostgresValue(type: elementType, bytes: bytes)))
      rest = rest.dropFirst(bytes?.count ?? 0)
    }
    return result
  }
}

extension Bool: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .boolArray }
}
extension Int16: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int2Array }
}
extension Int32: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int4Array }
}
extension Int64: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int8Array }
}
extension Int: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .int8Array }
}
extension String: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .textArray }
}
extension PostgresJSON: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .jsonArray }
}
extension PostgresJSONB: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .jsonbArray }
}
extension PostgresTimestamp: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .timestamptzArray }
}
extension PostgresDate: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .dateArray }
}
extension Date: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .timestamptzArray }
}
extension UUID: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .uuidArray }
}

/// `[Int?]` and the like: arrays with NULLs.
extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {
  public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
}

/// `[UInt8]` is `bytea`.
extension UInt8: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .bytea }
  public static func encodeArray(_ array: [UInt8], into bytes: inout [UInt8]) { bytes.append(contentsOf: array) }
  /// Reads `bytea`, and the bytes of `text` and `json` as they are.
  public static func decodeArray(from value: PostgresValue) throws(PostgresError) -> [UInt8] {
    Array(try value.bytes(as: [UInt8].self, from: .bytea, .text, .varchar, .json))
  }
}

/// `[[UInt8]]` is `bytea[]`.
extension Array: PostgresArrayElement where Element == UInt8 {
  public static var postgresArrayType: PostgresType { .byteaArray }
}
