/// A JSON value in the restricted form that the registry accepts and stores: I-JSON (RFC 7493) without fractions.
///
/// Integers are those that every JSON reader agrees on, |n| ≤ 2^53 − 1 (``exactIntegers``);
/// ``parse(_:maximumBytes:maximumDepth:)`` never gives others, and whoever builds a value by hand must not either.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case string(String)
  case array([JSON])
  case object(JSONObject)

  /// The integers that survive every JSON implementation unchanged (RFC 7493, section 2.2).
  public static var exactIntegers: ClosedRange<Int64> { -9_007_199_254_740_991...9_007_199_254_740_991 }

  /// The value of a member, nil when this is no object or has no such member.
  public subscript(name: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }

  /// The text of a string, nil for any other value.
  public var stringValue: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

extension JSON: Equatable {
  /// Equal exactly when the canonical bytes are: Swift's own `String` equality would take a composed and a decomposed
  /// "é" for one.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

/// No literal for `null`: `nil` would then mean both that and an absent member.
extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// The last one wins when a literal names a member twice.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    var object = JSONObject()
    for (name, value) in elements { object[name] = value }
    self = .object(object)
  }
}
