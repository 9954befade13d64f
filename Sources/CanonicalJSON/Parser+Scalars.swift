extension Parser {
  /// RFC 8259's number without fraction and exponent, within ``JSON/exactIntegers``.
  mutating func integer() throws(JSONError) -> Int64 {
    let start = index
    let negative = try peek() == UInt8(ascii: "-")
    if negative { index += 1 }
    let firstDigit = index
    var magnitude: Int64 = 0
    while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
      // Sixteen digits hold every exact integer and cannot overflow; more are out of range, whatever they are.
      if index - firstDigit < 17 { magnitude = magnitude * 10 + Int64(digit) }
      index += 1
    }
    let digits = index - firstDigit
    guard digits > 0 else { throw JSONError(index < bytes.count ? .invalidNumber : .unexpectedEnd, offset: start) }
    guard digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else { throw JSONError(.invalidNumber, offset: start) }
    if index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw JSONError(.fraction, offset: start)
      default: break
      }
    }
    guard digits <= 16, magnitude <= JSON.exactIntegers.upperBound else {
      throw JSONError(.integerOutOfRange, offset: start)
    }
    if negative, magnitude == 0 { throw JSONError(.negativeZero, offset: start) }
    return negative ? -magnitude : magnitude
  }

  mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    while true {
      switch try peek() {
      case UInt8(ascii: "\""):
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw JSONError(.controlCharacter, offset: index)
      default: index += 1
      }
    }
  }

  /// The slow path, from the first backslash on.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<index])
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
      case 0..<0x20: throw JSONError(.controlCharacter, offset: index)
      default:
        text.append(byte)
        index += 1
      }
    }
  }

  private mutating func escape() throws(JSONError) -> Character {
    let start = index
    index += 1
    let letter = try peek()
    index += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try unicodeEscape(from: start))
    default: throw JSONError(.invalidEscape, offset: start)
    }
  }

  /// `\uXXXX`, and a second one after a high surrogate.
  private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal(from: start)
    if first == 0 { throw JSONError(.nul, offset: start) }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { throw JSONError(.loneSurrogate, offset: start) }
    index += 2
    let second = try hexadecimal(from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONError(.loneSurrogate, offset: start) }
    return scalar
  }

  private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch try peek() {
      case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): digit = byte - UInt8(ascii: "0")
      case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte): digit = byte - UInt8(ascii: "a") + 10
      case let byte where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte): digit = byte - UInt8(ascii: "A") + 10
      default: throw JSONError(.invalidEscape, offset: start)
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
