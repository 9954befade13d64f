import Registry

extension ValidatedText {
  /// What a text is read as. With a literal, `Value("…")` would mean the literal itself wherever the tests make values
  /// of literals.
  static func parsed(_ text: String) -> Self? { Self(text) }
}
