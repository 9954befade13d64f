import EventLog
import Foundation
import Postgres
import Testing

@Suite struct ReadTests {
  @Test func streamsAndReceipts() async throws {
    let log = try await LogFixture.make().log
    let first = event("a", 1)
    _ = try await log.append([AppendUnit(events: [first, event("b", 1), event("a", 2)]), unit("c", 1)])
    let a = StreamID(rawValue: "a")
    let b = StreamID(rawValue: "b")
    #expect(try await log.read(stream: a, after: 1).map(\.version) == [2])
    #expect(try await log.read(stream: StreamID(rawValue: "absent")).isEmpty)
    let streams = try await log.read(streams: [a, b, StreamID(rawValue: "absent")])
    #expect(streams.mapValues { $0.map(\.version) } == [a: [1, 2], b: [1]])
    #expect(try await log.read(streams: []).isEmpty)
    let receipts = try await log.receipts(for: [first.id, UUID()])
    #expect(receipts.keys.sorted() == [first.id])
    #expect(receipts[first.id]?.bytes == first.bytes)
    #expect(receipts[first.id]?.receipt.position == Position(rawValue: 1))
    #expect(try await log.receipts(for: []).isEmpty)
  }

  /// Whoever sees little gets a page that looks through so much, and is told how far it came.
  @Test func aPageLooksNoFurtherThanItMay() async throws {
    let log = try await LogFixture.make().log
    _ = try await log.append((1...10).map { unit("a", $0) })
    let near = log.reading(under: [], lookingThrough: 4)
    for types in [["Other"], ["CaseOpened"]] {
      let page = try await near.page(after: Position(rawValue: 3), types: types, limit: 100)
      #expect(page.events.map(\.position.rawValue) == (types == ["Other"] ? [] : [4, 5, 6, 7]))
      #expect(page.end.rawValue == 7 && page.head.rawValue == 10)
    }
    let full = try await near.page(after: .start, limit: 2)
    #expect(full.events.count == 2 && full.end.rawValue == 2)
    let last = try await near.page(after: Position(rawValue: 8), limit: 100)
    #expect(last.events.count == 2 && last.end == last.head)
  }

  @Test func pagesByPositionAndType() async throws {
    let log = try await LogFixture.make().log
    _ = try await log.append((1...10).map { unit("a", $0) })
    #expect(try await log.read(after: Position(rawValue: 3), limit: 4).map(\.position.rawValue) == [4, 5, 6, 7])
    #expect(try await log.read(after: .start, types: ["CaseOpened"], limit: 2).count == 2)
    #expect(try await log.read(after: .start, types: ["Other"], limit: 2).isEmpty)
    #expect(try await log.read(after: .start, types: [], limit: 2).isEmpty)
  }

  @Test func readsManyPagesToTheEnd() async throws {
    let log = try await LogFixture.make().log
    _ = try await log.append((1...1500).map { unit("s\($0)", 1) })
    var positions: [Int64] = []
    for try await event in log.events(after: Position(rawValue: 100)) { positions.append(event.position.rawValue) }
    #expect(positions == Array(101...1500))
    for try await event in log.events(after: .start, types: ["Other"]) { Issue.record("\(event.type)") }
  }

  @Test func followsOnlySomeTypes() async throws {
    let fixture = try await LogFixture.make()
    var followed = fixture.log.follow(after: .start, types: ["Other"], listeningOn: fixture.application)
      .makeAsyncIterator()
    var other = event("a", 2)
    other.bytes = Array(
      String(decoding: other.bytes, as: UTF8.self).replacing(#""type":"CaseOpened""#, with: #""type":"Other""#).utf8
    )
    _ = try await fixture.log.append([unit("a", 1), AppendUnit(events: [other]), unit("a", 3)])
    #expect(try await followed.next()?.position == Position(rawValue: 2))
  }

  @Test func aCancelledFollowerEnds() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append(unit("a", 1))
    let (seen, continuation) = AsyncStream<Int64>.makeStream()
    let events = fixture.log.follow(after: .start, listeningOn: fixture.application)
    let task = Task {
      for try await event in events { continuation.yield(event.position.rawValue) }
    }
    var positions = seen.makeAsyncIterator()
    #expect(await positions.next() == 1)
    task.cancel()
    try? await task.value
  }

  /// Wherever it is cancelled, waiting or reading: it ends, and is no error.
  @Test func aCancelledFollowerJustEnds() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append((1...300).map { unit("s\($0)", 1) })
    let events = fixture.log.follow(after: .start, listeningOn: fixture.application)
    for turn in 0..<60 {
      let follower = Task {
        var count = 0
        for try await _ in events { count += 1 }
        return count
      }
      // A turn of the task's own thread, and a few round trips more: somewhere between beginning and the first page.
      for _ in 0..<(turn / 4) { _ = try await fixture.log.head() }
      follower.cancel()
      #expect([0, 300].contains(try await follower.value))
    }
  }

  /// The follower's connections are ended again and again while events come.
  @Test func aFollowerMissesNothingWhenItsConnectionsDie() async throws {
    let fixture = try await LogFixture.make()
    let follower = fixture.follower(count: 200)
    let killer = try await fixture.open()
    for version in Int32(1)...200 {
      #expect(try await fixture.log.append(unit("a", version)).receipts != nil)
      if version % 40 == 0 {
        try await killer.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'registry_app'
          """
        )
      }
    }
    #expect(try await follower.value.map(\.version) == Array(1...200))
    await killer.close()
  }
}
