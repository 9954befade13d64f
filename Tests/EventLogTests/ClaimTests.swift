import EventLog
import Foundation
import Testing

@Suite struct ClaimTests {
  private let place = Claim(kind: "place", key: "A-1")

  @Test func takeConflictReleaseTakeAgain() async throws {
    let log = try await LogFixture.make().log
    let a = StreamID(rawValue: "a")
    #expect(try await log.append(AppendUnit(events: [event("a", 1)], takes: [place])).appended != nil)
    #expect(
      try await log.append(AppendUnit(events: [event("b", 1)], takes: [place]))
        == .claimed(place, by: a, at: Position(rawValue: 1))
    )
    #expect(try await log.append(AppendUnit(events: [event("a", 2)], releases: [place])).appended != nil)
    #expect(
      try await log.append(AppendUnit(events: [event("a", 3)], releases: [place])) == .rejected(.notHeld(place))
    )
    #expect(try await log.append(AppendUnit(events: [event("b", 1)], takes: [place])).appended != nil)
    #expect(
      try await log.append(AppendUnit(events: [event("c", 1)], takes: [place]))
        == .claimed(place, by: StreamID(rawValue: "b"), at: Position(rawValue: 3))
    )
  }

  @Test func passesOnWithinOneUnit() async throws {
    let log = try await LogFixture.make().log
    _ = try await log.append(AppendUnit(events: [event("a", 1)], takes: [place]))
    #expect(
      try await log.append(AppendUnit(events: [event("b", 1)], takes: [place], releases: [place])).appended != nil
    )
    #expect(
      try await log.append(AppendUnit(events: [event("c", 1)], takes: [place]))
        == .claimed(place, by: StreamID(rawValue: "b"), at: Position(rawValue: 2))
    )
  }

  @Test func unitsOfOneCallSeeEachOther() async throws {
    let log = try await LogFixture.make().log
    let outcomes = try await log.append([
      AppendUnit(events: [event("a", 1)], takes: [place, place]),
      AppendUnit(events: [event("b", 1)], takes: [place]),
      AppendUnit(events: [event("a", 2)], releases: [place]),
      AppendUnit(events: [event("c", 1)], takes: [place]),
    ])
    #expect(outcomes[0].appended != nil)
    #expect(outcomes[1] == .claimed(place, by: StreamID(rawValue: "a"), at: Position(rawValue: 1)))
    #expect(outcomes[2].appended != nil)
    #expect(outcomes[3].appended?.first?.position == Position(rawValue: 3))
  }

  @Test func aRefusedUnitTakesNothing() async throws {
    let log = try await LogFixture.make().log
    let other = Claim(kind: "certificate", key: "1")
    _ = try await log.append(AppendUnit(events: [event("a", 1)], takes: [place]))
    _ = try await log.append(AppendUnit(events: [event("b", 1)], takes: [other, place]))
    #expect(try await log.append(AppendUnit(events: [event("c", 1)], takes: [other])).appended != nil)
  }

  @Test func ofManyAtOnceOneWins() async throws {
    let fixture = try await LogFixture.make()
    let logs = [fixture.log, fixture.otherLog()]
    let place = place
    let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<32 {
        group.addTask {
          let unit = AppendUnit(events: [event("s\(index)", 1)], takes: [place])
          return try await logs[index % 2].append(unit).appended != nil
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(winners == 1)
    #expect(try await fixture.log.head() == Position(rawValue: 1))
  }
}
