import Foundation
import Testing

@testable import Registry

/// How fast one core decides. Figures mean something only with `-c release`, so this runs when asked for by name:
/// `QINGMING_RATE=1 swift test -c release -Xswiftc -enable-testing --filter DecidingRate`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["QINGMING_RATE"] != nil))
struct DecidingRate {
  @Test("Decisions a second for a case of ten events, its stream loaded each time and kept")
  func rate() throws {
    var world = try World.city()
    try world.authorised("c1")
    try world.given(ResidencyRecorded.sample, in: "c1")
    for _ in 0..<2 {
      let hold = try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-02T09:00:00+08:00").events[0].id
      try world.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: "2026-10-02T10:00:00+08:00")
    }
    try world.given(with(ResidencyRecorded.sample) { $0.residencePermit = true }, in: "c1")
    let stream = StreamName.decedentCase("c1")
    let events = try #require(world.stored[stream])
    #expect(events.count == 10)
    let cremation = Submission.of(
      CremationCompleted.sample,
      key: "c1",
      time: "2026-10-03T10:15:00+08:00",
      id: "01890a5d-ac96-774b-bcce-b302099a8057"
    )
    var snapshot = world.snapshot
    let rounds = 20_000
    let unit = StreamName.cremationUnit("371002-H", "unit-1")
    let loading = try cpuTime {
      for _ in 0..<rounds {
        try snapshot.load(unit, events: world.stored[unit] ?? [])
        try snapshot.load(stream, events: events)
        snapshot.accept(try Registrar.decide(cremation, knowing: snapshot, clock: world.clock))
      }
    }
    for stream in [stream, unit] { try snapshot.load(stream, events: world.stored[stream] ?? []) }
    let keeping = try cpuTime {
      for _ in 0..<rounds { _ = try Registrar.decide(cremation, knowing: snapshot, clock: world.clock) }
    }
    let bytes = events.reduce(0) { $0 + $1.count }
    print(
      """
      ten events, \(bytes) bytes: \(perSecond(rounds, loading)) decisions/s with loading and accepting, \
      \(perSecond(rounds, keeping)) decisions/s from a warm snapshot
      """
    )
    #expect(perSecond(rounds, keeping) >= 10_000)
  }

  /// Processor seconds, so that what else the machine does is not counted.
  private func cpuTime(_ work: () throws -> Void) rethrows -> Double {
    let start = clock()
    try work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  private func perSecond(_ rounds: Int, _ seconds: Double) -> Int { Int(Double(rounds) / seconds) }
}
