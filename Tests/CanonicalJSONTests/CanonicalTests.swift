import CanonicalJSON
import Testing

@Suite struct CanonicalTests {
  @Test(arguments: [
    (#" { "b" : [ 1 , true , null ] , "a" : "x" } "#, #"{"a":"x","b":[1,true,null]}"#),
    (#""\u0041\/\u000a\u001f\u000b\u0008\"\\""#, "\"A/\\n\\u001f\\u000b\\b\\\"\\\\\""),
    (#"{"":1,"A":2,"a":3,"aa":4,"_":5}"#, #"{"":1,"A":2,"_":5,"a":3,"aa":4}"#),
    (#""\u007f\u2028\u20ac\ud83d\ude00""#, "\"\u{7f}\u{2028}\u{20ac}\u{1F600}\""),
  ])
  func writes(_ text: String, _ expected: String) throws {
    #expect(String(decoding: try JSON.parse(Array(text.utf8)).canonicalBytes, as: UTF8.self) == expected)
  }

  /// The names of RFC 8785, section 3.2.3: the emoji's surrogates come before U+FB33, though its code point is greater.
  @Test func sortsByUTF16() throws {
    let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1F600}", "\u{80}", "\u{f6}"]
    var object = JSONObject()
    for name in names { object[name] = 0 }
    #expect(
      object.members.map(\.name) == ["\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1F600}", "\u{fb33}"]
    )
    #expect(object.members.map(\.name) == names.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) })
  }

  @Test func setsReplacesAndRemovesMembers() {
    var object = JSONObject()
    object["b"] = 1
    object["a"] = 2
    object["b"] = 3
    #expect(JSON.object(object) == ["a": 2, "b": 3])
    object["a"] = nil
    object["c"] = nil
    #expect(JSON.object(object) == ["b": 3])
    #expect(object["a"] == nil)
  }
}
