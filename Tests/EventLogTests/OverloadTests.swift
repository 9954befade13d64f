import EventLog
import Foundation
import Postgres
import Testing

@Suite struct OverloadTests {
  @Test func theQueueIsBoundedAndCancellationTearsNothing() async throws {
    var limits = AppendLimits()
    limits.waitingUnits = 1
    let fixture = try await LogFixture.make(limits: limits)
    let log = fixture.log
    let blocker = try await fixture.open()
    try await blocker.script("BEGIN; SELECT FROM registry.head FOR UPDATE")
    let observer = try await fixture.open()

    let sent = Task { try await log.append(unit("a", 1)) }
    try await eventually {
      try await observer.query(
        """
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'registry_app' AND wait_event_type = 'Lock'
        """
      ).count == 1
    }
    let tooMany = await #expect(throws: EventLogError.self) { try await log.append([unit("a", 2), unit("a", 3)]) }
    #expect(tooMany?.code == .overloaded)

    // One that waits is withdrawn; the one that was sent gets its answer nevertheless.
    let waiting = Task { try await log.append(unit("b", 1)) }
    waiting.cancel()
    let withdrawn = await #expect(throws: EventLogError.self) { try await waiting.value }
    #expect(withdrawn?.code == .cancelled)
    sent.cancel()
    try await blocker.script("COMMIT")
    #expect(try await sent.value.appended?.first?.position == Position(rawValue: 1))

    #expect(try await log.append(unit("b", 1)).appended?.first?.position == Position(rawValue: 2))
    await blocker.close()
    await observer.close()
  }

  /// More than one call can carry, in order.
  @Test func manyUnitsGoInGroups() async throws {
    let log = try await LogFixture.make().log
    var units: [AppendUnit] = []
    for version in stride(from: Int32(1), to: 2200, by: 2) {
      units.append(AppendUnit(events: [event("a", version), event("a", version + 1)]))
    }
    let outcomes = try await log.append(units)
    let receipts = outcomes.compactMap(\.appended).joined()
    #expect(receipts.map(\.position.rawValue) == Array(1...2200))
  }

  /// A server that is not there is an error after a while, not a wait for ever.
  @Test func anUnreachableServerIsAnError() async throws {
    var limits = AppendLimits()
    limits.patience = .milliseconds(50)
    let nowhere = ConnectionPool(
      Configuration("host=/nonexistent dbname=x"),
      maximum: 1,
      logger: LogFixture.logger
    )
    let log = EventLog(pool: nowhere, node: LogFixture.node, limits: limits, logger: LogFixture.logger)
    let error = await #expect(throws: EventLogError.self) { try await log.append([unit("a", 1), unit("a", 2)]) }
    #expect(error?.code == .unavailable)
  }
}
