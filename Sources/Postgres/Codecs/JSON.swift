/// The text of a `json` value, exactly as stored.
public struct PostgresJSON: Hashable, Sendable {
  /// UTF-8.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}

/// The text of a `jsonb` value. What is read back differs from what was written: PostgreSQL sorts keys and drops
/// duplicate ones and white space.
public struct PostgresJSONB: Hashable, Sendable {
  /// UTF-8.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension PostgresJSON: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .json }
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
  public init(from value: PostgresValue) throws(PostgresError) {
    self.init(Array(try value.bytes(as: Self.self, from: .json)))
  }
}

extension PostgresJSONB: PostgresEncodable, PostgresDecodable {
  /// The version that precedes the text in the binary form; there is only one so far.
  private static let formatVersion: UInt8 = 1

  public static var postgresType: PostgresType { .jsonb }
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(Self.formatVersion)
    bytes.append(contentsOf: self.bytes)
  }
  public init(from value: PostgresValue) throws(PostgresError) {
    let bytes = try value.bytes(as: Self.self, from: .jsonb)
    guard bytes.first == Self.formatVersion else { throw value.mismatch(Self.self) }
    self.init(Array(bytes.dropFirst()))
  }
}
