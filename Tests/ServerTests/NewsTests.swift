import Access
import EventLog
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Registry
import TestSupport
import Testing

@testable import Server

/// What tells a page that the log has moved on.
@Suite struct NewsTests {
  @Test func aPageIsToldOnceAndTheStreamEnds() async throws {
    let (log, feed) = (StubLog(10), LogFeed(nil, most: 4))
    let client = TestClient(try .stub(log: log, feed: feed))
    let follower = try await Follower(client, "/news?after=10")
    feed.call(.beat)
    await follower.waitForBeat(":")
    #expect(await follower.ids.isEmpty)
    log.append("AshesPlaced")
    log.append("AshesPlaced")
    feed.call(.events)
    await follower.waitFor(1)
    await follower.end()
    #expect(await follower.text.hasSuffix("id: 11\nevent: news\ndata: 11\n\n"))
    #expect(await follower.ids == [11])
    #expect(feed.count == 0)
  }

  /// It carries a position and nothing of what was recorded.
  @Test func whatCameBeforeItListenedIsToldAtOnce() async throws {
    let client = TestClient(try .stub(log: StubLog(12), feed: LogFeed(nil, most: 4)))
    let text = try await client.get("/news?after=10").text
    #expect(text == "retry: 10000\n\nid: 11\nevent: news\ndata: 11\n\n")
    #expect(try await client.get("/news?after=x").problem == "bad-parameter")
  }

  /// Pages take half of the places; the others are for programs that follow the log.
  @Test func pagesLeaveRoomForPrograms() async throws {
    let feed = LogFeed(nil, most: 2)
    let client = TestClient(try .stub(log: StubLog(1), feed: feed))
    let page = try await Follower(client, "/news?after=1")
    let another = try await client.get("/news?after=1")
    #expect(another.status == 429 && another.problem == "too-many-streams")
    let program = try await Follower(client, "/v1/log/stream?after=0")
    await program.waitFor(1)
    await page.leave()
    await program.leave()
    #expect(feed.count == 0)
  }

  /// What others record in a registry is no news to a home: neither that there is something, nor how much.
  @Test func onlyWhatTheVisitorMaySeeIsNews() async throws {
    let (story, feed) = (try await Story(), LogFeed(nil, most: 4))
    try await story.record(.licence("371002-BYG-01", "funeral_home"))
    try await story.record(.licence("371003-BYG-01", "funeral_home"))
    let home = Principal(
      id: Code.known("clerk-001"),
      roles: [.funeralHomeClerk],
      organisation: Code.known("371003-BYG-01"),
      division: try #require(DivisionCode("371003"))
    )
    let signIn = StubSignIn(who: home)
    let services = try Services.stub(log: story.log, signIn: signIn, feed: feed)
    // The second event is theirs, the first is not.
    #expect(try await TestClient(services).get("/news?after=0").text.contains("data: 2\n"))
    let follower = try await Follower(TestClient(services), "/news?after=2")
    try await story.record(.licence("371002-BYG-02", "funeral_home"))
    feed.call(.events)
    feed.call(.beat)
    await follower.waitForBeat(":")
    #expect(await follower.ids.isEmpty)
    await follower.leave()
  }

  @Test func aPageOfOneCityNamesItsSource() async throws {
    let client = TestClient(try .stub(log: StubLog(7)))
    let page = try await client.get("/")
    #expect(page.text.contains(#"<script src="/news.js" defer></script>"#))
    #expect(page.text.contains(#"role="status" aria-live="polite" data-source="/news?after=42""#))
    #expect(page.text.contains(#"<a href="/" hidden>有新的记录，刷新查看</a>"#))
    let policy = try #require(page.headers[.contentSecurityPolicy])
    #expect(policy.contains("script-src 'self'; connect-src 'self'") && !policy.contains("unsafe"))
    let many = TestClient(try .stub(others: [.jinan()]))
    #expect(try await !many.get("/").text.contains("<script"))
    let script = try await client.get("/news.js")
    #expect(script.status == 200 && script.type == "text/javascript; charset=utf-8")
    #expect(!script.text.contains("reload"))
  }
}
