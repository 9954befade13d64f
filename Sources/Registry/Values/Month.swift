/// A calendar month in Asia/Shanghai, written `YYYY-MM`, 1800 to 2199.
public struct Month: ValidatedText {
  public let text: String

  public init?(_ text: String) {
    guard text.utf8.count == 7, LocalDate("\(text)-01") != nil else { return nil }
    self.text = text
  }
}
