import EventLog
import Postgres
import Testing

/// What reviews ask of the log.
@Suite struct StreamPageTests {
  @Test func eachStreamComesOnceWithItsLastEvent() async throws {
    let log = try await LogFixture.make().log
    let units = ["a/1", "b/1", "a/2", "a/1", "c/1", "a/1", "b/1", "a/3"]
    var versions: [String: Int32] = [:]
    for stream in units {
      versions[stream, default: 0] += 1
      _ = try await log.append(unit(stream, versions[stream] ?? 0))
    }
    var (position, found, pages) = (Position.start, [String](), 0)
    let end = Position(rawValue: 7)
    while position < end {
      let page = try await log.streams(of: EventsNamed(["a/", "b/1"]), after: position, upTo: end, limit: 2)
      (position, found, pages) = (page.end, found + page.streams.map(\.rawValue), pages + 1)
    }
    // The last one stands behind the end.
    #expect(found == ["a/2", "a/1", "b/1"])
    #expect(pages == 4)
    #expect(try await log.streams(of: EventsNamed([]), after: .start, upTo: end, limit: 100).streams.isEmpty)
  }

  @Test func thoseThatOccurredSince() async throws {
    let log = try await LogFixture.make().log
    _ = try await log.append([unit("a/1", 1), unit("b/1", 1)])
    let noon = PostgresTimestamp(microsecondsSince1970: 1_795_262_400_000_000)
    let later = PostgresTimestamp(microsecondsSince1970: 1_795_262_400_000_001)
    for (since, whenever, found) in [(noon, [], ["a/1", "b/1"]), (later, [], []), (later, ["b/"], ["b/1"])] {
      let events = EventsNamed(["a/", "b/"], occurredSince: since, whenever: whenever)
      let page = try await log.streams(of: events, after: .start, upTo: Position(rawValue: 9), limit: 9)
      #expect(page.streams.map(\.rawValue) == found)
    }
  }

  @Test func whereAMomentIs() async throws {
    let log = try await LogFixture.make().log
    #expect(try await log.position(before: .infinity) == .start)
    let first = try await log.append(unit("a", 1)).appended?.first
    _ = try await log.append(unit("b", 1))
    let recorded = try #require(first?.recordedAt)
    #expect(try await log.position(before: recorded) == .start)
    #expect(try await log.position(before: .infinity) == Position(rawValue: 2))
  }

  @Test func whoHoldsClaimsOfAKind() async throws {
    let log = try await LogFixture.make().log
    for (stream, kind) in [("a", "review"), ("b", "place"), ("c", "review")] {
      var unit = unit(stream, 1)
      unit.takes = [Claim(kind: kind, key: "k-\(stream)")]
      _ = try await log.append(unit)
    }
    let held = try await log.claims(of: "review")
    #expect(held.map(\.claim.key) == ["k-a", "k-c"])
    #expect(held.map(\.holder.rawValue) == ["a", "c"])
    #expect(held.map(\.at.rawValue) == [1, 3])
  }
}
