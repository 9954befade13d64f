import Testing

@testable import Registry

@Suite("Where a place lies: by the divisions of the day, whatever they were called when it was written down")
struct LocalityTests {
  /// 371191 and 371193 become 371192 on 1 July 2026.
  private static let merger = DivisionChanged.sample(["371191", "371193"], to: "371192", on: "2026-07-01")

  private func isWithin(
    _ inner: (DivisionCode, LocalDate),
    _ outer: (DivisionCode, LocalDate),
    on day: LocalDate,
    _ changes: DivisionChanged...
  ) -> Bool {
    let history = DivisionHistory([Self.merger] + changes)
    return Locality(inner.0, writtenOn: inner.1, history).isWithin(
      Locality(outer.0, writtenOn: outer.1, history),
      on: day
    )
  }

  @Test("as then: two towns until the day before, one from the day on")
  func asThenAsNow() {
    let (first, second) =
      (("371191", "2026-06-01"), ("371193", "2026-06-01"))
      as (
        (DivisionCode, LocalDate), (DivisionCode, LocalDate)
      )
    #expect(isWithin(first, first, on: "2026-06-30"))
    #expect(!isWithin(second, first, on: "2026-06-30"))
    #expect(isWithin(second, first, on: "2026-07-01"))
    #expect(isWithin(("371192", "2026-07-01"), first, on: "2026-07-01"))
    #expect(isWithin(first, ("371192", "2026-07-01"), on: "2026-07-01"))
    #expect(isWithin(first, ("371100", "2000-01-01"), on: "2026-06-30"))
    #expect(!isWithin(("371194", "2026-06-01"), first, on: "2026-07-01"))
  }

  @Test("what is written down later than the day counts from its own day")
  func writtenLater() {
    #expect(isWithin(("371192", "2026-07-10"), ("371191", "2026-01-01"), on: "2026-06-28"))
  }

  @Test("an old paper names the division that is no more, unless its number was given again")
  func oldPaper() {
    let given = DivisionChanged.sample([], to: "371191", on: "2026-09-01")
    let area = ("371192", "2026-07-01") as (DivisionCode, LocalDate)
    #expect(isWithin(("371191", "2026-10-01"), area, on: "2026-10-02"))
    #expect(isWithin(("371191", "2026-08-31"), area, on: "2026-10-02", given))
    #expect(!isWithin(("371191", "2026-10-01"), area, on: "2026-10-02", given))
  }

  @Test("A7: a cemetery serves what its area has become", arguments: [false, true])
  func serviceArea(_ isMerged: Bool) throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.given(ServiceAreaAssigned.sample("371191"), in: "371002-C")
    if isMerged { try world.given(Self.merger, in: "divisions") }
    let residency = with(ResidencyRecorded.sample) { ($0.hukouDivision, $0.asOf) = ("371192", "2026-07-02") }
    try world.given(residency, in: "c1")
    let placed = AshesPlaced.sample("371002-C/E/A/1", under: nil)
    guard isMerged else {
      #expect(refusing(.a7) { try world.submit(placed, to: "a1") })
      return
    }
    let decision = try world.submit(placed, to: "a1")
    #expect(decision.guards[.divisions] == 1)
  }

  @Test(
    "D8: a zone is what the division has become that it was drawn for, and so is the place",
    arguments: [false, true]
  )
  func zone(_ isMerged: Bool) throws {
    var world = World()
    try world.given(ZoneDesignated.sample("371191", .burialReform, from: "2021-01-01"), in: "zones")
    try world.given(ZoneDesignated.sample("371192", .cremation, from: "2026-10-01"), in: "zones")
    let state = try #require(world.snapshot.state(ReferenceDataState.self, of: .zones))
    let place = Locality("371193", writtenOn: "2020-01-01", DivisionHistory(isMerged ? [Self.merger] : []))
    let days = ["2026-06-30", "2026-07-01", "2026-10-01"] as [LocalDate]
    #expect(
      days.map { state.zone(of: place, on: $0)?.data.zone }
        == (isMerged ? [nil, .burialReform, .cremation] : [nil, nil, nil])
    )
  }

  @Test("M2: so is the scope of a policy, for a facility and for an office")
  func scope() throws {
    var world = World()
    try world.given(with(PolicyPublished.award) { $0.scopeDivisions = ["371191"] }, in: "eco")
    let policy = try #require(world.snapshot.policy("eco"))
    let history = DivisionHistory([Self.merger])
    let licence = with(FacilityLicensed.sample(.cemetery)) { ($0.division, $0.validFrom) = ("371193", "2020-01-01") }
    let days = ["2026-06-30", "2026-07-01"] as [LocalDate]
    #expect(days.map { policy.version(inForceOn: $0, covering: licence, history) == nil } == [true, false])
    let office = Locality("371192", writtenOn: "2026-07-10", history)
    #expect(policy.version(in: office) { _ in "2026-06-28" } != nil)
    #expect(policy.version(in: Locality("371194", writtenOn: "2026-07-10", history)) { _ in "2026-07-10" } == nil)
  }
}
