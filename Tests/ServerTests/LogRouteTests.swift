import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite struct LogRouteTests {
  @Test func theLogIsReadPageByPage() async throws {
    let log = StubLog(5)
    let client = TestClient(try .stub(log: log))
    var (lines, next): ([Substring], String?) = ([], "/v1/log/events?limit=2")
    var pages = 0
    while let address = next {
      let page = try await client.get(address)
      #expect(page.status == 200 && page.type == "application/x-ndjson")
      #expect(page.headers[HTTPField.Name("As-Of-Position")!] == "5")
      lines += page.text.split(separator: "\n")
      next = page.next
      pages += 1
    }
    #expect(pages == 3)
    #expect(lines.count == 5)
    #expect(lines[2] == #"{"event":{"type":"HoldPlaced"},"position":3,"recordedAt":"2026-07-01T00:30:00.500000Z"}"#)
  }

  @Test func onlyTheTypesAskedFor() async throws {
    let log = StubLog(3)
    log.append("AshesPlaced")
    let client = TestClient(try .stub(log: log))
    let page = try await client.get("/v1/log/events?type=AshesPlaced&type=CaseOpened&after=1")
    #expect(page.text.split(separator: "\n").count == 1 && page.text.contains(#""position":4"#))
    // Nothing is behind it, although fewer were found than asked for.
    #expect(page.headers[HTTPField.Name("Link")!] == nil)
  }

  @Test(arguments: ["limit=0", "limit=1001", "after=-1", "after=x", "type=Struck", "type=", "city=paris"])
  func badParameters(query: String) async throws {
    for path in ["/v1/log/events", "/v1/log/stream"] where !(path.hasSuffix("stream") && query.hasPrefix("limit")) {
      let answer = try await TestClient(.stub()).get("\(path)?\(query)")
      #expect(answer.status == 400 && answer.problem == "bad-parameter", "\(path)?\(query)")
    }
  }

  @Test func anEventByItsId() async throws {
    let log = StubLog(2)
    let client = TestClient(try .stub(log: log, others: [.jinan()]))
    let event = try await log.page(after: .start, types: nil, limit: 9).events[1]
    let answer = try await client.get("/v1/log/events/\(event.id.uuidString.lowercased())")
    #expect(answer.status == 200 && answer.json["position"] == 2 && answer.headers[.eTag] == "\"2\"")
    for id in [UUID().uuidString, "x"] {
      let none = try await client.get("/v1/log/events/\(id)")
      #expect(none.status == 404 && none.problem == "no-such-event")
    }
  }

  // MARK: The stream

  @Test func whoFollowsGetsWhatThereIsAndWhatComes() async throws {
    let (log, feed) = (StubLog(300), LogFeed(nil, most: 2))
    let follower = try await Follower(TestClient(.stub(log: log, feed: feed)), "/v1/log/stream?after=10")
    await follower.waitFor(290)
    log.append("AshesPlaced")
    feed.call(.events)
    await follower.waitFor(291)
    feed.call(.beat)
    await follower.waitForBeat(": 301")
    #expect(await follower.ids == Array(11...301))
    let last = await follower.text.split(separator: "\n\n", omittingEmptySubsequences: true).dropLast().last ?? ""
    #expect(last.hasPrefix("id: 301\nevent: AshesPlaced\ndata: {\"event\":{"))
    #expect(feed.count == 1)
    await follower.leave()
    #expect(feed.count == 0)
  }

  @Test func whoWasCutOffGoesOnBehindTheLastEventSeen() async throws {
    let feed = LogFeed(nil, most: 2)
    let client = TestClient(try .stub(log: StubLog(9), feed: feed))
    let name = try #require(HTTPField.Name("Last-Event-ID"))
    let follower = try await Follower(client, "/v1/log/stream?after=1", headers: [name: "7"])
    await follower.waitFor(2)
    #expect(await follower.ids == [8, 9])
    await follower.leave()
    let wrong = try await client.send(.get, "/v1/log/stream", headers: [name: "x"])
    #expect(wrong.problem == "bad-parameter")
  }

  @Test func whoIsAheadOfTheLogWaitsForIt() async throws {
    // As after a restore from a backup; a page behind the end of a log ends where it began.
    let (story, feed) = (try await Story(), LogFeed(nil, most: 1))
    try await story.record(.licence("371002-BYG-01", "funeral_home"))
    let client = TestClient(try .stub(log: story.log, feed: feed))
    let follower = try await Follower(client, "/v1/log/stream?after=2")
    feed.call(.beat)
    await follower.waitForBeat(": 2")
    for event in Event.toThePaidAward.dropFirst().prefix(2) { try await story.record(event) }
    feed.call(.events)
    await follower.waitFor(1)
    #expect(await follower.ids == [3])
    await follower.leave()
  }

  @Test func noMoreMayFollowThanThereIsRoomFor() async throws {
    let feed = LogFeed(nil, most: 1)
    let client = TestClient(try .stub(log: StubLog(1), feed: feed))
    let follower = try await Follower(client, "/v1/log/stream?after=0")
    await follower.waitFor(1)
    let full = try await client.get("/v1/log/stream")
    #expect(full.status == 429 && full.problem == "too-many-streams" && full.headers[.retryAfter] != nil)
    await follower.leave()
    // HEAD takes no place.
    #expect(try await client.send(.head, "/v1/log/stream").status == 200)
    #expect(feed.count == 0)
  }
}
