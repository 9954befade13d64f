import CanonicalJSON
import Registry
import Simulator
import Testing

@Suite struct CityLifeTests {
  /// While sales are stopped nothing is granted or reserved in that cemetery, and plots granted before are used.
  @Test func stoppedCemeteryStillReceivesItsOwn() throws {
    let lines = try SimulatedCity.sharedYear()
    let stop = try #require(lines.firstIndex { $0.data.text("result") == "unqualified" })
    let cemetery = lines[stop].text("subject").split(separator: "/")[1]
    let release = try #require(
      lines[stop...].firstIndex {
        $0.type == "RectificationAccepted" && $0.text("subject") == lines[stop].text("subject")
      }
    )
    let during = lines[stop..<release].filter { $0.text("source") == cemetery }
    #expect(!during.contains { ["UseRightGranted", "PlotReserved"].contains($0.type) })
    #expect(during.contains { $0.type == "AshesPlaced" && $0.data["contract_no"] != nil })
    #expect(lines[release...].contains { $0.type == "UseRightGranted" && $0.text("source") == cemetery })
  }

  /// A cremator takes one body at a time.
  @Test func crematorsTakeTurns() throws {
    var busyUntil: [String: Instant] = [:]
    var runs = 0
    let cremations = try SimulatedCity.sharedYear().filter { $0.type == "CremationCompleted" }
    for run in cremations.sorted(by: { $0.data.text("started_at") < $1.data.text("started_at") }) {
      let start = try #require(Instant(run.data.text("started_at")))
      let end = try #require(Instant(run.data.text("ended_at")))
      let unit = run.data.text("unit_id")
      if let busy = busyUntil[unit] { #expect(busy < start) }
      busyUntil[unit] = end
      runs += 1
    }
    #expect(runs > 850)
  }

  /// A surviving spouse who dies later is laid into the double plot that the couple's right is for.
  @Test func couplesShareADouble() throws {
    let placements = try SimulatedCity.sharedYear().filter { $0.type == "AshesPlaced" }
    let contracts = Dictionary(grouping: placements.filter { $0.data["contract_no"] != nil }) {
      $0.data.text("contract_no")
    }
    let shared = contracts.values.filter { $0.count == 2 }
    #expect(!shared.isEmpty)
    for pair in shared { #expect(pair.map { $0.data.number("position_no") } == [1, 2]) }
  }

  @Test func winterIsHarder() throws {
    let opened = try SimulatedCity.sharedYear().filter { $0.type == "CaseOpened" }
    func share(_ months: [String]) -> Int {
      opened.count { months.contains(String($0.text("time").dropFirst(5).prefix(2))) }
    }
    #expect(share(["12", "01", "02"]) > share(["06", "07", "08"]) * 11 / 10)
  }
}
