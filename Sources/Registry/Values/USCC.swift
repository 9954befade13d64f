/// Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, digits and capitals without I, O, S, V and Z.
///
/// Any text of that shape is accepted, since real files carry wrong check characters (domain.md 2.7); whoever takes
/// one whose ``hasValidCheckCharacter`` is false has to give a reason.
public struct USCC: ValidatedText {
  public let text: String

  public init?(_ text: String) {
    guard text.utf8.count == 18, text.utf8.allSatisfy({ Self.digit($0) != nil }) else { return nil }
    self.text = text
  }

  /// Whether the last character is the one that GB 32100 computes: weights 3^i mod 31, (31 − Σ mod 31) mod 31.
  public var hasValidCheckCharacter: Bool {
    let digits = text.utf8.compactMap(Self.digit)
    var weight = 1
    var sum = 0
    for digit in digits.dropLast() {
      sum += digit * weight
      weight = weight * 3 % 31
    }
    return digits.last == (31 - sum % 31) % 31
  }

  /// The value of a character in base 31.
  private static func digit(_ byte: UInt8) -> Int? {
    alphabet.firstIndex(of: byte)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
}
