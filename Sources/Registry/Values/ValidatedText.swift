/// A string that is only ever one of the shapes its type allows.
///
/// Conforming types decode and encode as a plain JSON string; a text of the wrong shape fails to decode, so no
/// value of such a type is ever malformed.
public protocol ValidatedText: ExplainedShape, Codable, Hashable, Sendable, CustomStringConvertible {
  var text: String { get }
  /// Nil when `text` is not of this type's shape.
  init?(_ text: String)
}

extension ValidatedText {
  public var description: String { text }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a valid \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
