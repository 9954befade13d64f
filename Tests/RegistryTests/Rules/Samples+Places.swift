@testable import Registry

// Samples of what happens after the furnace: storage, relocation, renewal, works on plots, facilities.

extension AshesStored {
  static let sample = AshesStored(
    facilityId: "371002-H",
    nicheRef: "A-1",
    termDays: 365,
    feeFen: 6_000,
    agreementNo: "寄-1"
  )
}

extension AshesReleased {
  static func sample(_ destination: Destination, at facility: Code? = nil) -> AshesReleased {
    AshesReleased(
      toPersonRef: "person-9",
      certNo: "HH-1",
      destinationKind: destination,
      destinationFacility: facility
    )
  }
}

extension AshesRelocated {
  static func out(of plot: PlotID) -> AshesRelocated {
    AshesRelocated(fromPlotId: plot, approvalNo: "威民迁1", reasonCode: .familyWish)
  }

  static func sample(
    _ plot: PlotID,
    to other: PlotID,
    _ position: PositiveCount = 1,
    under contract: Code?
  ) -> AshesRelocated {
    with(out(of: plot)) {
      ($0.toPlotId, $0.toPositionNo, $0.contractNo) = (other, position, contract)
      ($0.form, $0.agreementNo) = (contract == nil ? .tree : .smallFlatStone, "迁-1")
    }
  }
}

extension UseRightRenewed {
  static let sample = UseRightRenewed(
    to: "2066-10-05",
    useFeeFen: 0,
    maintenanceFeeFen: 50_000,
    maintenanceTo: "2066-10-05"
  )
}

extension UseRightReturned {
  static let sample = UseRightReturned(refundFen: 400_000, docNo: "退-1")
}

extension UseRightSucceeded {
  static func sample(_ heir: Code, _ relation: Relation = .child) -> UseRightSucceeded {
    UseRightSucceeded(toHeirRef: heir, relation: relation, proofDigest: .paper)
  }
}

extension PlotResized {
  static func sample(_ capacity: PositiveCount, area: Count = 8_000) -> PlotResized {
    PlotResized(capacity: capacity, areaCm2: area, stoneHeightMm: nil)
  }
}

extension PlotDecommissioned {
  static let sample = PlotDecommissioned(reason: "防洪堤占用", docNo: "威自然资〔2026〕8号")
}

extension ServiceAreaAssigned {
  static func sample(_ divisions: DivisionCode..., to: LocalDate? = nil) -> ServiceAreaAssigned {
    ServiceAreaAssigned(divisionCodes: divisions, from: "2021-01-01", to: to)
  }
}

extension InspectorTieDeclared {
  static let sample = InspectorTieDeclared(
    inspectorId: "inspector-3",
    tie: .relative,
    from: "2026-01-05",
    to: nil,
    docNo: "回避申报〔2026〕2号"
  )
}

extension PriceListPublished {
  static let sample = PriceListPublished(
    items: [
      PriceItem(code: "cremation", basic: true, unit: .body, priceFen: 38_000),
      PriceItem(code: "wreath", basic: false, unit: .piece, priceFen: 15_000),
    ],
    from: "2026-05-01"
  )
}

extension MaintenanceFundSet {
  static let sample = MaintenanceFundSet(year: 2025, salesFen: 1_000_000, fundFen: 100_000)
}

extension PolicyPublished {
  /// Only for the surviving spouse and the critically ill.
  static let saleException = PolicyPublished(
    scheme: .saleException,
    version: 1,
    titleZh: "墓位预售例外",
    titleEn: "Who may hold a plot before a death",
    docNo: "威民〔2026〕3号",
    source: "test",
    scopeDivisions: ["371000"],
    validFrom: "2026-03-30",
    dateBasis: .service,
    exceptions: [.survivingSpouse, .criticallyIll]
  )
}

extension Locality {
  /// Where nothing became of any division.
  init(_ code: DivisionCode) { self.init(code, writtenOn: "2000-01-01", DivisionHistory()) }
}

extension DivisionChanged {
  static func sample(_ from: [DivisionCode], to: DivisionCode..., on day: LocalDate) -> DivisionChanged {
    DivisionChanged(
      op: from.isEmpty ? .create : .merge,
      fromCodes: from,
      to: to.map { DivisionChanged.Division(code: $0, nameZh: "某区", nameEn: "A district") },
      effectiveOn: day,
      source: "样例"
    )
  }
}
