/// Finds what is wrong with a text before it is parsed: what is not UTF-8 (RFC 3629) and the NUL that PostgreSQL
/// cannot keep.
enum UTF8Check {
  static func validate(_ bytes: [UInt8]) throws(JSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(.byteOrderMark, offset: 0) }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { throw JSONError(.nul, offset: index) }
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: index) else { throw JSONError(.invalidUTF8, offset: index) }
      index += length
    }
  }

  /// The length of the well-formed multi-byte sequence at `index` (Unicode 16, table 3-7), nil when it is not
  /// well-formed: overlong forms, surrogates and values beyond U+10FFFF show in the second byte.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}
