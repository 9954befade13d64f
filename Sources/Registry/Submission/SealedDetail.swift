import CanonicalJSON

/// What a sealed part may say of a person beside numbers. Nothing is decided on it.
enum SealedDetail: String, CaseIterable {
  case name, telephone, address

  /// - Throws: S9.
  func check(_ value: JSON) throws(Refusal) {
    guard case .string(let text) = value, isInForm(text) else { throw .s9Shape("sealed.\(rawValue)", shape) }
  }

  private func isInForm(_ text: String) -> Bool {
    switch self {
    case .name: isWords(text, most: 100)
    case .address: isWords(text, most: 200)
    case .telephone:
      (5...24).contains(text.utf8.count) && text.utf8.allSatisfy(Self.isOfATelephone)
        && text.utf8.count(where: ASCIIDigits.isDigit) >= 5
    }
  }

  private func isWords(_ text: String, most: Int) -> Bool {
    Text(text) != nil && text.unicodeScalars.count <= most && text.contains { !$0.isWhitespace }
  }

  private static func isOfATelephone(_ byte: UInt8) -> Bool {
    ASCIIDigits.isDigit(byte) || Array("+-() ".utf8).contains(byte)
  }

  private var shape: Bilingual {
    switch self {
    case .name: Bilingual(zh: " 1 至 100 字的姓名", en: "a name of 1 to 100 characters")
    case .telephone:
      Bilingual(zh: "电话号码（至少 5 位数字，可有 + - ( ) 和空格）", en: "a telephone number: 5 digits or more, and + - ( ) or spaces")
    case .address: Bilingual(zh: " 1 至 200 字的地址", en: "an address of 1 to 200 characters")
    }
  }
}
