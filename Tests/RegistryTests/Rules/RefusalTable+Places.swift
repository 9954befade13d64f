import Testing

@testable import Registry

extension Refused {
  static let ofStorage: [Refused] = [
    Refused("a2OutOfStore", ["371002-H", "2027-10-04"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("a2OutOfStore", ["371002-H"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(AshesScattered.sample, to: "a1")
    },
    Refused("a2OutOfStore", ["371002-H"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(AshesStored.sample, to: "a1")
    },
    Refused("a2DestinationNamed", ["placement"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(AshesReleased.sample(.placement), to: "a1")
    },
    Refused("a2DestinationNamed", ["family", "371002-C"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(AshesReleased.sample(.family, at: "371002-C"), to: "a1")
    },
    Refused("a2OnCremationCertificate", ["HH-1", "c1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesReleased.sample(.family), to: "a1")
    },
    Refused("a2OnCremationCertificate", ["HH-1", "HH-2", "c1"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(with(AshesReleased.sample(.family)) { $0.certNo = "HH-2" }, to: "a1")
    },
    Refused("a2ArrivesWhereReleased", ["371002-C", "371002-H"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.given(AshesReleased.sample(.placement, at: "371002-C"), in: "a1")
      try $0.submit(AshesStored.sample, to: "a1")
    },
    Refused("a2ArrivesWhereReleased", ["371002-C"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.given(AshesReleased.sample(.placement, at: "371002-C"), in: "a1")
      try $0.submit(AshesScattered.sample, to: "a1")
    },
    Refused("r3InStore", []) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(StorageRenewed(until: "2028-01-01", feeFen: 0), to: "a1")
    },
    Refused("r4InOrder", ["2027-10-04", "2027-10-03"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.submit(StorageRenewed(until: "2027-10-03", feeFen: 0), to: "a1")
    },
    Refused("r3ReleasedOnce", ["2026-11-01T09:00:00+08:00"]) {
      try $0.stored("c1", ashes: "a1")
      try $0.given(AshesReleased.sample(.family), in: "a1")
      try $0.submit(AshesReleased.sample(.family), to: "a1")
    },
    Refused("r3ReleasedOnce", ["2026-11-01T09:00:00+08:00"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.given(AshesRelocated.out(of: "371002-C/E/A/1"), in: "a1")
      try $0.submit(AshesReleased.sample(.family), to: "a1")
    },
  ]

  static let ofRelocations: [Refused] = [
    Refused("a6IsPlaced", ["tag-1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesRelocated.out(of: "371002-C/E/A/1"), to: "a1")
    },
    Refused("a5Scattered", ["威海湾"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(AshesScattered.sample, in: "a1")
      try $0.submit(AshesRelocated.out(of: "371002-C/E/A/1"), to: "a1")
    },
    Refused("a6FromItsPlace", ["371002-C/E/A/1", "371002-C/E/A/2"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(AshesRelocated.out(of: "371002-C/E/A/2"), to: "a1")
    },
    Refused("a6DestinationWhole", ["to_position_no", "form", "agreement_no"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(with(AshesRelocated.out(of: "371002-C/E/A/1")) { $0.toPlotId = "371002-C/E/A/2" }, to: "a1")
    },
    Refused("a6ToAnotherPlace", ["371002-C/E/A/1", "1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("r4InOrder", ["2026-10-10", "2026-10-09"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(AshesRelocated.out(of: "371002-C/E/A/1"), to: "a1", at: "2026-10-09T09:00:00+08:00")
    },
    Refused("p6SalesOpen", ["371002-C", "sales_suspended"]) {
      // A pool takes nobody while sales are suspended, by whatever way they come.
      try $0.inPool("c1", ashes: "a1")
      try $0.given(FacilityStatusChanged.sample(.salesSuspended, from: "2026-10-20"), in: "371002-C")
      try $0.submit(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/E/A/2", under: nil), to: "a1")
    },
    Refused("a3RightForPerson", ["k2", "c1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.granted("k2", "371002-C/S/A/1", for: nil)
      try $0.submit(AshesRelocated.sample("371002-C/E/A/1", to: "371002-C/S/A/1", under: "k2"), to: "a1")
    },
    Refused("a3RightInForce", ["k1", "2026-11-01T09:00:00+08:00"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      try $0.given(UseRightReturned.sample, in: "k1")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a1")
    },
    Refused("a7ServiceArea", ["371002-C", "371003", "371082", "c1", "371002"]) {
      try $0.given(ServiceAreaAssigned.sample("371003", "371082"), in: "371002-C")
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(ResidencyRecorded.sample, in: "c1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("a7ServiceArea", ["371002-C", "c1"]) {
      // The relation alone, without its papers; and nothing is known of where they lived.
      try $0.given(ServiceAreaAssigned.sample("371000"), in: "371002-C")
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(AshesPlaced.sample("371002-C/E/A/1", under: nil)) { $0.areaRelation = .spouse }, to: "a1")
    },
  ]

  static let ofRights: [Refused] = [
    Refused("p3ExceptionListed", ["elderly", "surviving_spouse", "威民〔2026〕3号"]) {
      try $0.given(PolicyPublished.saleException, in: "sale-exception")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    },
    Refused("p3ExceptionListed", ["elderly", "critically_ill"]) {
      try $0.given(PolicyPublished.saleException, in: "sale-exception")
      try $0.submit(PlotReserved.sample, to: "371002-C/S/A/1")
    },
    Refused("p4HeirOnly", ["371002-C/S/A/1", "person-5", "person-8", "other_relative"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(UseRightSucceeded.sample("person-8", .otherRelative), to: "k1")
    },
    Refused("p4HeirOnly", ["person-5"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(UseRightSucceeded.sample("person-5", .spouse), to: "k1")
    },
    Refused("p5AtMostTwentyYears", ["2046-10-05", "2066-10-06"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(with(UseRightRenewed.sample) { $0.to = "2066-10-06" }, to: "k1")
    },
    Refused("p5RunsForward", ["2046-10-05"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(with(UseRightRenewed.sample) { $0.to = "2046-10-05" }, to: "k1")
    },
    Refused("p5OneCycleAhead", ["2066-10-05", "2046-10-05", "2026-11-01"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.given(with(UseRightRenewed.sample) { $0.to = "2066-10-05" }, in: "k1")
      let further = with(UseRightRenewed.sample) { ($0.to, $0.maintenanceTo) = ("2067-10-05", "2067-10-05") }
      try $0.submit(further, to: "k1")
    },
    Refused("r3NotADuplicate", ["c2", "c1"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: "c2"), to: "k1")
    },
    Refused("r3RightStands", ["371002-C/S/A/1", "2026-11-01T09:00:00+08:00"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.given(UseRightReturned.sample, in: "k1")
      try $0.submit(UseRightRenewed.sample, to: "k1")
    },
    Refused("p7PlaceInUse", ["371002-C/D/A/1", "2", "ashes/a1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/D/A/1", for: "c1")
      try $0.given(AshesPlaced.sample("371002-C/D/A/1", 2, under: "k1"), in: "a1")
      try $0.submit(UseRightReturned.sample, to: "k1")
    },
    Refused("p8NotHeld", ["371002-C/S/A/1", "use right returned"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.given(UseRightReturned.sample, in: "k1")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k2")
    },
  ]

  static let ofWorks: [Refused] = [
    Refused("p2WithinLimits", ["10001", "10000"]) {
      try $0.given(PolicyPublished.plotLimit, in: "plot-limit")
      try $0.submit(PlotResized.sample(2, area: 10_001), to: "371002-C/D/A/1")
    },
    Refused("a4CapacityOfKind", ["double", "3"]) { try $0.submit(PlotResized.sample(3), to: "371002-C/D/A/1") },
    Refused("p7PlaceInUse", ["371002-C/F/A/1", "3", "ashes/a1"]) {
      // One occupant, in the highest position: two places would be enough, and are not.
      try $0.family()
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/F/A/1", for: "c1")
      try $0.given(AshesPlaced.sample("371002-C/F/A/1", 3, under: "k1"), in: "a1")
      try $0.submit(PlotResized.sample(2), to: "371002-C/F/A/1")
    },
    Refused("a4PositionExists", ["371002-C/F/A/1", "2", "3"]) {
      try $0.family()
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/F/A/1", for: "c1")
      try $0.given(PlotResized.sample(2), in: "371002-C/F/A/1")
      try $0.submit(AshesPlaced.sample("371002-C/F/A/1", 3, under: "k1"), to: "a1")
    },
    Refused("p7PoolKeepsItsPlaces", ["371002-C/E/A/1", "3", "2"]) {
      try $0.submit(PlotResized.sample(2), to: "371002-C/E/A/1")
    },
    Refused("p7PoolKeepsItsPlaces", ["371002-C/E/A/1", "3"]) {
      try $0.submit(PlotDecommissioned.sample, to: "371002-C/E/A/1")
    },
    Refused("r3InUse", ["371002-C/S/A/1"]) {
      try $0.given(PlotDecommissioned.sample, in: "371002-C/S/A/1")
      try $0.submit(PlotResized.sample(1), to: "371002-C/S/A/1")
    },
    Refused("r3InUse", ["371002-C/S/A/1"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.given(UseRightReturned.sample, in: "k1")
      try $0.submit(PlotResized.sample(1), to: "371002-C/S/A/1")
    },
    Refused("p8NotHeld", ["371002-C/S/A/1", "威自然资〔2026〕8号"]) {
      try $0.given(PlotDecommissioned.sample, in: "371002-C/S/A/1")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    },
    Refused("p8PlotHeld", ["371002-C/S/A/1", "right/k1"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(PlotDecommissioned.sample, to: "371002-C/S/A/1")
    },
    Refused("p8CauseIsTheRegistrys", ["00000000-0000-8000-8000-000000000009"]) {
      let block = PlotBlocked(reason: "塌陷", causeEventId: "00000000-0000-8000-8000-000000000009")
      try $0.submit(block, to: "371002-C/S/A/1")
    },
  ]

  static let ofFacilities: [Refused] = [
    Refused("a7AreaNamesDivisions", ["2021-01-01"]) {
      try $0.submit(with(ServiceAreaAssigned.sample()) { $0.divisionCodes = [] }, to: "371002-C")
    },
    Refused("r4InOrder", ["2021-01-01", "2020-12-31"]) {
      try $0.submit(ServiceAreaAssigned.sample("371002", to: "2020-12-31"), to: "371002-C")
    },
    Refused("f1GradesFuneralHomes", ["cemetery"]) {
      try $0.submit(FacilityGraded(grade: 2, from: "2026-01-01"), to: "371002-C")
    },
    Refused("f2EachItemOnce", ["cremation"]) {
      try $0.submit(with(PriceListPublished.sample) { $0.items += $0.items }, to: "371002-H")
    },
    Refused("f2EachItemOnce", ["0"]) {
      try $0.submit(with(PriceListPublished.sample) { $0.items = [] }, to: "371002-H")
    },
    Refused("f3FundOfSales", ["cemetery", "1000000", "1000001"]) {
      try $0.submit(with(MaintenanceFundSet.sample) { $0.fundFen = 1_000_001 }, to: "371002-C")
    },
    Refused("f3FundOfSales", ["funeral_home"]) { try $0.submit(MaintenanceFundSet.sample, to: "371002-H") },
    Refused("s6NotInTheFuture", ["year", "2027-01-01"]) {
      try $0.submit(with(MaintenanceFundSet.sample) { $0.year = 2027 }, to: "371002-C")
    },
  ]
}
