/// A town or sub-district (镇、乡、街道) by its nine digits: the six of its county (GB/T 2260), then three of its own
/// (GB/T 10114).
///
/// Only the shape is checked: which towns exist is what licences say.
public struct TownCode: ValidatedText {
  public let text: String

  public init?(_ text: String) {
    let (county, own) = (text.utf8.prefix(6), text.utf8.dropFirst(6))
    guard own.count == 3, own.allSatisfy(ASCIIDigits.isDigit), !own.elementsEqual("000".utf8),
      let code = DivisionCode(String(decoding: county, as: UTF8.self)), code != .nation
    else { return nil }
    self.text = text
  }

  /// The division that it lay in when it was given this code.
  public var county: DivisionCode { DivisionCode(String(text.prefix(6))) ?? .nation }
}
