/// A value that can be read from a column in PostgreSQL's binary format.
public protocol PostgresDecodable: Sendable {
  /// Reads a cell.
  /// - Throws: ``PostgresError/Code/decoding`` if the cell is of another type, is `NULL`, or is out of range.
  init(from value: PostgresValue) throws(PostgresError)
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
  public init(from value: PostgresValue) throws(PostgresError) {
    guard let new = Self(rawValue: try RawValue(from: value)) else { throw value.mismatch(Self.self) }
    self = new
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  public init(from value: PostgresValue) throws(PostgresError) {
    self = value.bytes == nil ? nil : try Wrapped(from: value)
  }
}

/// One cell: a type and bytes, or `NULL`.
public struct PostgresValue: Sendable {
  /// The type of the column.
  public let type: PostgresType
  /// The binary form, `nil` for `NULL`.
  public let bytes: ArraySlice<UInt8>?

  public init(type: PostgresType, bytes: ArraySlice<UInt8>?) {
    self.type = type
    self.bytes = bytes
  }

  /// The bytes of a cell that must not be `NULL`, if the column has one of `types`.
  public func bytes<T>(as target: T.Type, from types: PostgresType...) throws(PostgresError) -> ArraySlice<UInt8> {
    guard types.contains(type) else { throw mismatch(target) }
    return try nonNull(target)
  }

  /// The integer that the cell consists of, if the column has type `type`.
  public func integer<T: FixedWidthInteger>(_: T.Type, from type: PostgresType) throws(PostgresError) -> T {
    let bytes = try bytes(as: T.self, from: type)
    guard bytes.count == MemoryLayout<T>.size else { throw mismatch(T.self) }
    return T(bigEndian: bytes)
  }

  /// The error for a cell that cannot be read as `target`. It names types, never the value.
  public func mismatch<T>(_ target: T.Type) -> PostgresError {
    PostgresError(.decoding, "a value of type OID \(type.rawValue) cannot be read as \(target)")
  }

  func nonNull<T>(_ target: T.Type) throws(PostgresError) -> ArraySlice<UInt8> {
    guard let bytes else { throw PostgresError(.decoding, "NULL cannot be read as \(target)") }
    return bytes
  }
}

extension FixedWidthInteger {
  /// Reads an integer in network byte order. `bytes` must be as many as the integer has.
  init(bigEndian bytes: ArraySlice<UInt8>) {
    self = bytes.reduce(into: .zero) { $0 = $0 << 8 | Self(truncatingIfNeeded: $1) }
  }
}
