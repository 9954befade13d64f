/// A code made of ASCII letters, digits, `.`, `_` and `-`, 1 to 64 long: facility codes, contract and form numbers'
/// keys.
public struct Code: ValidatedText {
  public let text: String
  public init?(_ text: String) {
    guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.allows) else { return nil }
    self.text = text
  }

  static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// Free text for people to read: 1 to 500 Unicode scalars, none of them a control character.
public struct Text: ValidatedText {
  public let text: String
  public init?(_ text: String) {
    guard (1...500).contains(text.unicodeScalars.count),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
    else { return nil }
    self.text = text
  }
}

/// Lower-case hexadecimal SHA-256 (64 digits): the digest of a document that stays outside the log.
public struct Digest: ValidatedText {
  public let text: String
  public init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isLowerHexDigit) else { return nil }
    self.text = text
  }

  static func isLowerHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

/// Lower-case hexadecimal HMAC-SHA-256 (64 digits) of a personal number. Only the front door makes one, from the
/// `sealed` part of a submission; the number itself never enters the log.
public struct KeyedHash: ValidatedText {
  public let text: String
  public init?(_ text: String) {
    guard let digest = Digest(text) else { return nil }
    self.text = digest.text
  }

  /// Writes 32 bytes in hexadecimal.
  init(bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    text = String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
  }
}

/// `facility/section/row/number`: where one plot, niche or eco pool lies.
public struct PlotID: ValidatedText {
  public let text: String
  public let facility: Code
  public let section: Code
  public let row: Code
  /// 1 to 99,999.
  public let number: Int

  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let facility = Code(parts[0]), let section = Code(parts[1]), let row = Code(parts[2]),
      let number = Int(parts[3]), (1...99_999).contains(number), String(number) == parts[3]
    else { return nil }
    self.text = text
    (self.facility, self.section, self.row, self.number) = (facility, section, row, number)
  }
}
