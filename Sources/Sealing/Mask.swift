/// Personal data as they are shown where nobody has said what the plain text is needed for.
public enum Mask {
  /// The members of a sealed part, by their names; anything else is hidden altogether.
  public static func member(_ name: String, _ text: String) -> String {
    switch name {
    case "name": self.name(text)
    case "id_number", "certificate_number": number(text)
    case "telephone": telephone(text)
    case "bank_account": account(text)
    case "address": address(text)
    default: "***"
    }
  }

  /// 王**: the first character, and no more than two stars, so that a long name is not told by its length.
  public static func name(_ text: String) -> String {
    guard text.count > 1 else { return "*" }
    return String(text.prefix(1)) + String(repeating: "*", count: min(text.count - 1, 2))
  }

  /// 3710**********1234.
  public static func number(_ text: String) -> String { ends(text, first: 4, last: 4, hidden: 4) }

  /// 138****0000.
  public static func telephone(_ text: String) -> String { ends(text, first: 3, last: 4, hidden: 4) }

  /// ***************1234.
  public static func account(_ text: String) -> String { ends(text, first: 0, last: 4, hidden: 4) }

  /// 威海市环翠***: its first characters, and never more than half of it.
  public static func address(_ text: String) -> String { String(text.prefix(min(6, text.count / 2))) + "***" }

  /// The two ends, when at least `hidden` characters stay hidden between them; else nothing.
  private static func ends(_ text: String, first: Int, last: Int, hidden: Int) -> String {
    let between = text.count - first - last
    guard between >= hidden else { return String(repeating: "*", count: max(text.count, hidden)) }
    return text.prefix(first) + String(repeating: "*", count: between) + text.suffix(last)
  }
}
