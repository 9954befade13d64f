import Registry
import Testing

@Suite struct InstantTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0), ("1969-12-31T23:59:59.999999Z", -1),
      ("2026-07-01T08:30:00+08:00", 1_782_865_800_000_000), ("2026-07-01T08:30:00.5+08:00", 1_782_865_800_500_000),
      ("2026-06-30T10:00:00.000001-14:30", 1_782_865_800_000_001), ("1800-01-01T00:00:00Z", -5_364_662_400_000_000),
    ] as [(String, Int64)]
  )
  func reads(_ text: String, _ microseconds: Int64) throws {
    let instant = try #require(Instant(text))
    #expect(instant.microsecondsSince1970 == microseconds)
    #expect(instant.text == text)
  }

  @Test(arguments: [
    "", "2026-07-01", "2026-07-01T08:30:00", "2026-07-01t08:30:00Z", "2026-07-01 08:30:00Z", "2026-07-01T08:30:00z",
    "2026-07-01T24:00:00Z", "2026-07-01T23:60:00Z", "2026-07-01T23:59:60Z", "2026-02-30T00:00:00Z", "2026-07-01T08:30Z",
    "2026-07-01T08:30:00.Z", "2026-07-01T08:30:00.1234567Z", "2026-07-01T08:30:00+0800", "2026-07-01T08:30:00+08",
    "2026-07-01T08:30:00+15:00", "2026-07-01T08:30:00+08:60", "2026-07-01T08:30:00+08:00 ", "2026-07-01T08:30:00ZZ",
    "1799-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2026-07-01T8:30:00+08:00", "2026-07-01T08:30:00,5Z",
    "2026-07-01T08:30:00 08:00", "2026-07-01T08:30:00.123456",
  ])
  func refuses(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: [
    ("2026-06-30T15:59:59Z", "2026-06-30"), ("2026-06-30T16:00:00Z", "2026-07-01"),
    ("2026-07-01T00:00:00+08:00", "2026-07-01"), ("2026-06-30T23:59:59.999999+08:00", "2026-06-30"),
    ("1969-12-31T15:59:59Z", "1969-12-31"), ("1969-12-31T16:00:00Z", "1970-01-01"),
    ("2199-12-31T23:59:59Z", "2199-12-31"), ("1800-01-01T00:00:00+14:00", "1800-01-01"),
  ])
  func hasTheDayOfShanghai(_ text: String, _ day: String) throws {
    #expect(try #require(Instant(text)).localDate.text == day)
  }

  @Test func isOrderedByTheMoment() throws {
    let east = try #require(Instant.parsed("2026-07-01T08:30:00+08:00"))
    let utc = try #require(Instant.parsed("2026-07-01T00:30:00Z"))
    let next = try #require(Instant.parsed("2026-07-01T00:30:00.000001Z"))
    #expect(east != utc)
    #expect(!(east < utc) && !(utc < east))
    #expect(east < next && utc < next && !(next < east))
    #expect(east <= utc && utc <= east)
  }

  @Test(arguments: [
    ("2026-07-01T00:30:00Z", "2026-07-01T08:30:00+08:00"),
    ("1969-12-31T15:59:59.000001Z", "1969-12-31T23:59:59.000001+08:00"),
  ])
  func writesItselfInShanghai(_ text: String, _ shanghai: String) throws {
    let instant = try #require(Instant(text))
    #expect(Instant(microsecondsSince1970: instant.microsecondsSince1970)?.text == shanghai)
  }

  @Test func addsSeconds() throws {
    let instant = try #require(Instant.parsed("2026-12-31T23:59:30+08:00"))
    #expect(instant.adding(seconds: 45)?.text == "2027-01-01T00:00:15+08:00")
    #expect(instant.adding(seconds: .max) == nil)
    #expect(instant.adding(seconds: 10_000_000_000) == nil)
    #expect(Instant(microsecondsSince1970: .max) == nil)
    #expect(Instant(microsecondsSince1970: .min) == nil)
  }
}
