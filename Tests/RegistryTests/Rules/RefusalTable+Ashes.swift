import Testing

@testable import Registry

extension Refused {
  static let ofAshes: [Refused] = [
    Refused("a1AfterCremation", ["c1"]) {
      try $0.authorised("c1")
      try $0.submit(CustodyOpened.sample("c1"), to: "a1")
    },
    Refused("a1AfterCremation", ["2026-10-03T10:09:59+08:00", "2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(CustodyOpened.sample("c1"), to: "a1", at: "2026-10-03T10:09:59+08:00")
    },
    Refused("a1PortionsAgree", ["3", "2"]) {
      try $0.cremated("c1", portions: 2)
      try $0.submit(CustodyOpened.sample("c1", 1, of: 3), to: "a1")
    },
    Refused("a1PortionsAgree", ["3", "2"]) {
      try $0.cremated("c1", portions: 2)
      try $0.submit(CustodyOpened.sample("c1", 3, of: 2), to: "a1")
    },
    Refused("a1PortionOnce", ["c1/1", "ashes/a1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(CustodyOpened.sample("c1"), to: "a2")
    },
    Refused("a2StillInCustody", ["371002-C/E/A/1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/2", under: nil), to: "a1")
    },
    Refused("a2StillInCustody", ["371002-C/E/A/1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(AshesScattered.sample, to: "a1")
    },
    Refused("a2StillInCustody", rule: "A5", ["威海湾"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(AshesScattered.sample, in: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("a5FormPlaces", ["sea"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(AshesPlaced.sample("371002-C/E/A/1", under: nil)) { $0.form = .sea }, to: "a1")
    },
    Refused("a5FormScatters", ["tree"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(AshesScattered.sample) { $0.form = .tree }, to: "a1")
    },
    Refused("a3PlotOfFacility", ["371002-C/E/A/1", "371002-H"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(AshesPlaced.sample("371002-C/E/A/1", under: nil)) { $0.facilityId = "371002-H" }, to: "a1")
    },
    Refused("a3FacilityOpen", ["371002-C", "2026-11-01"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      try $0.given(FacilityStatusChanged.sample(.closed, from: "2026-10-31"), in: "371002-C")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a1")
    },
    Refused("a3SectionNotOpen", ["371002-C/Z"]) {
      // A section that was never opened.
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/Z/A/1", under: nil), to: "a1")
    },
    Refused("a3PlotNotLaidOut", ["371002-C/E", "A", "6"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/6", under: nil), to: "a1")
    },
    Refused("a3NoRightNamed", ["371002-C/S/A/1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/1", under: nil), to: "a1")
    },
    Refused("a3PoolNeedsNoRight", ["371002-C/E/A/1", "k1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: "k1"), to: "a1")
    },
    Refused("a3NotBlocked", ["371002-C/E/A/1", "塌陷"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(PlotBlocked(reason: "塌陷"), in: "371002-C/E/A/1")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("a3RightForPlot", ["k1", "371002-C/S/A/1", "371002-C/S/A/2"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/2", under: "k1"), to: "a1")
    },
    Refused("a3RightInForce", ["k1", "2026-10-05", "2026-10-04"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      let placed = AshesPlaced.sample("371002-C/S/A/1", under: "k1")
      try $0.submit(placed, to: "a1", at: "2026-10-04T23:59:59+08:00")
    },
    Refused("a3RightForPerson", ["k1", "c1", "c2"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.inCustody("c2", ashes: "a2", 2)
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/1", under: "k1"), to: "a2")
    },
    Refused("a4SecondByHoldersBasis", ["k1", "c1", "c2"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.inCustody("c2", ashes: "a2", 2)
      try $0.granted("k1", "371002-C/D/A/1", for: "c1")
      try $0.given(AshesPlaced.sample("371002-C/D/A/1", under: "k1"), in: "a1")
      try $0.submit(AshesPlaced.sample("371002-C/D/A/1", 2, under: "k1"), to: "a2")
    },
    Refused("a4PositionExists", ["371002-C/S/A/1", "1", "2"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.granted("k1", "371002-C/S/A/1", for: "c1")
      try $0.submit(AshesPlaced.sample("371002-C/S/A/1", 2, under: "k1"), to: "a1")
    },
    Refused("a4PlaceOccupied", ["371002-C/E/A/1", "3", "ashes/a3"]) {
      // A full pool.
      for number in 1...3 {
        try $0.inPool("c\(number)", ashes: "a\(number)", number, position: PositiveCount(number) ?? 1)
      }
      try $0.inCustody("c4", ashes: "a4", 4)
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", 3, under: nil), to: "a4")
    },
  ]

  static let ofPlots: [Refused] = [
    Refused("p1NumbersFree", ["A", "5–9", "1–5"]) {
      try $0.submit(PlotRangeCreated.sample(1, first: 5), to: "371002-C/S")
    },
    Refused("p1NumbersFree", ["A", "100000"]) {
      try $0.submit(PlotRangeCreated.sample(1, first: 99_996), to: "371002-C/S")
    },
    Refused("p2WithinLimits", ["10001", "10000", "民事发〔1998〕10号"]) {
      try $0.given(PolicyPublished.plotLimit, in: "plot-limit")
      let large = with(PlotRangeCreated.sample(2, first: 6)) { $0.areaCm2 = 10_001 }
      try $0.submit(large, to: "371002-C/D")
    },
    Refused("p2WithinLimits", ["801", "800"]) {
      try $0.given(PolicyPublished.plotLimit, in: "plot-limit")
      let high = with(PlotRangeCreated.sample(2, first: 6)) { $0.stoneHeightMm = 801 }
      try $0.submit(high, to: "371002-C/D")
    },
    Refused("p3PapersForGrant", ["elderly"]) {
      try $0.submit(with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.evidenceDigest = nil }, to: "k1")
    },
    Refused("p3PapersForGrant", ["371002-C/S/A/1"]) {
      try $0.submit(with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.basis = .decedent }, to: "k1")
    },
    Refused("p3PapersForGrant", ["c1"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: "c1"), to: "k1")
    },
    Refused("p5RunsForward", ["2026-10-05"]) {
      try $0.submit(with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.to = $0.from }, to: "k1")
    },
    Refused("p5AtMostTwentyYears", ["2026-10-05", "2046-10-06"]) {
      try $0.submit(with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.to = "2046-10-06" }, to: "k1")
    },
    Refused("p5BeginsWithinAYear", ["2026-11-01", "2080-01-01"]) {
      let ahead = with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) {
        ($0.from, $0.to, $0.maintenanceTo) = ("2080-01-01", "2100-01-01", "2100-01-01")
      }
      try $0.submit(ahead, to: "k1")
    },
    Refused("p5AtMostTwentyYears", ["2026-10-05", "2047-10-05"]) {
      let prepaid = with(UseRightGranted.sample("371002-C/S/A/1", for: nil)) { $0.maintenanceTo = "2047-10-05" }
      try $0.submit(prepaid, to: "k1")
    },
    Refused("p6SalesOpen", ["371002-C", "sales_suspended", "2026-10-01", "整顿"]) {
      try $0.cemetery(.salesSuspended)
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    },
    Refused("p6SalesOpen", ["371002-C", "rectifying"]) {
      try $0.cemetery(.rectifying)
      try $0.submit(PlotReserved.sample, to: "371002-C/S/A/1")
    },
    Refused("p6SalesOpen", ["371002-C", "2010-05-01", "2010-04-30"]) {
      let early = UseRightGranted.sample("371002-C/S/A/1", for: nil)
      try $0.submit(early, to: "k1", at: "2010-04-30T09:00:00+08:00")
    },
    Refused("p8WithinDesign", ["10", "5", "6"]) {
      try $0.submit(PlotRangeCreated.sample(1, first: 6, count: 6), to: "371002-C/S")
    },
    Refused("a4CapacityOfKind", ["single", "2"]) {
      try $0.submit(PlotRangeCreated.sample(2, first: 6), to: "371002-C/S")
    },
    Refused("p8NotHeld", ["371002-C/S/A/1", "塌陷"]) {
      try $0.given(PlotBlocked(reason: "塌陷"), in: "371002-C/S/A/1")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    },
    Refused("p8NotHeld", ["371002-C/S/A/1", "2027-01-31"]) {
      try $0.given(with(PlotReserved.sample) { $0.forRef = "person-6" }, in: "371002-C/S/A/1")
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k1")
    },
    Refused("p8PlotHeld", ["371002-C/S/A/1", "right/k1"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(UseRightGranted.sample("371002-C/S/A/1", for: nil), to: "k2")
    },
    Refused("p8PlotHeld", ["371002-C/S/A/1", "right/k1"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(PlotBlocked(reason: "塌陷"), to: "371002-C/S/A/1")
    },
    Refused("p8PoolIsNobodys", ["371002-C/E/A/1"]) {
      try $0.submit(PlotReserved.sample, to: "371002-C/E/A/1")
    },
    Refused("r3IsBlocked", ["371002-C/S/A/1"]) { try $0.submit(PlotUnblocked(reason: "修复"), to: "371002-C/S/A/1") },
    Refused("r3IsReserved", ["371002-C/S/A/1"]) {
      try $0.submit(ReservationReleased(reason: "放弃"), to: "371002-C/S/A/1")
    },
  ]
}
