import Testing

@testable import Registry

@Suite("Divisions as then and as now")
struct DivisionHistoryTests {
  /// The changes of `Schemas/reference`.
  private func real() throws -> DivisionHistory {
    var world = World()
    for file in try ContractFiles.reference() where file.stream == "divisions" {
      try world.given(try PayloadDecoder.decode(DivisionChanged.self, from: try file.document.json()), in: "divisions")
    }
    return try #require(world.snapshot.reference("divisions")).divisionHistory
  }

  @Test(
    "real changes, on the day before and on the day",
    arguments: [
      ("371081", "2013-12-31", "371081"), ("371081", "2014-01-01", "371003"),
      ("371202", "2019-01-08", "371202"), ("371202", "2019-01-09", "370116"), ("371203", "2019-01-09", "370117"),
      ("371200", "2026-01-01", "371200"),
      ("370684", "2020-06-04", "370684"), ("370684", "2020-06-05", "370614"), ("370634", "2020-06-05", "370614"),
      ("371002", "2026-01-01", "371002"),
    ] as [(DivisionCode, LocalDate, DivisionCode)]
  )
  func changes(_ code: DivisionCode, _ day: LocalDate, _ then: DivisionCode) throws {
    #expect(try real().division(code, since: "2000-01-01", on: day) == then)
  }

  @Test("a chain is followed, a code that was given again is not, and a later change of one day counts")
  func chains() {
    let history = DivisionHistory([
      .sample(["371191"], to: "371192", on: "2015-07-01"), .sample(["371192"], to: "371193", on: "2018-01-01"),
      .sample(["371194"], to: "371195", on: "2016-01-01"),
      .sample(["371194"], to: "371195", "371196", on: "2016-01-01"),
    ])
    #expect(history.division("371191", since: "2015-07-01", on: "2017-12-31") == "371192")
    #expect(history.division("371191", since: "2015-07-01", on: "2018-01-01") == "371193")
    #expect(history.division("371191", since: "2015-07-02", on: "2018-01-01") == "371191")
    #expect(history.division("371194", since: "2000-01-01", on: "2018-01-01") == "371194")
  }

  @Test("divisions that become each other, and themselves, come to an end")
  func circles() {
    let history = DivisionHistory([
      .sample(["371191"], to: "371192", on: "2015-07-01"), .sample(["371192"], to: "371191", on: "2015-07-01"),
      .sample(["371193", "371194"], to: "371193", on: "2015-07-01"),
    ])
    #expect(history.division("371191", since: "2000-01-01", on: "2026-01-01") == "371191")
    #expect(history.division("371193", since: "2000-01-01", on: "2026-01-01") == "371193")
    #expect(history.division("371194", since: "2000-01-01", on: "2026-01-01") == "371193")
  }
}
