import Testing

@testable import Registry

@Suite("Supervision: draws, rectification, appeals, findings")
struct SupervisionTests {
  /// Worked out apart from this program (Python's hashlib).
  @Test("I5: the draw of a known seed, whatever the order of the list")
  func vector() {
    let cemeteries: [Code] = ["371002-GM-01", "371002-GM-02", "371003-GM-01", "371082-GM-01", "371083-GM-01"]
    let inspectors: [Code] = ["HC-MZ-0004", "HC-SC-0007", "WD-MZ-0002", "RC-MZ-0009"]
    let seed: Text = "双色球 2026012 期 03 09 17 21 28 32 + 11"
    #expect(InspectionDraw.draw(2, of: cemeteries, seed: seed) == ["371002-GM-02", "371002-GM-01"])
    #expect(InspectionDraw.draw(2, of: cemeteries.reversed(), seed: seed) == ["371002-GM-02", "371002-GM-01"])
    #expect(InspectionDraw.draw(2, of: inspectors, seed: seed) == ["HC-SC-0007", "RC-MZ-0009"])
    #expect(Set(InspectionDraw.draw(9, of: cemeteries, seed: seed)) == Set(cemeteries))
    let digest = "bbaef0e901b3691c9d623b170536b10eeff79d082f962cafc02b556581f5cd07"
    #expect(InspectionDraw.digest(of: cemeteries.reversed())?.text == digest)
  }

  @Test(
    "I4: overdue suspends sales in the same unit, also of a cemetery that was basically qualified; acceptance reopens"
  )
  func overdue() throws {
    var world = try World.city()
    try world.rectifying(.basicallyQualified)
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-10-01") == .open)
    let overdue = try world.submit(
      RectificationOverdue(on: "2026-10-01"),
      to: "371002-C/2026",
      at: "2026-10-01T09:00:00+08:00"
    )
    #expect(overdue.events.map(\.stream.kind) == [.annualInspection, .facility, .review])
    #expect(world.snapshot.annualInspection("371002-C", 2026)?.status == .overdue)
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-10-01") == .salesSuspended)
    try world.submit(with(RectificationAccepted.sample) { $0.acceptedOn = "2026-10-20" }, to: "371002-C/2026")
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-10-20") == .open)
  }

  @Test("I4: a cemetery that is suspended already as unqualified is not suspended twice")
  func overdueAndUnqualified() throws {
    var world = try World.city()
    try world.rectifying(.unqualified)
    #expect(try world.submit(RectificationOverdue(on: "2026-10-01"), to: "371002-C/2026").events.count == 1)
    #expect(world.snapshot.facility("371002-C")?.openConclusions == 1)
    try world.submit(RectificationAccepted.sample, to: "371002-C/2026")
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-11-01") == .open)
  }

  @Test("I3: a conclusion revised to qualified releases the sales; one revised to unqualified suspends them")
  func revised() throws {
    var world = try World.city()
    let appeal = ConclusionAppealed(docNo: "诉1", grounds: "测量有误")
    try world.concluded(.unqualified)
    try world.submit(appeal, to: "371002-C/2026")
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-11-01") == .salesSuspended)
    let revised = try world.submit(ConclusionRevised.sample(.qualified), to: "371002-C/2026").events
    // It reaches back, so that a review follows.
    #expect(revised.map(\.stream.kind) == [.annualInspection, .facility, .review])
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-11-01") == .open)
    #expect(world.snapshot.annualInspection("371002-C", 2026)?.result == .qualified)
    #expect(refusing(.i3) { try world.submit(RectificationAccepted.sample, to: "371002-C/2026") })
    // The decision may itself be appealed against.
    try world.submit(appeal, to: "371002-C/2026")
    try world.submit(ConclusionRevised.sample(.unqualified), to: "371002-C/2026")
    #expect(world.snapshot.facility("371002-C")?.status(on: "2026-11-01") == .salesSuspended)
    #expect(world.snapshot.annualInspection("371002-C", 2026)?.status == .rectifying)
  }

  @Test("I3: a conclusion that is confirmed changes nothing")
  func confirmed() throws {
    var world = try World.city()
    try world.concluded(.unqualified)
    try world.given(ConclusionAppealed(docNo: "诉1", grounds: "测量有误"), in: "371002-C/2026")
    #expect(try world.submit(ConclusionRevised.sample(.unqualified), to: "371002-C/2026").events.count == 1)
    #expect(world.snapshot.facility("371002-C")?.openConclusions == 1)
  }

  @Test("I2: with every item answered and every paper on file the result may be qualified; without a checklist also")
  func checklist() throws {
    var world = try World.city()
    try world.given(PolicyPublished.inspectionChecklist, in: "inspection")
    try world.inspected(selfCheck: .complete)
    #expect(refusing(.i2) { try world.submit(ConclusionIssued.sample(.basicallyQualified), to: "371002-C/2026") })
    try world.submit(DocumentFiled(item: "accounts", title: "审计报告", digest: .paper), to: "371002-C/2026")
    try world.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
    // Opened before the checklist was in force.
    try world.given(InspectionOpened.sample, in: "371002-C/2024", at: "2025-12-31T23:59:59+08:00")
    try world.submit(SelfCheckSubmitted.sample, to: "371002-C/2024")
  }

  @Test("I2: a tenth of the year's sales in the fund is enough, and only the inspected year's fund counts")
  func fundShare() throws {
    var world = try World.city()
    let share = with(PolicyPublished.inspectionChecklist) {
      $0.checklist = [ChecklistItem(item: "accounts", scoreMax: 10, needsDocument: false, fundMinPercent: 10)]
    }
    try world.given(share, in: "inspection")
    try world.given(MaintenanceFundSet(year: 2025, salesFen: 10_000, fundFen: 0), in: "371002-C")
    try world.given(MaintenanceFundSet(year: 2026, salesFen: 10_000, fundFen: 999), in: "371002-C")
    try world.inspected()
    #expect(refusing(.i2) { try world.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026") })
    try world.given(MaintenanceFundSet(year: 2026, salesFen: 10_000, fundFen: 1_000), in: "371002-C")
    try world.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
  }

  @Test("E1 to E4: found, ordered, fined after review, closed by others; a site needs no record")
  func finding() throws {
    var world = try World.city()
    try world.penalised("f1")
    #expect(world.snapshot.enforcementCase("f1")?.status == .penalised)
    try world.submit(FindingClosed(result: .corrected, verifiedBy: "county-3"), to: "f1", by: "county-1")
    #expect(world.snapshot.enforcementCase("f1")?.status == .closed)
    let site = with(FindingOpened.sample) { ($0.kind, $0.subjectKind, $0.subjectId) = (.scattered, .site, "西山北坡") }
    try world.submit(site, to: "f2", by: "patrol-1")
    try world.submit(FindingClosed(result: .unfounded, verifiedBy: "county-3"), to: "f2", by: "county-1")
  }
}
