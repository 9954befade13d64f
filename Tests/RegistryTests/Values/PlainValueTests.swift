import CanonicalJSON
import Registry
import Testing

@Suite struct PlainValueTests {
  @Test func integersKeepToTheirRange() {
    checkBounds(Fen.self, 0, 9_007_199_254_740_991)
    checkBounds(Count.self, 0, 9_007_199_254_740_991)
    checkBounds(PositiveCount.self, 1, 1_000_000)
    checkBounds(PortionCount.self, 1, 20)
    checkBounds(Year.self, 1900, 2200)
  }

  private func checkBounds<Value: BoundedInteger>(_ type: Value.Type, _ least: Int, _ greatest: Int) {
    #expect(Value(least)?.value == least)
    #expect(Value(greatest)?.value == greatest)
    #expect(Value(least - 1) == nil)
    #expect(Value(greatest + 1) == nil)
    #expect(throws: PayloadError.self) { try PayloadDecoder.decode(type, from: .integer(Int64(least - 1))) }
    #expect(throws: PayloadError.self) { try PayloadDecoder.decode(type, from: .string("\(least)")) }
    #expect(type.shape.zh.contains("\(greatest)") && type.shape.en.contains("\(least)"))
  }

  @Test(arguments: [
    ("a", true), ("A.b_c-9", true), (String(repeating: "x", count: 64), true), ("", false), ("a b", false),
    ("a/b", false),
    ("清", false), (String(repeating: "x", count: 65), false), ("é", false),
  ])
  func codes(_ text: String, _ valid: Bool) {
    #expect((Code(text) != nil) == valid)
  }

  @Test(arguments: [
    ("威海市", true), (" ", true), (String(repeating: "清", count: 500), true), ("", false), ("a\nb", false),
    ("a\u{7f}", false),
    (String(repeating: "e\u{301}", count: 251), false), ("\u{80}", true),
  ])
  func texts(_ text: String, _ valid: Bool) {
    #expect((Text(text) != nil) == valid)
  }

  @Test func digests() {
    let digest = String(repeating: "0a", count: 32)
    #expect(Digest(digest)?.text == digest)
    #expect(KeyedHash(digest)?.text == digest)
    #expect(Digest(digest.uppercased()) == nil)
    #expect(Digest(String(digest.dropLast())) == nil)
    #expect(KeyedHash(digest + "0") == nil)
  }
}
