import Testing

@testable import Server

/// Where the places of a section are drawn.
@Suite struct PlotMapTests {
  private func plots(_ row: String, _ numbers: some Sequence<Int64>) -> [SectionPlots.Plot] {
    numbers.map { SectionPlots.Plot(row: row, number: $0, state: .free) }
  }

  @Test func aLineForEachRow() {
    let map = PlotMap(plots("R1", [1, 3]) + plots("R2", [2]), from: nil)
    #expect(map.numbers == ["1", "2", "3"])
    #expect(map.lines.map(\.name) == ["R1", "R2"])
    #expect(map.lines.map { $0.cells.map { $0?.number } } == [[1, nil, 3], [nil, 2, nil]])
    #expect(map.previous == nil && map.next == nil)
    #expect(PlotMap([], from: "R1").lines.isEmpty)
  }

  @Test func aLongRowIsWrapped() {
    let map = PlotMap(plots("R1", 1...120) + plots("R2", [99_999]), from: nil)
    #expect(map.numbers.count == 30 && map.isWrapped)
    #expect(map.lines.map(\.name) == ["R1 · 1–30", "R1 · 31–60", "R1 · 61–90", "R1 · 91–120", "R2 · 99991–100020"])
    #expect(map.lines.last?.cells[8]?.number == 99_999)
  }

  @Test func largeSectionsHavePages() {
    let all = (1...130).flatMap { plots("R\(1_000 + $0)", 1...100) }
    var (first, seen, pages): (String?, [SectionPlots.Plot], Int) = (nil, [], 0)
    repeat {
      let map = PlotMap(all, from: first)
      let shown = map.lines.flatMap { $0.cells.compactMap(\.self) }
      #expect(shown.count <= SectionModel.most)
      seen += shown
      first = map.next
      pages += 1
    } while first != nil
    #expect(seen == all && pages == 3)
    #expect(PlotMap(all, from: "R1051").previous == "R1001")
    #expect(PlotMap(all, from: "nowhere").previous == nil)
  }
}
