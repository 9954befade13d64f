@testable import Registry

// Values of the registry as literals, for tests to read well. A wrong one stops the test at once.

extension ValidatedText {
  init(stringLiteral text: String) {
    guard let value = Self(text) else { preconditionFailure("“\(text)” is no \(Self.self)") }
    self = value
  }
  init(extendedGraphemeClusterLiteral text: String) { self.init(stringLiteral: text) }
  init(unicodeScalarLiteral text: String) { self.init(stringLiteral: text) }
}

extension Code: ExpressibleByStringLiteral {}
extension Text: ExpressibleByStringLiteral {}
extension Digest: ExpressibleByStringLiteral {}
extension KeyedHash: ExpressibleByStringLiteral {}
extension FormSerial: ExpressibleByStringLiteral {}
extension PlotID: ExpressibleByStringLiteral {}
extension Month: ExpressibleByStringLiteral {}
extension LocalDate: ExpressibleByStringLiteral {}
extension Instant: ExpressibleByStringLiteral {}
extension EventID: ExpressibleByStringLiteral {}
extension DivisionCode: ExpressibleByStringLiteral {}
extension TownCode: ExpressibleByStringLiteral {}
extension USCC: ExpressibleByStringLiteral {}

extension StreamName: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    guard let name = StreamName(parsing: text) else { preconditionFailure("no stream: \(text)") }
    self = name
  }
}

extension BoundedInteger {
  init(integerLiteral number: Int) {
    guard let value = Self(number) else { preconditionFailure("\(number) is no \(Self.self)") }
    self = value
  }
}

extension Fen: ExpressibleByIntegerLiteral {}
extension Count: ExpressibleByIntegerLiteral {}
extension PositiveCount: ExpressibleByIntegerLiteral {}
extension Percent: ExpressibleByIntegerLiteral {}
extension PortionCount: ExpressibleByIntegerLiteral {}
extension Year: ExpressibleByIntegerLiteral {}
extension HomeGrade: ExpressibleByIntegerLiteral {}

extension KeyedHash {
  static func of(_ number: Int) -> KeyedHash {
    KeyedHash(
      bytes: Array(repeating: 0, count: 24) + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    )
  }
}

extension Digest {
  static let paper: Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  static let otherPaper: Digest = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
}

/// A sample with some members changed.
func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
  var value = value
  change(&value)
  return value
}
