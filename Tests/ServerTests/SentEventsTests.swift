import Registry
import Testing

@testable import Server

@Suite struct SentEventsTests {
  @Test(
    arguments: [
      (#"{"id":"a"}"#, ["a"]), ("{\n \"id\": \"a\"\n}\n", ["a"]),
      (#" [{"id":"a"}, {"id":1.5}, {"id":"b"}]"#, ["a", "b"]),
      ("{\"id\":\"a\"}\r\n\nnonsense\n{\"id\":\"b\"}", ["a", "b"]), (#"{"proposal_event_id":"a"}"#, []),
      (#"[{"id":"a"}"#, []), ("", []),
    ] as [(String, [String])]
  )
  func areFoundInEveryForm(_ body: String, _ ids: [String]) {
    #expect(SentEvent.all(in: Array(body.utf8)).map(\.id) == ids)
  }
}
