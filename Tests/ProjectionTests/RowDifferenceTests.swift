import Testing

@testable import ProjectionEngine

@Suite struct RowDifferenceTests {
  private func table(_ rows: [[String?]]) -> ModelTable {
    ModelTable(columns: ["place", "kind", "free", "until"], key: ["place", "kind"], rows: rows, json: [], last: nil)
  }

  @Test func `rows are added, removed and changed by their keys`() {
    let then = table([["a", "x", "1", nil], ["a", nil, "2", nil], ["b", "x", "3", "2026-01-01"]])
    let now = table([["a", nil, "2", nil], ["b", "x", "4", nil], ["c", "x", "5", nil]])
    let differences = RowDifferences(of: then, to: now)
    #expect(differences.changes.map(\.key) == [["a", "x"], ["b", "x"], ["c", "x"]])
    #expect(differences.changes.map { $0.before == nil } == [false, false, true])
    #expect(differences.changes.map { $0.after == nil } == [true, false, false])
    #expect(differences.changedColumns(of: differences.changes[1]) == [2, 3])
    #expect(!differences.isEmpty && RowDifferences(of: now, to: now).isEmpty)
  }
}
