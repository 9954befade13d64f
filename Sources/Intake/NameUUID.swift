import Crypto

/// UUIDs made from names (version 5, RFC 9562 section 5.5): the same row gets the same event ids whenever it is sent.
enum NameUUID {
  /// The name space of rows; a random UUID.
  private static let space: [UInt8] = [
    0x5d, 0x9a, 0x1c, 0x53, 0x7e, 0x02, 0x4b, 0x8d, 0x9c, 0x41, 0x36, 0xe0, 0xf2, 0x6b, 0x70, 0xa4,
  ]

  static func make(_ name: String) -> String {
    var bytes = Array(Insecure.SHA1.hash(data: space + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }
    return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
      .map { $0.joined() }.joined(separator: "-")
  }
}
