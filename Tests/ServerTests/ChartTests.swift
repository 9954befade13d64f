import Foundation
import TestSupport
import Testing

@testable import Server

/// What is drawn, held to files that people have looked at, and to what must hold of any figures.
@Suite struct ChartTests {
  private static let text = ChartText(title: "容量 <A&B>", description: "每区一条", unit: "个")

  private static let bars = StackedBars(
    text: text,
    kinds: [("occupied", "已安葬"), ("blocked", "停用"), ("free", "空闲")],
    bars: [
      StackedBars.Bar(name: "环翠区", parts: [120, 3, 849]), StackedBars.Bar(name: "乳山市", parts: [0, 0, 0]),
      StackedBars.Bar(name: "\"Rongcheng\"", parts: [7, 0, 1]),
    ]
  )
  private static let months = MonthBars(
    text: text,
    kinds: [("value", "死亡"), ("second", "火化")],
    months: [
      MonthBars.Month(name: "2026-05", counts: [12, 11]), MonthBars.Month(name: "2026-06", counts: [-2, 40]),
    ],
    expected: (["2026-07", "2026-08"], 15, "预计")
  )
  private static let shares = BulletBars(
    text: text,
    names: ("数值", "目标"),
    bars: [
      BulletBars.Bar(name: "火化率", permille: 994, target: 1_000, words: "99.4 %"),
      BulletBars.Bar(name: "发放天数", permille: 23_842, target: nil, words: "2384.2 %"),
      BulletBars.Bar(name: "无数值", permille: nil, target: 500, words: "无数值"),
    ]
  )

  /// `QINGMING_WRITE_CHARTS=1` writes them, to be looked at.
  @Test(
    arguments: [
      ("stacked-bars", bars.svg(id: "a")), ("month-bars", months.svg(id: "b")), ("bullet-bars", shares.svg(id: "c")),
    ]
  )
  func theDrawingIsThatOfTheFile(name: String, svg: String) throws {
    let file = Repository.root.appending(path: "Tests/Charts/\(name).svg")
    let drawn = svg.replacing("><", with: ">\n<") + "\n"
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_CHARTS"] != nil {
      try Data(drawn.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == drawn)
  }

  @Test func anyAxisHasRoundTicksInEqualSteps() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let values = random.values()
      let (from, to) = (Int.random(in: 0..<400, using: &random), Int.random(in: 0..<400, using: &random))
      let scale = Scale(values, from: from, to: to)
      let steps = zip(scale.ticks, scale.ticks.dropFirst()).map { $1 - $0 }
      #expect(scale.ticks.count >= 2 && scale.ticks.count <= 8, "seed \(seed): \(scale.ticks)")
      #expect(scale.ticks.contains(0), "seed \(seed): \(scale.ticks)")
      #expect(Set(steps).count == 1 && steps[0] > 0, "seed \(seed): \(scale.ticks)")
      var digits = steps[0]
      while digits % 10 == 0 { digits /= 10 }
      #expect([1, 2, 5].contains(digits), "seed \(seed): \(steps)")
      #expect(scale.position(scale.ticks[0]) == from && scale.position(scale.ticks.last ?? 0) == to, "seed \(seed)")
      let ordered = values.sorted().map(scale.position)
      #expect(ordered == (from <= to ? ordered.sorted() : ordered.sorted(by: >)), "seed \(seed): \(values)")
      for value in values {
        #expect((min(from, to)...max(from, to)).contains(scale.position(value)), "seed \(seed): \(value)")
      }
    }
  }

  @Test func everyMarkIsInTheFrame() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let values = random.values()
      let stacked = StackedBars(
        text: Self.text,
        kinds: [("occupied", "a"), ("free", "b")],
        bars: values.map { StackedBars.Bar(name: "\($0)", parts: [abs($0 / 2), abs($0 / 3)]) }
      )
      #expect(stacked.marks.joined().allSatisfy(stacked.frame.contains), "seed \(seed): \(values)")
      for boxes in stacked.marks { #expect(boxes[0].right == boxes[1].x, "seed \(seed): \(values)") }
      var months = MonthBars(
        text: Self.text,
        kinds: [("value", "a"), ("second", "b")],
        months: values.map { MonthBars.Month(name: "2026-01", counts: [$0, -$0]) }
      )
      months.expected = (["2026-02"], abs(values[0]), "c")
      #expect(
        (months.marks.joined() + months.expectedMarks).allSatisfy(months.frame.contains),
        "seed \(seed): \(values)"
      )
      let shares = BulletBars(
        text: Self.text,
        names: ("a", "b"),
        bars: values.map { BulletBars.Bar(name: "x", permille: abs($0 / 9_999), target: abs($0 / 20_000), words: "y") }
      )
      #expect(
        (shares.marks + shares.targets.compactMap(\.self)).allSatisfy(shares.frame.contains),
        "seed \(seed): \(values)"
      )
      for svg in [stacked.svg(id: "a"), months.svg(id: "b"), shares.svg(id: "c")] {
        #expect(!svg.contains("nan") && !svg.contains("inf"), "seed \(seed)")
      }
    }
  }

  @Test func aLongNameIsCutInTheMiddle() {
    #expect(ChartText.fitted("环翠区", to: 40) == "环翠区")
    for room in [13, 60, 200] {
      let cut = ChartText.fitted("Huancui District Village Cemetery No. 1 (simulated)", to: room)
      #expect(cut.contains("…") && ChartText.width(cut) <= room, "\(cut)")
    }
    #expect(ChartText.fitted("Huancui District Village Cemetery No. 1", to: 120) == "Huancui …y No. 1")
  }

  @Test func monthsFollowOneAnother() {
    #expect(Months.between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01"])
    #expect(Months.between("2026-02", "2026-02").isEmpty && Months.between("x", "2026-02").isEmpty)
    #expect(Months.after("2026-12", count: 2) == ["2026-12", "2027-01"])
  }
}

extension SeededGenerator {
  /// Some of all sizes, also none at all but nothing.
  fileprivate mutating func values() -> [Int64] {
    let size = Int64(1) << Int64.random(in: 0...58, using: &self)
    return (0..<Int.random(in: 1...12, using: &self)).map { _ in Int64.random(in: -size...size, using: &self) }
  }
}
