import Testing

@testable import Registry

@Suite("What the rules let pass after the furnace: storage, relocation, rights, works on plots")
struct AcceptedPlacesTests {
  @Test("A2: stored, renewed, released to a cemetery, placed there")
  func storedAndReleased() throws {
    var world = try World.city()
    try world.stored("c1", ashes: "a1")
    try world.submit(StorageRenewed(until: "2028-10-04", feeFen: 6_000), to: "a1")
    guard case .stored(let storage) = world.snapshot.ashCustody("a1")?.disposition else {
      Issue.record("not stored")
      return
    }
    #expect(storage.until == "2028-10-04")
    let released = try world.submit(AshesReleased.sample(.placement, at: "371002-C"), to: "a1")
    #expect(released.guards[.decedentCase("c1")] != nil && released.guards[.facility("371002-C")] == 1)
    try world.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    #expect(world.snapshot.ashCustody("a1")?.disposed?.form == .tree)
  }

  @Test("A2: from the store to another store, and from the family to the sea")
  func otherWays() throws {
    var world = try World.city()
    try world.stored("c1", ashes: "a1")
    try world.submit(AshesReleased.sample(.storage, at: "371002-C"), to: "a1")
    try world.submit(with(AshesStored.sample) { $0.facilityId = "371002-C" }, to: "a1")
    try world.submit(AshesReleased.sample(.family), to: "a1")
    try world.submit(AshesScattered.sample, to: "a1")
    #expect(world.snapshot.ashCustody("a1")?.disposed?.form == .sea)
  }

