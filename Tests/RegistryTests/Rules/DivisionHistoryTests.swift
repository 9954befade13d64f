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

  private func change(_ from: [DivisionCode], _ to: [DivisionCode], _ day: LocalDate) -> DivisionChanged {
    DivisionChanged(
      op: .merge,
      fromCodes: from,
      to: to.map { DivisionChanged.Division(code: $0, nameZh: "某区", nameEn: "A district") },
      effectiveOn: day,
      source: "样例"
    )
  }

  @Test("a chain is followed, a code that was given again is not, and a later change of one day counts")
  func chains() {
    let history = DivisionHistory([
      change(["371191"], ["371192"], "2015-07-01"), change(["371192"], ["371193"], "2018-01-01"),
      change(["371194"], ["371195"], "2016-01-01"), change(["371194"], ["371195", "371196"], "2016-01-01"),
    ])
    #expect(history.division("371191", since: "2015-07-01", on: "2017-12-31") == "371192")
    #expect(history.division("371191", since: "2015-07-01", on: "2018-01-01") == "371193")
    #expect(history.division("371191", since: "2015-07-02", on: "2018-01-01") == "371191")
    #expect(history.division("371194", since: "2000-01-01", on: "2018-01-01") == "371194")
  }

  @Test("divisions that become each other, and themselves, come to an end")
  func circles() {
    let history = DivisionHistory([
      change(["371191"], ["371192"], "2015-07-01"), change(["371192"], ["371191"], "2015-07-01"),
      change(["371193", "371194"], ["371193"], "2015-07-01"),
    ])
    #expect(history.division("371191", since: "2000-01-01", on: "2026-01-01") == "371191")
    #expect(history.division("371193", since: "2000-01-01", on: "2026-01-01") == "371193")
    #expect(history.division("371194", since: "2000-01-01", on: "2026-01-01") == "371193")
  }
}
