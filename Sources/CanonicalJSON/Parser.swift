extension JSON {
  /// Reads one JSON value, all of the bytes and nothing else, and refuses whatever two readers could understand
  /// differently.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, without byte order mark.
  ///   - maximumBytes: longer input is refused unread.
  ///   - maximumDepth: how many arrays and objects may stand inside one another.
  /// - Returns: the value, its integers exact and its members in canonical order.
  /// - Throws: ``JSONError`` with a code of its own for each kind of defect and the byte offset.
  public static func parse(
    _ bytes: [UInt8],
    maximumBytes: Int = 65_535,
    maximumDepth: Int = 32
  ) throws(JSONError) -> JSON {
    guard bytes.count <= maximumBytes else { throw JSONError(.tooLarge, offset: maximumBytes) }
    try UTF8Check.validate(bytes)
    var parser = Parser(bytes: bytes, maximumDepth: maximumDepth)
    return try parser.document()
  }
}

/// A recursive descent over bytes that are known to be UTF-8; `maximumDepth` bounds the recursion.
struct Parser {
  let bytes: [UInt8]
  let maximumDepth: Int
  var index = 0
  var depth = 0

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipWhitespace()
    guard index == bytes.count else { throw JSONError(.trailingBytes, offset: index) }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipWhitespace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw JSONError(.unexpectedByte, offset: index)
    }
  }

  private mutating func object() throws(JSONError) -> JSON {
    let start = index
    try enter()
    defer { depth -= 1 }
    var members: [JSONObject.Member] = []
    var ordered = true
    if try skips(UInt8(ascii: "}")) { return .object(JSONObject()) }
    repeat {
      skipWhitespace()
      guard try peek() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, offset: index) }
      let name = try string()
      guard try skips(UInt8(ascii: ":")) else { throw JSONError(.unexpectedByte, offset: index) }
      // Canonical input, the common case, needs no sorting.
      if ordered, let last = members.last { ordered = UTF16Order.compare(last.name, name) == .ascending }
      members.append(JSONObject.Member(name: name, value: try value()))
    } while try continues(until: UInt8(ascii: "}"))
    if ordered { return .object(JSONObject(ordered: members)) }
    guard let object = JSONObject(unordered: members) else { throw JSONError(.duplicateMember, offset: start) }
    return .object(object)
  }

  private mutating func array() throws(JSONError) -> JSON {
    try enter()
    defer { depth -= 1 }
    var elements: [JSON] = []
    if try skips(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      elements.append(try value())
    } while try continues(until: UInt8(ascii: "]"))
    return .array(elements)
  }

  /// Steps over an opening bracket.
  private mutating func enter() throws(JSONError) {
    guard depth < maximumDepth else { throw JSONError(.tooDeep, offset: index) }
    depth += 1
    index += 1
  }

  /// True after a comma, false after the closing bracket.
  private mutating func continues(until end: UInt8) throws(JSONError) -> Bool {
    if try skips(UInt8(ascii: ",")) { return true }
    if try skips(end) { return false }
    throw JSONError(.unexpectedByte, offset: index)
  }

  private mutating func skips(_ byte: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    guard try peek() == byte else { return false }
    index += 1
    return true
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try peek() == word.utf8Start[offset] else { throw JSONError(.unexpectedByte, offset: index) }
      index += 1
    }
    return value
  }

  private mutating func skipWhitespace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  func peek() throws(JSONError) -> UInt8 {
    guard index < bytes.count else { throw JSONError(.unexpectedEnd, offset: index) }
    return bytes[index]
  }
}
