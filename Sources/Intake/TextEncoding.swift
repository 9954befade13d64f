import Glibc

/// How a table's text is written in bytes.
///
/// In both encodings the bytes of `"`, `,`, CR and LF stand for nothing else (GB 18030-2022: the second byte of two is
/// 0x40 or more, the second and fourth of four are digits), so a table is cut into fields before it is decoded.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case gb18030

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// UTF-8 if these first bytes of a file are, else GB 18030, which is what Chinese spreadsheet programs write.
  public static func detect(_ start: some Collection<UInt8>) -> TextEncoding {
    // A character may be cut at the end of what was looked at.
    for cut in 0...3 where String(validating: start.dropLast(cut), as: UTF8.self) != nil { return .utf8 }
    return .gb18030
  }

  /// - Returns: nil if the bytes are no text in this encoding.
  func decode(_ bytes: some Collection<UInt8>) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .gb18030: Self.convert(Array(bytes))
    }
  }

  /// By the C library's iconv, for Foundation on Linux does not know GB 18030.
  private static func convert(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    // Two bytes of GB 18030 make at most three of UTF-8, and four make four.
    var converted = [UInt8](repeating: 0, count: bytes.count * 2)
    var source = bytes.map { CChar(bitPattern: $0) }
    let count: Int? = source.withUnsafeMutableBufferPointer { from in
      converted.withUnsafeMutableBytes { to in
        var (input, inputLeft) = (from.baseAddress, from.count)
        var (output, outputLeft) = (to.baseAddress?.assumingMemoryBound(to: CChar.self), to.count)
        guard iconv(converter, &input, &inputLeft, &output, &outputLeft) == 0, inputLeft == 0 else { return nil }
        return to.count - outputLeft
      }
    }
    return count.flatMap { String(validating: converted.prefix($0), as: UTF8.self) }
  }
}
