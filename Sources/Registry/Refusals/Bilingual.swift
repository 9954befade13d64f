/// A sentence for people, in Chinese and in English.
public struct Bilingual: Equatable, Sendable {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}
