import Registry
import Testing

@testable import Simulator

@Suite struct CalendarTests {
  @Test(arguments: ["2025-10-01", "2024-02-29", "1900-02-28", "2000-02-29", "1969-12-31", "2026-09-30", "1899-12-31"])
  func daysRoundTrip(text: String) throws {
    let day = try #require(Day(text))
    #expect(day.text == text)
    let civil = day.civil
    #expect(Day(civil.year, civil.month, civil.day) == day)
  }

  @Test(arguments: [
    "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-1-01", "", "2025-10-001",
  ])
  func unrealDaysAreNone(text: String) {
    #expect(Day(text) == nil)
  }

  /// The simulator's calendar is its own; the registry's must agree with it all the same.
  @Test func everyDayOfACenturyIsTheRegistrysToo() throws {
    var day = try #require(Day(1926, 1, 1))
    for _ in 0..<36_600 {
      let other = try #require(LocalDate(day.text))
      #expect((other.year, other.month, other.day) == day.civil)
      day = day.adding(days: 1)
    }
  }

  @Test func monthsAreClampedToTheirLength() throws {
    #expect(try #require(Day(2025, 1, 31)).adding(months: 1).text == "2025-02-28")
    #expect(try #require(Day(2024, 2, 29)).adding(months: 240).text == "2044-02-29")
    #expect(try #require(Day(2024, 2, 29)).adding(months: 12).text == "2025-02-28")
    #expect(try #require(Day(2025, 10, 1)).adding(months: 12).text == "2026-10-01")
  }

  @Test func momentsAreWrittenInUTCPlus8() throws {
    let midnight = Moment(try #require(Day(2026, 1, 1)))
    #expect(midnight.text == "2026-01-01T00:00:00+08:00")
    #expect(midnight.adding(seconds: -1).text == "2025-12-31T23:59:59+08:00")
    #expect(midnight.day.text == "2026-01-01")
    #expect(midnight.seconds == 1_767_196_800)
  }
}