  @Test("A6: a relocation frees the position and takes the new one in the same unit")
  func relocated() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.inCustody("c2", ashes: "a2", 2)
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    let from: PlotID = "371002-C/E/A/1"
    let moved = try world.submit(AshesRelocated.sample(from, to: "371002-C/S/A/1", under: "k1"), to: "a1")
    #expect(moved.releases == [.place(1, in: from)] && moved.takes == [.place(1, in: "371002-C/S/A/1")])
    // Placed on the very position that was freed.
    try world.submit(AshesPlaced.sample(from, under: nil), to: "a2")
    #expect(world.holders[.place(1, in: from)] == .ashCustody("a2"))
    guard case .placed(let placement) = world.snapshot.ashCustody("a1")?.disposition else {
      Issue.record("not placed")
      return
    }
    #expect(placement.place.contract == "k1" && placement.eventID == moved.events[0].id)
  }

  @Test("A6: taken out, and placed, stored or scattered afterwards")
  func takenOut() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    let out = AshesRelocated.out(of: "371002-C/E/A/1")
    let moved = try world.submit(out, to: "a1")
    #expect(moved.takes.isEmpty && world.holders[.place(1, in: "371002-C/E/A/1")] == nil)
    #expect(world.snapshot.ashCustody("a1")?.disposed == nil)
    try world.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    try world.submit(out, to: "a1")
    try world.submit(AshesStored.sample, to: "a1")
    try world.submit(with(AshesReleased.sample(.family)) { $0.certNo = "HH-1" }, to: "a1", after: "c1")
    try world.submit(AshesScattered.sample, to: "a1")
    #expect(refusing(.a5) { try world.submit(out, to: "a1") })
  }

  @Test("A6: to another position of the same plot")
  func withinThePlot() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.submit(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", 2, under: nil), to: "a1")
    #expect(world.holders[.place(2, in: "371002-C/E/A/1")] == .ashCustody("a1"))
  }

  @Test("A6, A4: an occupied place takes no relocation, and the old one is kept")
  func occupied() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1")
    try world.inPool("c2", ashes: "a2", 2, position: 2)
    let move = AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", 2, under: nil)
    #expect(refusing(.a4) { try world.submit(move, to: "a1") })
    #expect(world.holders[.place(1, in: "371002-C/E/A/1")] == .ashCustody("a1"))
  }

  @Test(
    "A7: the dead of the area, the holder's spouse and child, and others by approval; from the first to the last day",
    arguments: 0..<6
  )
  func serviceArea(_ number: Int) throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    var placed = AshesPlaced.sample("371002-C/E/A/1", under: nil)
    var residency = with(ResidencyRecorded.sample) { $0.hukouDivision = "110101" }
    var area = ServiceAreaAssigned.sample("371000")
    switch number {
    case 0: residency.hukouDivision = "371082"
    case 1: (residency.residenceDivision, residency.residencePermit) = ("371002", true)
    case 2: (placed.areaRelation, placed.areaEvidenceDigest) = (.minorChild, .paper)
    case 3: placed.approvalNo = "威民安1"
    case 4: area.to = "2026-10-31"
    default: area.from = "2026-11-02"
    }
    try world.given(area, in: "371002-C")
    try world.given(residency, in: "c1")
    try world.submit(placed, to: "a1", at: "2026-11-01T00:00:00+08:00")
    #expect(world.holders[.place(1, in: "371002-C/E/A/1")] != nil)
  }

  @Test("A7: residence without a permit does not count, and the last day of an area does")
  func outsideTheArea() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.given(ServiceAreaAssigned.sample("371002", to: "2026-11-01"), in: "371002-C")
    let residency = with(ResidencyRecorded.sample) {
      ($0.hukouDivision, $0.residenceDivision) = ("110101", "371002")
    }
    try world.given(residency, in: "c1")
    let placed = AshesPlaced.sample("371002-C/E/A/1", under: nil)
    #expect(refusing(.a7) { try world.submit(placed, to: "a1", at: "2026-11-01T23:59:59+08:00") })
    try world.submit(placed, to: "a1", at: "2026-11-02T00:00:00+08:00")
  }

  @Test("A3, P5: a renewed right is in force to its new last day, cycle after cycle")
  func renewed() throws {
    var world = try World.city()
    world.clock = "2086-11-01T00:00:00Z"
    try world.inCustody("c1", ashes: "a1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    let placed = AshesPlaced.sample("371002-C/S/A/1", under: "k1")
    #expect(refusing(.a3) { try world.submit(placed, to: "a1", at: "2046-10-06T00:00:00+08:00") })
    try world.submit(UseRightRenewed.sample, to: "k1")
    let again = with(UseRightRenewed.sample) { ($0.to, $0.maintenanceTo) = ("2086-10-05", "2070-01-01") }
    #expect(refusing(.p5) { try world.submit(again, to: "k1", at: "2046-10-04T23:59:59+08:00") })
    try world.submit(again, to: "k1", at: "2046-10-05T00:00:00+08:00")
    #expect(refusing(.a3) { try world.submit(placed, to: "a1", at: "2086-10-06T00:00:00+08:00") })
    try world.submit(placed, to: "a1", at: "2086-10-05T23:59:59+08:00")
  }

  @Test("P5: a cycle after one that ends on a leap day ends on the day before 1 March")
  func leapDay() throws {
    var world = try World.city()
    let right = with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) {
      ($0.from, $0.to, $0.maintenanceTo) = ("2060-02-29", "2080-02-29", "2080-02-29")
    }
    world.clock = "2080-01-01T09:00:00+08:00"
    try world.given(right, in: "k1", at: "2060-02-29T09:00:00+08:00")
    let late = with(UseRightRenewed.sample) { ($0.to, $0.maintenanceTo) = ("2100-03-01", "2100-02-28") }
    let day: Instant = "2079-12-31T09:00:00+08:00"
    #expect(refusing(.p5) { try world.submit(late, to: "k1", at: day) })
    try world.submit(with(late) { $0.to = "2100-02-28" }, to: "k1", at: day)
    #expect(world.snapshot.useRight("k1")?.lastDay == "2100-02-28")
  }

  @Test("P4: heirs succeed each other; those who held it before may still be placed")
  func succeeded() throws {
    var world = try World.city()
    try world.granted("k1", "371002-C/S/A/1", for: nil)
    try world.submit(UseRightSucceeded.sample("person-6"), to: "k1")
    try world.submit(UseRightSucceeded.sample("person-7", .grandchild), to: "k1")
    #expect(world.snapshot.useRight("k1")?.holder == "person-7")
    try world.inCustody("c5", ashes: "a5", 5)
    try world.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a5")
  }

  @Test("P7, P8: a returned plot is blocked in the same unit, and free when it has been cleared")
  func returned() throws {
    var world = try World.city()
    let plot: PlotID = "371002-C/D/A/1"
    try world.granted("k1", plot, for: nil)
    let returned = try world.submit(UseRightReturned.sample, to: "k1")
    #expect(returned.events.map(\.stream) == [.useRight("k1"), .plot(plot)])
    #expect(returned.takes == [.plot(plot), .place(1, in: plot), .place(2, in: plot)])
    #expect(returned.releases == [.plot(plot)])
    #expect(world.snapshot.plot(plot)?.blocked?.data.causeEventId == returned.events[0].id)
    let cleared = try world.submit(PlotUnblocked(reason: "已清理"), to: plot.text)
    #expect(cleared.releases == [.plot(plot), .place(1, in: plot), .place(2, in: plot)])
    #expect(!world.holders.keys.contains { $0.kind == .plot || $0.kind == .place })
    try world.granted("k2", plot, for: nil)
    #expect(world.holders[.plot(plot)] == .useRight("k2"))
  }

  @Test("P7: after a relocation the right can be returned")
  func returnedAfterRelocation() throws {
    var world = try World.city()
    try world.inCustody("c1", ashes: "a1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    try world.given(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), in: "a1")
    #expect(refusing(.p7) { try world.submit(UseRightReturned.sample, to: "k1") })
    try world.submit(AshesRelocated.sample("371002-C/S/A/1", to: "371002-C/E/A/1", under: nil), to: "a1")
    try world.submit(UseRightReturned.sample, to: "k1")
  }

  @Test("P7: a plot shrinks to its highest occupied position, grows again and beyond")
  func resized() throws {
    var world = try World.city()
    try world.family()
    let plot: PlotID = "371002-C/F/A/1"
    try world.inCustody("c1", ashes: "a1")
    try world.granted("k1", plot, for: "c1")
    try world.given(AshesPlaced.sample(plot, 2, under: "k1"), in: "a1")
    #expect(try world.submit(PlotResized.sample(2), to: plot.text).takes == Claim.places(3..<5, in: plot))
    #expect(refusing(.p7) { try world.submit(PlotResized.sample(1), to: plot.text) })
    #expect(try world.submit(PlotResized.sample(3), to: plot.text).releases == [.place(3, in: plot)])
    let grown = try world.submit(PlotResized.sample(6), to: plot.text)
    #expect(grown.releases == [.place(4, in: plot)] && grown.takes.isEmpty)
    #expect(try world.submit(PlotResized.sample(5), to: plot.text).takes == [.place(6, in: plot)])
    #expect(try world.submit(PlotResized.sample(6), to: plot.text).releases == [.place(6, in: plot)])
    try world.cremated("c2", 2)
    #expect(world.holders.keys.filter { $0.kind == .place } == [.place(2, in: plot)])
  }

  @Test("P7: the new places of a pool can be used")
  func poolGrows() throws {
    var world = try World.city()
    try world.given(PlotResized.sample(4), in: "371002-C/E/A/1")
    try world.inPool("c1", ashes: "a1", position: 4)
    #expect(world.holders[.place(4, in: "371002-C/E/A/1")] == .ashCustody("a1"))
  }

  @Test("P8: a decommissioned plot keeps its places and its number")
  func decommissioned() throws {
    var world = try World.city()
    let plot: PlotID = "371002-C/D/A/5"
    try world.submit(PlotDecommissioned.sample, to: plot.text)
    #expect(world.holders.count { $0.value == .plot(plot) } == 3)
    #expect(refusing(.p8) { try world.submit(PlotBlocked(reason: "塌陷"), to: plot.text) })
    #expect(refusing(.p1) { try world.submit(PlotRangeCreated.sample(2, first: 5), to: "371002-C/D") })
  }

  @Test("P3: with a policy only its exceptions hold; a death always does, and so did every exception before it")
  func exceptions() throws {
    var world = try World.city()
    try world.given(PolicyPublished.saleException, in: "sale-exception")
    try world.certified("c1")
    try world.granted("k1", "371002-C/S/A/1", for: "c1")
    let spouse = with(UseRightGranted.sample("371002-C/S/A/2", for: nil)) { $0.basis = .survivingSpouse }
    try world.submit(spouse, to: "k2")
    let early = UseRightGranted.sample("371002-C/S/A/3", for: nil)
    try world.submit(early, to: "k3", at: "2026-03-29T23:59:59+08:00")
    #expect(refusing(.p3) { try world.submit(with(early) { $0.plotId = "371002-C/S/A/4" }, to: "k4") })
  }
}

extension World {
  /// As another step, after the case's cremation certificate has been issued.
  @discardableResult
  fileprivate mutating func submit(_ payload: some FactPayload, to key: String, after caseID: String) throws
    -> Decision
  {
    try given(CremationCertificateIssued.sample, in: caseID)
    return try submit(payload, to: key)
  }
}
