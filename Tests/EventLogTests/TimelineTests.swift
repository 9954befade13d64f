import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct TimelineTests {
  @Test func streamsByTheirNamesAndTheirBeginnings() async throws {
    let log = try await LogFixture.make().log
    let names = [
      "section/F/A", "facility/F", "section/F0/A", "section/F/B", "facility/FF", "section/F/A/x", "unit/F/1",
    ]
    _ = try await log.append(names.map { unit($0, 1) } + [unit("facility/F", 2)])
    func found(_ streams: StreamsNamed, after: Int64 = 0, limit: Int = 100) async throws -> [String] {
      try await log.timeline(of: streams, after: Position(rawValue: after), limit: limit).map { event in
        "\(event.position.rawValue) \(event.stream.rawValue)"
      }
    }
    let facility = StreamsNamed([StreamID(rawValue: "facility/F")], beginning: ["section/F/"])
    let all = ["1 section/F/A", "2 facility/F", "4 section/F/B", "6 section/F/A/x", "8 facility/F"]
    #expect(try await found(facility) == all)
    #expect(try await found(facility, after: 2, limit: 2) == Array(all[2...3]))
    #expect(try await found(StreamsNamed([])).isEmpty)
    let absent = StreamsNamed([StreamID(rawValue: "section/F")], beginning: ["review/"])
    #expect(try await found(absent).isEmpty)
    #expect(try await log.timeline(of: facility, types: ["Other"], limit: 9).isEmpty)
    #expect(try await log.timeline(of: facility, types: ["CaseOpened"], limit: 9).count == all.count)
  }

  @Test func aSealShowsWhatWasAltered() async throws {
    let fixture = try await LogFixture.make()
    let (first, second) = (event("a", 1), event("b", 1))
    _ = try await fixture.log.append([AppendUnit(events: [first]), AppendUnit(events: [second])])
    let before = try await fixture.log.seals(of: [first.id, second.id, UUID()])
    #expect(before.count == 2 && before.values.allSatisfy { $0.isTrue && $0.leaf.utf8.count == 64 })
    #expect(before[first.id]?.leaf != before[second.id]?.leaf)
    #expect(try await fixture.log.events([second.id, first.id, UUID()]).map(\.id) == [first.id, second.id])

    // Somebody with all rights takes the guards away and edits.
    try await fixture.database.tamper(
      """
      ALTER TABLE registry.event_371000 DISABLE TRIGGER ALL;
      UPDATE registry.event_371000 SET recorded_at = recorded_at - interval '1 day' WHERE event_id = '\(first.id)'
      """
    )
    let after = try await fixture.log.seals(of: [first.id, second.id])
    #expect(after[first.id]?.isTrue == false && after[second.id]?.isTrue == true)
  }
}
