/// Cuts the text of a JSON array into the exact bytes of its elements.
///
/// It only finds where elements end: what they hold is judged by the one strict parser, which needs the bytes as they were
/// sent (a reader in between would swallow duplicate members and round numbers).
enum JSONArraySlices {
  /// Where the array ceases to be one.
  struct Malformed: Error, Equatable {
    let offset: Int
  }

  /// The first byte that is not white space.
  static func start(of bytes: [UInt8]) -> UInt8? {
    bytes.first { !isSpace($0) }
  }

  /// The elements, without the white space around them.
  /// - Throws: ``Malformed`` when brackets or quotation marks do not match, when an element is missing between two commas, or when
  ///   something stands outside of the array.
  static func split(_ bytes: [UInt8]) throws(Malformed) -> [ArraySlice<UInt8>] {
    var scanner = Scanner(bytes: bytes)
    return try scanner.array()
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

private struct Scanner {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func array() throws(JSONArraySlices.Malformed) -> [ArraySlice<UInt8>] {
    skipSpace()
    guard next == UInt8(ascii: "[") else { throw malformed }
    index += 1
    var elements: [ArraySlice<UInt8>] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      index += 1
    } else {
      repeat { elements.append(try element()) } while try continues()
    }
    skipSpace()
    guard next == nil else { throw malformed }
    return elements
  }

  /// True after a comma, false after the closing bracket.
  private mutating func continues() throws(JSONArraySlices.Malformed) -> Bool {
    guard let byte = next else { throw malformed }
    index += 1
    return byte == UInt8(ascii: ",")
  }

  /// Goes on to the comma or bracket that ends the element.
  private mutating func element() throws(JSONArraySlices.Malformed) -> ArraySlice<UInt8> {
    skipSpace()
    let start = index
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]") where depth == 0, UInt8(ascii: ",") where depth == 0:
        let element = trimmed(bytes[start..<index])
        guard !element.isEmpty else { throw malformed }
        return element
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw malformed }
        depth -= 1
      default: break
      }
      index += 1
    }
    throw malformed
  }

  /// Leaves the index at the closing quotation mark.
  private mutating func skipString() throws(JSONArraySlices.Malformed) {
    index += 1
    while let byte = next, byte != UInt8(ascii: "\"") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < bytes.count else { throw malformed }
  }

  private func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let last = slice.last, JSONArraySlices.isSpace(last) { slice.removeLast() }
    return slice
  }

  private mutating func skipSpace() {
    while let byte = next, JSONArraySlices.isSpace(byte) { index += 1 }
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  private var malformed: JSONArraySlices.Malformed { .init(offset: min(index, bytes.count)) }
}
