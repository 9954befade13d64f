import EventLog
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

/// Which part of a list a page shows, and the way to the others.
@Suite struct PagerTests {
  private static let address = PageAddress(language: .chinese, city: "weihai", isOneOfMany: true)

  private static func pager(_ number: Int, of total: Int, size: Int) -> Pager? {
    let count = max(0, min(size, total - (number - 1) * size))
    let rows = Array(repeating: RowRecord(["a"], ["1"]), count: count)
    let page = RecordPage(rows: rows, total: total, number: number, size: size)
    return Pager(page, at: "/home", "due", under: "list", address)
  }

  @Test func whereItStands() throws {
    #expect(Self.pager(1, of: 50, size: 50) == nil && Self.pager(1, of: 0, size: 50) == nil)
    let first = try #require(Self.pager(1, of: 2_345, size: 100))
    #expect(first.words == "共 2,345 项，这里是第 1–100 项。" && first.earlier == nil)
    #expect(first.later?.address == "/home?city=weihai&due=2#list")
    let second = try #require(Self.pager(2, of: 2_345, size: 100))
    #expect(second.earlier?.address == "/home?city=weihai#list" && second.later?.address?.contains("due=3") == true)
    let last = try #require(Self.pager(24, of: 2_345, size: 100))
    #expect(
      last.words.contains("2,301–2,345") && last.later == nil && last.earlier?.address?.contains("due=23") == true
    )
    #expect(Self.pager(2, of: 200, size: 100)?.later == nil)
  }
}
