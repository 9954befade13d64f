import CanonicalJSON
import Testing

@Suite struct ParseTests {
  @Test(
    arguments: [
      ("null", JSON.null), (" true ", true), ("false", false), ("0", 0), ("-1", -1),
      ("9007199254740991", 9_007_199_254_740_991), ("-9007199254740991", -9_007_199_254_740_991),
      (#""""#, ""), (#""清明""#, "清明"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
      (#""\u6e05\u660E\ud83d\ude00\u0041""#, "清明\u{1F600}A"), ("\"\u{7f}\u{10FFFF}\"", "\u{7f}\u{10FFFF}"),
      ("[]", []), ("[ 1 , [ ] ]", [1, []]), ("{}", [:]),
      (#"{ "b" : 1 , "a" : {"c":null} }"#, ["a": ["c": .null], "b": 1]),
      ("\t\r\n [true]\n", [true]),
    ] as [(String, JSON)]
  )
  func reads(_ text: String, _ expected: JSON) throws {
    #expect(try JSON.parse(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ("", JSONError.Code.unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[1", .unexpectedEnd, 2),
      (#"{"a":"#, .unexpectedEnd, 5), (#""abc"#, .unexpectedEnd, 4), ("tru", .unexpectedEnd, 3),
      ("-", .unexpectedEnd, 0),
      ("nul1", .unexpectedByte, 3), ("hello", .unexpectedByte, 0), ("[1,]", .unexpectedByte, 3),
      ("[1 2]", .unexpectedByte, 3),
      (#"{"a":1,}"#, .unexpectedByte, 7), (#"{"a" 1}"#, .unexpectedByte, 5), ("{a:1}", .unexpectedByte, 1),
      (#"{"a":1]"#, .unexpectedByte, 6), ("NaN", .unexpectedByte, 0), ("+1", .unexpectedByte, 0),
      (".5", .unexpectedByte, 0),
      ("'a'", .unexpectedByte, 0), ("1 2", .trailingBytes, 2), ("{}{}", .trailingBytes, 2),
      ("null,", .trailingBytes, 4),
      ("01", .invalidNumber, 0), ("-01", .invalidNumber, 0), ("[-a]", .invalidNumber, 1), ("1.0", .fraction, 0),
      ("[0.5]", .fraction, 1), ("1e3", .fraction, 0), ("2E+0", .fraction, 0), ("-0", .negativeZero, 0),
      ("-0.0", .fraction, 0),
      ("9007199254740992", .integerOutOfRange, 0), ("-9007199254740992", .integerOutOfRange, 0),
      ("[99999999999999999999999999]", .integerOutOfRange, 1),
      (#"{"a":1,"a":1}"#, .duplicateMember, 0), (#"{"a":1,"\u0061":2}"#, .duplicateMember, 0),
      (#"[{"b":1,"a":2,"b":3}]"#, .duplicateMember, 1), (#""\x""#, .invalidEscape, 1),
      (#""\u12G4""#, .invalidEscape, 1),
      (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1), (#""\ud800\u0041""#, .loneSurrogate, 1),
      (#""\ud800\ud800""#, .loneSurrogate, 1), (#""\ud800x""#, .loneSurrogate, 1), (#""a\u0000""#, .nul, 2),
      ("\"a\u{0}b\"", .nul, 2), ("\u{0}", .nul, 0), ("\"a\nb\"", .controlCharacter, 2),
      ("\"\u{1f}\"", .controlCharacter, 1),
      ("\u{FEFF}{}", .byteOrderMark, 0),
    ] as [(String, JSONError.Code, Int)]
  )
  func refuses(_ text: String, _ code: JSONError.Code, _ offset: Int) {
    #expect(throws: JSONError(code, offset: offset)) { try JSON.parse(Array(text.utf8)) }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE4, 0xB8], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE6, 0xB8, 0x28],
      // 清明 in GBK, what an old Windows program would send.
      [0xC7, 0xE5, 0xC3, 0xF7],
    ] as [[UInt8]]
  )
  func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONError(.invalidUTF8, offset: 2)) {
      try JSON.parse(Array("[\"".utf8) + bytes + Array("\"]".utf8))
    }
  }

  @Test func boundsSize() throws {
    #expect(try JSON.parse(Array("[1]".utf8), maximumBytes: 3) == [1])
    #expect(throws: JSONError(.tooLarge, offset: 2)) { try JSON.parse(Array("[1]".utf8), maximumBytes: 2) }
  }

  @Test func boundsDepth() throws {
    let nested = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(try JSON.parse(nested(32)).canonicalBytes == nested(32))
    #expect(throws: JSONError(.tooDeep, offset: 32)) { try JSON.parse(nested(33)) }
    #expect(throws: JSONError(.tooDeep, offset: 1)) { try JSON.parse(Array(#"[{"a":1}]"#.utf8), maximumDepth: 1) }
    // Depth is of nesting, not of brackets met.
    #expect(try JSON.parse(Array("[[],[],{}]".utf8), maximumDepth: 2) == [[], [], [:]])
  }

  @Test func keepsNamesApartThatUnicodeTakesForOne() throws {
    let json = try JSON.parse(Array("{\"\u{e9}\":1,\"e\u{301}\":2}".utf8))
    #expect(json["\u{e9}"] == 1)
    #expect(json["e\u{301}"] == 2)
    #expect(JSON.string("\u{e9}") != JSON.string("e\u{301}"))
    #expect(throws: JSONError(.duplicateMember, offset: 0)) {
      try JSON.parse(Array("{\"\u{e9}\":1,\"\\u00e9\":2}".utf8))
    }
  }
}
