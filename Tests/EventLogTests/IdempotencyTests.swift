import EventLog
import Foundation
import Postgres
import Testing

@Suite struct IdempotencyTests {
  @Test func theSameUnitAgainGetsTheFirstAnswer() async throws {
    let fixture = try await LogFixture.make()
    let unit = AppendUnit(
      events: [event("a", 1), event("b", 1)],
      guards: [StreamID(rawValue: "c"): 0],
      takes: [Claim(kind: "k", key: "1")]
    )
    let first = try await fixture.log.append(unit)
    // Everything that the unit relied on has changed since.
    _ = try await fixture.log.append([EventLogTests.unit("a", 2), EventLogTests.unit("c", 1)])
    let receipts = try #require(first.appended)
    #expect(try await fixture.log.append(unit) == .duplicate(receipts))
    #expect(try await fixture.log.append([unit, unit]) == [.duplicate(receipts), .duplicate(receipts)])
    #expect(try await fixture.log.head() == Position(rawValue: 4))
  }

  @Test func twiceInOneCall() async throws {
    let log = try await LogFixture.make().log
    let unit = unit("a", 1)
    let outcomes = try await log.append([unit, unit])
    #expect(
      outcomes == [.appended(try #require(outcomes[0].appended)), .duplicate(try #require(outcomes[0].appended))]
    )
  }

  @Test func anIDIsGoodForOneEvent() async throws {
    let log = try await LogFixture.make().log
    let id = UUID()
    let twice = AppendUnit(events: [event("a", 1, id: id), event("a", 2, id: id)])
    #expect(try await log.append(twice) == .reused(eventID: id))
    #expect(try await log.append(unit("a", 1, id: id)).appended != nil)
    #expect(try await log.append(unit("a", 1, id: id, note: "other")) == .reused(eventID: id))
    // Part of a unit is known: that is another submission.
    #expect(
      try await log.append(AppendUnit(events: [event("a", 1, id: id), event("a", 2)])) == .reused(eventID: id)
    )
    #expect(try await log.head() == Position(rawValue: 1))
  }

  /// The same file, submitted by two processes at once.
  @Test func twoProcessesAtOnceStoreEveryEventOnce() async throws {
    let fixture = try await LogFixture.make()
    let units = (0..<200).map { unit("s\($0 % 20)", Int32($0 / 20 + 1)) }
    async let here = fixture.log.append(units)
    async let there = fixture.otherLog().append(units)
    let outcomes = try await (here, there)
    for (left, right) in zip(outcomes.0, outcomes.1) {
      #expect(left.receipts != nil)
      #expect(left.receipts == right.receipts)
      #expect((left.appended == nil) != (right.appended == nil))
    }
    #expect(try await fixture.stored().map(\.id) == units.map { $0.events[0].id })
  }

  /// The call is stopped on the lock, with its answer still to come; the session ends; the same units are sent again.
  @Test func aKilledSessionLosesAndRepeatsNothing() async throws {
    let fixture = try await LogFixture.make()
    let blocker = try await fixture.open()
    try await blocker.script("BEGIN; SELECT FROM registry.head FOR UPDATE")
    let units = (1...50).map { unit("a", Int32($0)) }
    async let outcomes = fixture.log.append(units)
    let killer = try await fixture.open()
    try await eventually {
      try await killer.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'registry_app' AND wait_event_type = 'Lock'
        """
      ).count > 0
    }
    try await blocker.script("COMMIT")
    #expect(try await outcomes.compactMap { $0.appended?.first?.position.rawValue } == Array(1...50))
    await blocker.close()
    await killer.close()
  }
}
