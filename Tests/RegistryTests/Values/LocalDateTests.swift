import Foundation
import Registry
import Testing

@Suite struct LocalDateTests {
  @Test(arguments: ["1800-01-01", "1900-02-28", "2000-02-29", "2024-02-29", "2026-12-31", "2199-12-31"])
  func readsAndWrites(_ text: String) throws {
    #expect(try #require(LocalDate(text)).text == text)
  }

  @Test(arguments: [
    "", "2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31",
    "1799-12-31", "2200-01-01", "2026-1-01", "2026/01/01", "20260101", "2026-01-01T00:00:00Z", " 2026-01-01",
    "2026-01-0a",
    "+026-01-01",
  ])
  func refuses(_ text: String) {
    #expect(LocalDate(text) == nil)
  }

  /// Foundation counts the same days, over four hundred years.
  @Test func countsDaysAsFoundationDoes() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for days in stride(from: -62_091, to: 84_006, by: 13) {
      let parts = calendar.dateComponents(
        [.year, .month, .day],
        from: Date(timeIntervalSince1970: Double(days) * 86_400)
      )
      let date = try #require(LocalDate(daysSince1970: days))
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(date.daysSince1970 == days)
    }
    #expect(try #require(LocalDate.parsed("1970-01-01")).daysSince1970 == 0)
  }

  @Test func endsWhereItsTextEnds() {
    #expect(LocalDate.parsed("2199-12-31")?.adding(days: 1) == nil)
    #expect(LocalDate.parsed("1800-01-01")?.adding(days: -1) == nil)
    #expect(LocalDate.parsed("2000-01-01")?.adding(days: .max) == nil)
    #expect(LocalDate.parsed("2000-01-01")?.adding(years: .max) == nil)
    #expect(LocalDate.parsed("2000-01-01")?.adding(years: 200) == nil)
    #expect(LocalDate.parsed("2000-01-01")?.adding(years: -201) == nil)
    #expect(LocalDate.parsed("2000-01-01")?.adding(months: .max) == nil)
    #expect(LocalDate(daysSince1970: -1_000_000) == nil)
  }

  /// Twenty-year terms that begin at the end of a month or on a leap day.
  @Test(arguments: [
    ("2026-07-01", 20, "2046-07-01"), ("2024-02-29", 20, "2044-02-29"), ("2024-02-29", 1, "2025-02-28"),
    ("2080-02-29", 20, "2100-02-28"), ("2024-01-31", -1, "2023-01-31"),
  ])
  func addsYears(_ start: String, _ years: Int, _ end: String) {
    #expect(LocalDate(start)?.adding(years: years)?.text == end)
  }

  @Test(arguments: [
    ("2026-08-31", 1, "2026-09-30"), ("2026-11-30", 3, "2027-02-28"), ("2027-11-30", 3, "2028-02-29"),
    ("2026-01-15", -1, "2025-12-15"), ("2026-12-31", 24, "2028-12-31"),
  ])
  func addsMonths(_ start: String, _ months: Int, _ end: String) {
    #expect(LocalDate(start)?.adding(months: months)?.text == end)
  }

  @Test(arguments: [("2024-02-28", 1, "2024-02-29"), ("2026-12-31", 1, "2027-01-01"), ("2026-03-01", -1, "2026-02-28")])
  func addsDays(_ start: String, _ days: Int, _ end: String) {
    #expect(LocalDate(start)?.adding(days: days)?.text == end)
  }

  @Test func isOrdered() throws {
    let dates = ["1949-12-31", "1950-01-01", "2026-01-31", "2026-02-01", "2026-02-02"].compactMap { LocalDate($0) }
    #expect(dates.count == 5)
    #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 && !($1 < $0) })
  }
}
