/// An administrative division by its six digits (GB/T 2260), or `000000` for the nation.
///
/// Only the shape is checked: which codes exist on which day is reference data.
public struct DivisionCode: ValidatedText {
  public let text: String

  public static let nation = DivisionCode(known: "000000")

  public init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.count == 6, bytes.allSatisfy(ASCIIDigits.isDigit) else { return nil }
    guard text == Self.nation.text || bytes.first.map((UInt8(ascii: "1")...UInt8(ascii: "8")).contains) == true else {
      return nil
    }
    self.text = text
  }

  private init(known text: String) {
    self.text = text
  }

  /// Whether this division is `other` or lies in it: 371002 (county) in 371000 (prefecture) in 370000 (province) in
  /// 000000.
  public func isWithin(_ other: DivisionCode) -> Bool {
    // Pages ask this of every row; comparing characters instead of bytes would be most of what they do.
    let shared = other.significantDigits
    return text.utf8.prefix(shared).elementsEqual(other.text.utf8.prefix(shared))
  }

  /// The pairs of digits before the trailing `00` pairs: what the codes of all divisions in it begin with.
  public var significant: String { String(text.prefix(significantDigits)) }

  private var significantDigits: Int {
    let ending = text.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return text.utf8.count - ending / 2 * 2
  }
}
