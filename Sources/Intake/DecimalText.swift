/// A number as registers have it: digits, perhaps with commas between thousands, a currency sign, and decimals.
public enum DecimalText {
  /// The number times ten to the power of `places`, exactly; nil when it is no number or has more decimals.
  public static func scaled(_ text: String, places: Int) -> Int64? {
    var digits = text[...]
    if let sign = digits.first, "¥￥".contains(sign) { digits = digits.dropFirst() }
    if digits.last == "元" { digits = digits.dropLast() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, let integer = wholeNumber(whole) else { return nil }
    let decimals = parts.count > 1 ? parts[1] : ""
    guard parts.count == 1 || !decimals.isEmpty, decimals.allSatisfy(isDigit), decimals.count <= places else {
      return nil
    }
    let fraction = decimals + String(repeating: "0", count: places - decimals.count)
    return Int64(integer + fraction)
  }

  /// Digits without the commas, which stand only before groups of three.
  private static func wholeNumber(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else { return nil }
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    return groups.joined()
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
