public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .uuid }

  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }

  public init(from value: PostgresValue) throws(PostgresError) {
    let bytes = try value.bytes(as: UUID.self, from: .uuid)
    guard bytes.count == 16 else { throw value.mismatch(UUID.self) }
    let uuid = bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }
    self.init(uuid: uuid)
  }
}
