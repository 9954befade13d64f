extension String: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .text }

  /// UTF-8. A NUL character is sent as it is, and refused by the server (``SQLState/characterNotInRepertoire``).
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

  /// Reads every type whose binary form is its text: character types, `json`, `xml`, and types of users and of
  /// extensions, such as enumerations.
  public init(from value: PostgresValue) throws(PostgresError) {
    let bytes = try value.nonNull(String.self)
    switch value.type {
    case .text, .varchar, .bpchar, .name, .char, .unknown, .json, .xml, .void: break
    default: guard value.type.isUserDefined else { throw value.mismatch(String.self) }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw value.mismatch(String.self) }
    self = text
  }
}
