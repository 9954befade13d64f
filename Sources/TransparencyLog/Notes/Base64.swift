internal import FoundationEssentials

/// RFC 4648, section 4, as C2SP's formats have it.
enum Base64 {
  static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Nil unless the text is the very one that ``text(of:)`` gives: two texts that mean the same bytes are one too many where
  /// what is signed is compared.
  static func bytes(of text: some StringProtocol) -> [UInt8]? {
    guard let data = Data(base64Encoded: String(text)) else { return nil }
    let bytes = Array(data)
    return self.text(of: bytes) == text ? bytes : nil
  }
}
