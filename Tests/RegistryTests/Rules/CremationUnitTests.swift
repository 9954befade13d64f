import Testing

@testable import Registry

@Suite("Cremators and hearses: what the rules let pass")
struct CremationUnitTests {
  @Test("D6: a cremation and its run are one unit of the log")
  func runIsDerived() throws {
    var world = try World.city()
    try world.authorised("c1")
    let decision = try world.submit(CremationCompleted.sample, to: "c1", at: "2026-10-03T10:15:00+08:00")
    let unit = StreamName.cremationUnit("371002-H", "unit-1")
    #expect(decision.events.map(\.stream) == [.decedentCase("c1"), unit])
    let run = with(UnitRan.sample) { $0.cremationEventId = decision.events[0].id }
    #expect(world.snapshot.cremationUnit("371002-H", "unit-1")?.runs == [run])
    #expect(
      Registrar.streams(for: .of(CremationCompleted.sample, key: "c1", time: decisionTime, id: run.cremationEventId))
        .count == 3
    )
  }

  @Test("D6: runs may touch, and may be recorded in any order")
  func touchingRuns() throws {
    var world = try World.city()
    try world.cremated("c1")
    for (number, start, end) in [(2, "10:10", "11:00"), (3, "08:00", "09:00")] {
      try world.authorised("c\(number)", number)
      let run = with(CremationCompleted.sample) {
        $0.startedAt = Instant("2026-10-03T\(start):00+08:00") ?? $0.startedAt
        $0.endedAt = Instant("2026-10-03T\(end):00+08:00") ?? $0.endedAt
      }
      try world.submit(run, to: "c\(number)")
    }
    #expect(world.snapshot.cremationUnit("371002-H", "unit-1")?.runs.map(\.caseId) == ["c3", "c1", "c2"])
  }

  @Test(
    "D6: the day of installation, the last day of a test, the day before retirement, the day of the retrofit's test"
  )
  func daysThatCount() throws {
    var world = try World.city()
    let day: LocalDate = "2026-10-03"
    let tested = with(UnitTested.sample) { ($0.testedOn, $0.validTo) = (day, day) }
    try world.unit("unit-0", installed: day, tested: tested)
    try world.given(UnitRetrofitted(scope: "尾气净化", doneOn: day), in: "371002-H/unit-0")
    try world.given(UnitRetired(reason: .damage, retiredOn: "2026-10-04"), in: "371002-H/unit-0")
    try world.authorised("c1")
    try world.submit(with(CremationCompleted.sample) { $0.unitId = "unit-0" }, to: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .cremated)
  }

  @Test("D6: a failed test stands until one is passed; one of a later day does not count")
  func passedAgain() throws {
    var world = try World.city()
    try world.given(UnitTested.failed(on: "2026-09-01"), in: "371002-H/unit-1")
    try world.given(with(UnitTested.sample) { $0.testedOn = "2026-09-20" }, in: "371002-H/unit-1")
    try world.given(UnitTested.failed(on: "2026-10-04"), in: "371002-H/unit-1")
    try world.authorised("c1")
    try world.submit(CremationCompleted.sample, to: "c1")
    #expect(world.snapshot.decedentCase("c1")?.status == .cremated)
  }

  @Test("D6: intervals against a plain model")
  func intervals() throws {
    let seed = EventMutations.seed()
    var random = EventMutations.Generator(seed: seed)
    let first = RecordedEvent(
      id: UnitRan.sample.cremationEventId,
      time: decisionTime,
      source: "371002-H",
      actor: "clerk-1",
      payload: UnitInstalled.sample
    )
    var unit = try #require(CremationUnitState(beginning: first))
    var taken: [Range<Int>] = []
    for _ in 0..<400 {
      let start = Int.random(in: 0..<600, using: &random)
      let minutes = start..<start + Int.random(in: 1...20, using: &random)
      let run = with(UnitRan.sample) {
        $0.startedAt = decisionTime.adding(seconds: Int64(minutes.lowerBound) * 60) ?? $0.startedAt
        $0.endedAt = decisionTime.adding(seconds: Int64(minutes.upperBound) * 60) ?? $0.endedAt
      }
      let isFree = !taken.contains { $0.overlaps(minutes) }
      #expect((unit.run(between: run.startedAt, and: run.endedAt) == nil) == isFree, "seed \(seed), \(minutes)")
      guard isFree else { continue }
      taken.append(minutes)
      unit.evolve(RecordedEvent(id: first.id, time: decisionTime, source: "371002-H", actor: "clerk-1", payload: run))
    }
    #expect(unit.runs.count == taken.count && taken.count > 10)
  }

  @Test("A hearse is registered from its first day to the day before its last; its plate is free again")
  func hearse() throws {
    var world = try World.city()
    try world.given(HearseRegistered.sample, in: "h1")
    try world.given(HearseRetired(reason: "转让", retiredOn: "2026-10-10"), in: "h1")
    let hearse = try #require(world.snapshot.hearse("h1"))
    let days: [LocalDate] = ["2024-03-31", "2024-04-01", "2026-10-09", "2026-10-10"]
    #expect(days.map(hearse.isRegistered(on:)) == [false, true, true, false])
    try world.submit(with(HearseRegistered.sample) { $0.registeredFrom = "2026-10-10" }, to: "h2")
    #expect(world.holders[.plate(.paper)] == .hearse("h2"))
  }
}

private let decisionTime: Instant = "2026-10-03T10:15:00+08:00"
