/// One row in the binary format of `COPY`: a count of fields, then length and bytes of each.
public struct CopyRow: Sendable {
  let bytes: [UInt8]

  /// A row to be written. Each value must have exactly the type of its column; here the server converts nothing.
  public init<each T: PostgresEncodable>(_ values: repeat each T) {
    var bytes: [UInt8] = []
    bytes.appendCopyRow(repeat each values)
    self.bytes = bytes
  }

  /// A row that was read.
  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the first fields. `COPY` does not say which types the columns have: they must be those of `types`.
  /// - Throws: ``PostgresError/Code/decoding`` if there are fewer fields, or if a field has the form of another type.
  public func decode<each T: PostgresEncodable & PostgresDecodable>(
    _ types: repeat (each T).Type
  ) throws(PostgresError) -> (repeat each T) {
    var rest = bytes.dropFirst(2)
    func next<U: PostgresEncodable & PostgresDecodable>(_ type: U.Type) throws(PostgresError) -> U {
      guard rest.count >= 4 else { throw PostgresError(.decoding, "the row has too few fields") }
      let length = Int(Int32(bigEndian: rest.prefix(4)))
      rest = rest.dropFirst(4)
      let field = length < 0 ? nil : rest.prefix(length)
      rest = rest.dropFirst(field?.count ?? 0)
      return try U(from: PostgresValue(type: U.postgresType, bytes: field))
    }
    return (repeat try next(each types))
  }
}

extension [UInt8] {
  /// What precedes the rows: signature, flags, length of the header's extension.
  static let copyHeader: [UInt8] = Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0] + [0, 0, 0, 0, 0, 0, 0, 0]
  /// What follows the rows, in place of a count of fields.
  static let copyTrailer: [UInt8] = [0xff, 0xff]

  mutating func appendCopyRow<each T: PostgresEncodable>(_ values: repeat each T) {
    let start = count
    appendBigEndian(Int16(0))
    var fields: Int16 = 0
    for value in repeat each values {
      fields += 1
      let lengthOffset = count
      appendBigEndian(Int32(-1))
      if value.isPostgresNull { continue }
      value.encode(into: &self)
      overwriteBigEndian(Int32(count - lengthOffset - 4), at: lengthOffset)
    }
    replaceSubrange(start..<start + 2, with: Swift.withUnsafeBytes(of: fields.bigEndian, Array.init))
  }
}
