extension Bool: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .bool }
  public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
  public init(from value: PostgresValue) throws(PostgresError) {
    self = try value.integer(UInt8.self, from: .bool) != 0
  }
}

extension Int16: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .int2 }
  public func encode(into bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
  public init(from value: PostgresValue) throws(PostgresError) { self = try value.integer(Int16.self, from: .int2) }
}

extension Int32: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .int4 }
  public func encode(into bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
  /// Reads `integer` and `smallint`.
  public init(from value: PostgresValue) throws(PostgresError) {
    self = value.type == .int2 ? Int32(try Int16(from: value)) : try value.integer(Int32.self, from: .int4)
  }
}

extension Int64: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .int8 }
  public func encode(into bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
  /// Reads `bigint`, `integer`, `smallint` and `oid`. A `sum` of `bigint` is `numeric`: cast it in the statement.
  public init(from value: PostgresValue) throws(PostgresError) {
    switch value.type {
    case .int2, .int4: self = Int64(try Int32(from: value))
    case .oid: self = Int64(try value.integer(UInt32.self, from: .oid))
    default: self = try value.integer(Int64.self, from: .int8)
    }
  }
}

/// `Int` travels as `bigint`.
extension Int: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .int8 }
  public func encode(into bytes: inout [UInt8]) { Int64(self).encode(into: &bytes) }
  /// Reads what `Int64` reads.
  public init(from value: PostgresValue) throws(PostgresError) { self = Int(try Int64(from: value)) }
}
