import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry
import Synchronization
import TestSupport
import Testing

@testable import FrontDoor
@testable import Server

@Suite struct SubmissionStreamTests {
  private func lines(_ response: TestResponse) -> [JSON] {
    response.text.split(separator: "\n").map { (try? JSON.parse(Array($0.utf8), maximumBytes: 9_999)) ?? .null }
  }

  /// Refuses every third.
  private func client() throws -> TestClient {
    let seen = Mutex(0)
    let reception = StubReception { _, _ in
      let number = seen.withLock { seen in
        seen += 1
        return seen
      }
      return Answer(id: nil, outcome: number.isMultiple(of: 3) ? .refused(.example("D6")) : .accepted(.example()))
    }
    return TestClient(try .stub(reception: reception))
  }

  @Test func eachLineIsAnsweredByItsNumber() async throws {
    let body = "{\"a\":1}\n\n \r\n{\"b\":2}\r\n{\"c\":3}"
    let response = try await client().submit(Array(body.utf8), type: "application/x-ndjson; charset=utf-8")
    #expect(response.status == 200 && response.type == "application/x-ndjson")
    let answers = lines(response)
    #expect(answers.dropLast().map { $0["line"] } == [1, 4, 5])
    #expect(answers.dropLast().map { $0["outcome"] } == ["accepted", "accepted", "refused"])
    #expect(answers[2]["rule"] == "D6")
    #expect(answers.last == ["accepted": 2, "repeated": 0, "refused": 1])
  }

  @Test func moreThanAnArrayMayHold() async throws {
    let count = SubmissionBody.maximumCount * 2
    let response = try await client().submit(
      Array(String(repeating: "{}\n", count: count).utf8),
      type: "application/x-ndjson"
    )
    let answers = lines(response)
    #expect(answers.count == count + 1)
    #expect(answers.last?["refused"] == .integer(Int64(count / 3)))
  }

  @Test func onlyRefusalsForWhoWantsNoMore() async throws {
    let name = try #require(HTTPField.Name("Prefer"))
    let response = try await client().send(
      .post,
      "/v1/submissions",
      headers: [.contentType: "application/x-ndjson", name: "return=minimal"],
      body: Array("{}\n{}\n{}\n{}\n".utf8)
    )
    #expect(lines(response).map { $0["line"] } == [3, nil])
    #expect(response.headers[HTTPField.Name("Preference-Applied")!] == "return=minimal")
  }

  @Test func whatCannotBeAnsweredEndsTheStream() async throws {
    let reception = StubReception { line, _ throws(FrontDoorError) in
      guard line != Array("{}".utf8) else { throw FrontDoorError(.unavailable, "x") }
      return Answer(id: nil, outcome: .accepted(.example()))
    }
    let body = String(repeating: "[]\n", count: SubmissionStream.most) + "{}\n[]\n"
    let response = try await TestClient(.stub(reception: reception)).submit(
      Array(body.utf8),
      type: "application/x-ndjson"
    )
    let answers = lines(response)
    #expect(answers.count == SubmissionStream.most + 1)
    #expect(answers.last?["type"] == "urn:qingming:problem:unavailable")
  }

  /// Fifty at once had most of them sent away, for more waited than the log lets wait.
  @Test func manyStreamsTakeTurns() async throws {
    let reception = CountingReception()
    let client = try TestClient(.stub(reception: reception))
    let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
      for _ in 0..<50 {
        group.addTask { try await client.submit(Array("{}\n{}\n".utf8), type: "application/x-ndjson") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.allSatisfy { lines($0).last?["accepted"] == 2 })
    #expect((2...SubmissionStream.atATime).contains(reception.most))
  }

  @Test func whoSendsIsSlowedDown() async throws {
    let queue = LineQueue(capacity: 10)
    let put = Mutex(0)
    let reader = Task {
      for number in 1...50 {
        _ = await queue.put([NumberedLine(number: number, bytes: [1, 2, 3, 4])])
        put.withLock { $0 = number }
      }
      await queue.finish()
    }
    var (taken, furthest) = (0, 0)
    while let lines = await queue.take(most: 2) {
      taken += lines.count
      furthest = max(furthest, put.withLock { $0 } - taken)
    }
    await reader.value
    #expect(taken == 50)
    // Three fill it, and one may wait with the next in its hand.
    #expect(furthest <= 4)
  }

  @Test func nobodyPutsWhenNobodyTakes() async {
    let queue = LineQueue(capacity: 1)
    let lines = [NumberedLine(number: 1, bytes: [1, 2])]
    #expect(await queue.put(lines))
    let waiting = Task { await queue.put(lines) }
    await queue.finish()
    #expect(await waiting.value == false)
  }

  @Test(arguments: 1...12)
  func linesAreTheSameHoweverTheyCome(piece: Int) {
    for text in ["", "\n", "a", "a\n", "\n\na", "{\"a\":1}\n \t\r\n{\"b\":2}\r\n\n\n{\"c\":\"墓位\"}"] {
      let bytes = Array(text.utf8)
      var splitter = LineSplitter()
      var lines = stride(from: 0, to: bytes.count, by: piece).flatMap { start in
        splitter.take(bytes[start..<min(bytes.count, start + piece)])
      }
      if let last = splitter.finish() { lines.append(last) }
      let expected = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        .filter { !$0.element.allSatisfy(JSONArraySlices.isSpace) }
        .map { NumberedLine(number: $0.offset + 1, bytes: Array($0.element)) }
      #expect(lines == expected, "\(text)")
    }
  }

  @Test func aLineThatIsTooLongIsCut() {
    var splitter = LineSplitter()
    let long = [UInt8](repeating: 1, count: LineSplitter.longestLine + 9)
    let lines = splitter.take(long + Array("\n{}\n".utf8))
    #expect(lines.map(\.bytes.count) == [LineSplitter.longestLine, 2])
    #expect(lines.map(\.number) == [1, 2])
  }
}

/// Accepts everything, slowly, and counts how many calls it is in at a time.
private final class CountingReception: Reception {
  private let calls = Mutex((now: 0, most: 0))

  var most: Int { calls.withLock { $0.most } }

  func submit(
    _ lines: [[UInt8]],
    expecting version: Int?,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> [Answer] {
    calls.withLock { calls in
      calls.now += 1
      calls.most = max(calls.most, calls.now)
    }
    for _ in 0..<100 { await Task.yield() }
    calls.withLock { $0.now -= 1 }
    return lines.map { _ in Answer(id: nil, outcome: .accepted(.example())) }
  }
}
