/// A value that can be bound to a parameter (`$1`) in PostgreSQL's binary format.
///
/// A wrapper around an encodable raw value needs only to declare the conformance:
///
/// ```swift
/// extension StreamID: PostgresEncodable, PostgresDecodable {}  // RawRepresentable, RawValue == String
/// ```
public protocol PostgresEncodable: Sendable {
  /// The type that the parameter is declared as.
  static var postgresType: PostgresType { get }

  /// Whether the value is bound as `NULL`, in which case ``encode(into:)`` is not called.
  var isPostgresNull: Bool { get }

  /// Appends the binary form, and nothing else, to `bytes`.
  func encode(into bytes: inout [UInt8])
}

extension PostgresEncodable {
  public var isPostgresNull: Bool { false }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
  public static var postgresType: PostgresType { RawValue.postgresType }
  public var isPostgresNull: Bool { rawValue.isPostgresNull }
  public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: PostgresType { Wrapped.postgresType }
  public var isPostgresNull: Bool { map(\.isPostgresNull) ?? true }
  public func encode(into bytes: inout [UInt8]) { self?.encode(into: &bytes) }
}

extension [UInt8] {
  /// Appends an integer in network byte order, as everything in the binary format is.
  mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// Writes `value` over the four bytes at `offset`: lengths are known only after what they measure.
  mutating func overwriteBigEndian(_ value: Int32, at offset: Int) {
    Swift.withUnsafeBytes(of: value.bigEndian) { source in
      for index in 0..<4 { self[offset + index] = source[index] }
    }
  }
}
