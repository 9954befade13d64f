import EventLog
import Foundation
import Postgres
import Testing

@Suite struct AppendTests {
  @Test func givesReceiptsInOrderAndKeepsBytes() async throws {
    let fixture = try await LogFixture.make()
    let first = event("a", 1)
    let receipts = try #require(
      try await fixture.log.append(AppendUnit(events: [first, event("b", 1), event("a", 2)])).appended
    )
    #expect(receipts.map(\.position.rawValue) == [1, 2, 3])
    #expect(receipts.map(\.stream.rawValue) == ["a", "b", "a"])
    #expect(receipts.map(\.version) == [1, 1, 2])
    #expect(receipts[0].eventID == first.id)
    let stored = try await fixture.log.read(stream: StreamID(rawValue: "a"))
    #expect(stored.map(\.bytes).first == first.bytes)
    #expect(stored.map(\.receipt) == [receipts[0], receipts[2]])
    #expect(stored[0].type == "CaseOpened")
    #expect(stored[0].occurredAt.microsecondsSince1970 == 1_795_262_400_000_000)
    #expect(try await fixture.log.head() == Position(rawValue: 3))
  }

  @Test func laterUnitsBuildOnEarlierOnes() async throws {
    let fixture = try await LogFixture.make()
    let outcomes = try await fixture.log.append([unit("a", 1), unit("a", 2), unit("b", 1), unit("a", 3)])
    #expect(outcomes.compactMap { $0.appended?.first?.position.rawValue } == [1, 2, 3, 4])
  }

  /// A version says nothing of the event that has it: what was decided on one event does not follow on another.
  @Test func aUnitNeedsItsPremises() async throws {
    let fixture = try await LogFixture.make()
    let (expected, other) = (event("a", 1), event("a", 1))
    let outcomes = try await fixture.log.append([
      AppendUnit(events: [other]), AppendUnit(events: [expected]),
      AppendUnit(events: [event("a", 2)], premises: [expected.id]),
      AppendUnit(events: [event("b", 1)], guards: [other.stream: 1], premises: [expected.id]),
      AppendUnit(events: [event("a", 2)], premises: [other.id]),
    ])
    #expect(outcomes[1] == .conflict(expected.stream, expected: 0, actual: 1))
    #expect(outcomes[2] == .conflict(expected.stream, expected: 1, actual: 1))
    #expect(outcomes[3] == .conflict(StreamID(rawValue: "b"), expected: 0, actual: 0))
    #expect(outcomes[4].appended?.first?.position.rawValue == 2)
    // Where nothing else is wrong: with a premise of the same call, of an earlier one, and of none.
    let first = event("c", 1)
    let later = try await fixture.log.append([
      AppendUnit(events: [first]), AppendUnit(events: [event("c", 2)], premises: [first.id, other.id]),
    ])
    #expect(later.compactMap { $0.appended?.first?.position.rawValue } == [3, 4])
    let lost = try await fixture.log.append(AppendUnit(events: [event("c", 3)], premises: [expected.id]))
    #expect(lost == .conflict(first.stream, expected: 2, actual: 2))
  }

  /// Each wrong unit stands between two right ones, which must not feel it.
  @Test func aWrongUnitLeavesItsNeighboursAlone() async throws {
    let fixture = try await LogFixture.make()
    let known = event("known", 1)
    _ = try await fixture.log.append(AppendUnit(events: [known], takes: [Claim(kind: "k", key: "1")]))
    let envelope = #""subject":"raw","type":"T","time""#
    let wrong: [(AppendUnit, AppendOutcome)] = [
      (unit("known", 1), .conflict(known.stream, expected: 0, actual: 1)),
      (unit("known", 3), .conflict(known.stream, expected: 2, actual: 1)),
      (AppendUnit(events: [event("x", 1), event("x", 3)]), .conflict(StreamID(rawValue: "x"), expected: 2, actual: 1)),
      (
        AppendUnit(events: [event("x", 1)], guards: [known.stream: 0]), .conflict(known.stream, expected: 0, actual: 1)
      ),
      (unit("known", 2, id: known.id, note: "other"), .reused(eventID: known.id)),
      (AppendUnit(events: [known, event("x", 1)]), .reused(eventID: known.id)),
      (
        AppendUnit(events: [event("x", 1)], takes: [Claim(kind: "k", key: "1")]),
        .claimed(Claim(kind: "k", key: "1"), by: known.stream, at: Position(rawValue: 1))
      ),
      (
        AppendUnit(events: [event("x", 1)], releases: [Claim(kind: "k", key: "2")]),
        .rejected(.notHeld(Claim(kind: "k", key: "2")))
      ),
      (AppendUnit(events: []), .rejected(.empty)),
      (AppendUnit(events: (1...1025).map { event("x", $0) }), .rejected(.tooManyEvents)),
      (raw("{]"), .rejected(.malformed)),
      (raw(""), .rejected(.malformed)),
      (raw("null"), .rejected(.malformed)),
      (raw(#"["id"]"#), .rejected(.malformed)),
      (raw(String(repeating: "[", count: 60_000)), .rejected(.malformed)),
      (raw(#"{"id":"no uuid",\#(envelope):"2026-11-21T12:00:00Z"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())","subject":"","type":"T","time":"2026-11-21T12:00:00Z"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())","subject":"raw","time":"2026-11-21T12:00:00Z"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())",\#(envelope):"2026-02-30T12:00:00Z"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())",\#(envelope):"2026-11-21T12:00:00"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())",\#(envelope):"now"}"#), .rejected(.malformed)),
      (raw(#"{"id":"\#(UUID())",\#(envelope):"2026-11-21T12:00:00Z","data":"\u0000"}"#), .rejected(.malformed)),
      (raw([0x7b, 0x00, 0x7d]), .rejected(.malformed)),
      (raw([0x22, 0xff, 0xfe, 0x22]), .rejected(.malformed)),
      (unit("x", 1, note: String(repeating: "x", count: 65_536)), .rejected(.tooLarge)),
    ]
    var version: Int32 = 0
    for (unit, expected) in wrong {
      let neighbours = [EventLogTests.unit("right", version + 1), EventLogTests.unit("right", version + 2)]
      let outcomes = try await fixture.log.append([neighbours[0], unit, neighbours[1]])
      #expect(outcomes[1] == expected)
      #expect(outcomes[0].appended?.first?.version == version + 1, "before \(expected)")
      #expect(outcomes[2].appended?.first?.version == version + 2, "after \(expected)")
      version += 2
    }
    #expect(try await fixture.stored().map(\.stream).filter { $0 != "right" } == ["known"])
  }

  @Test func allWrongAtOnceAndOneRight() async throws {
    let fixture = try await LogFixture.make()
    let units = [raw("{]"), raw([0xff]), unit("a", 1), unit("a", 1), unit("b", 2), unit("a", 2)]
    let outcomes = try await fixture.log.append(units)
    #expect(outcomes.map { $0.appended?.first?.position.rawValue } == [nil, nil, 1, nil, nil, 2])
  }

  @Test func acceptsTheLargestEventAndNoLarger() async throws {
    let fixture = try await LogFixture.make()
    let bare = event("a", 1).bytes.count
    let largest = String(repeating: "x", count: 65_451 - bare)
    #expect(try await fixture.log.append(unit("a", 1, note: largest)).appended != nil)
    #expect(try await fixture.log.append(unit("a", 2, note: largest + "x")) == .rejected(.tooLarge))
    let longest = try await fixture.superuserValue("SELECT max(octet_length(line)) FROM registry.line", as: Int32.self)
    #expect(longest <= 65_535)
  }

  /// A guard speaks of the stream as the units before it leave it, in the same call too.
  @Test func aGuardCountsWhatEarlierUnitsOfTheCallHaveWritten() async throws {
    let fixture = try await LogFixture.make()
    let place = StreamID(rawValue: "place")
    let right = try await fixture.log.append([
      unit("place", 1), AppendUnit(events: [event("a", 1)], guards: [place: 1]), unit("place", 2),
      AppendUnit(events: [event("b", 1)], guards: [place: 2]),
    ])
    #expect(right.allSatisfy { $0.appended != nil })
    let wrong = try await fixture.log.append([
      unit("place", 3), AppendUnit(events: [event("c", 1)], guards: [place: 2]),
      AppendUnit(events: [event("d", 1)], guards: [place: 3]),
    ])
    #expect(wrong[0].appended != nil && wrong[2].appended != nil)
    #expect(wrong[1] == .conflict(place, expected: 2, actual: 3))
  }

  @Test func guardsHoldAStreamThatIsNotWritten() async throws {
    let fixture = try await LogFixture.make()
    let place = StreamID(rawValue: "place")
    _ = try await fixture.log.append(unit("place", 1))
    let outcomes = try await fixture.log.append([
      AppendUnit(events: [event("a", 1)], guards: [place: 1, StreamID(rawValue: "absent"): 0]),
      unit("place", 2),
      AppendUnit(events: [event("b", 1)], guards: [place: 1]),
    ])
    #expect(outcomes[0].appended != nil)
    #expect(outcomes[1].appended != nil)
    #expect(outcomes[2] == .conflict(place, expected: 1, actual: 2))
  }

  @Test func aNodeThatIsNotInstalledIsAnError() async throws {
    let fixture = try await LogFixture.make()
    let elsewhere = EventLog(pool: fixture.pool, node: Node(rawValue: 1), logger: LogFixture.logger)
    let error = await #expect(throws: EventLogError.self) { try await elsewhere.append([unit("a", 1), unit("b", 1)]) }
    #expect(error?.code == .database)
    #expect(error?.description.contains("CaseOpened") == false)
    await #expect(throws: EventLogError.self) { try await elsewhere.head() }
  }

  @Test func nodesAreApart() async throws {
    let fixture = try await LogFixture.make()
    let other = Node(rawValue: 370_100)
    for _ in 0..<2 {
      try await DatabaseSchema.install(
        other,
        name: "济南市",
        configuration: fixture.superuser,
        logger: LogFixture.logger
      )
    }
    let there = EventLog(pool: fixture.pool, node: other, logger: LogFixture.logger)
    let event = unit("a", 1)
    #expect(try await fixture.log.append(event).appended?.first?.position.rawValue == 1)
    #expect(try await there.append(event).appended?.first?.position.rawValue == 1)
    #expect(try await there.read(after: .start, limit: 10).map(\.node) == [other])
  }

  @Test func recordedTimeNeverRunsBackwards() async throws {
    let fixture = try await LogFixture.make()
    let connection = try await fixture.open()
    try await connection.execute("UPDATE registry.head SET recorded_at = '2999-01-01T00:00:00Z'")
    var last: Int64 = 32_472_144_000_000_000
    var steps: Set<Int64> = []
    for version in 1...30 {
      let receipts = try #require(try await fixture.log.append(unit("a", Int32(version))).appended)
      let recorded = try #require(receipts.first?.recordedAt.microsecondsSince1970)
      #expect((last..<last + 1_000).contains(recorded))
      steps.insert(recorded - last)
      last = recorded
    }
    // With the clock behind the log, nobody can tell the next moment, and so the next leaf (rule I5).
    #expect(steps.count > 10, "\(steps)")
    await connection.close()
  }
}

extension LogFixture {
  func superuserValue<T: PostgresDecodable>(_ sql: SQL, as type: T.Type) async throws -> T {
    let connection = try await open()
    let rows = try await connection.query(sql)
    await connection.close()
    return try rows[0].decode(type, at: 0)
  }
}
