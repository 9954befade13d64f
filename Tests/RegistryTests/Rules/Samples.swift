@testable import Registry

// One sound payload of each type; tests change the members they are about.

extension CaseOpened {
  static let sample = CaseOpened(facilityId: "371002-H", placeKind: .hospital, unknownPerson: false)
}

extension DeathCertificateRecorded {
  static func sample(_ number: Int = 1) -> DeathCertificateRecorded {
    DeathCertificateRecorded(
      certKind: .medical,
      regime: .form2026,
      certKeyHash: .of(number),
      issuerUscc: "11370100004188768U",
      issuerUsccReason: nil,
      deathAt: "2026-10-01T08:00:00+08:00",
      deathAtPrecision: .minute,
      deathDivision: "371002",
      manner: .normal,
      issuedOn: "2026-10-01",
      medium: .electronic,
      numberKind: .citizenId,
      policeDocNo: nil
    )
  }
}

extension IdentityVerified {
  static func sample(_ number: Int = 1) -> IdentityVerified {
    IdentityVerified(
      personRef: Code("person-\(number)") ?? "person",
      idKind: .citizenId,
      idHash: .of(number),
      idCheck: .passed,
      method: .document,
      checkerId: "clerk-1",
      overrideReason: nil
    )
  }
}

extension ResidencyRecorded {
  static let sample = ResidencyRecorded(
    hukouDivision: "371002",
    residenceDivision: nil,
    residencePermit: false,
    ethnicityExempt: false,
    asOf: "2026-10-01"
  )
}

extension HoldPlaced {
  static let sample = HoldPlaced(
    holdKind: .judicial,
    authorityUscc: "1137100000435907XJ",
    docNo: "威公限〔2026〕7号",
    until: nil
  )
}

extension CremationAuthorised {
  static let sample = CremationAuthorised(
    confirmFormNo: "QR-0001",
    signerRef: "person-9",
    relationCode: .child,
    signerIdCheck: .passed,
    checkerId: "clerk-1",
    secondCheckerId: "clerk-2"
  )
}

extension CremationCompleted {
  static let sample = CremationCompleted(
    facilityId: "371002-H",
    unitId: "unit-1",
    operatorId: "operator-1",
    startedAt: "2026-10-03T09:00:00+08:00",
    endedAt: "2026-10-03T10:10:00+08:00",
    furnaceGrade: .ordinary,
    fuel: .litres(21_000),
    ashPortions: 1
  )
}

extension CremationCompleted.FuelUse {
  static func litres(_ milli: Count) -> Self { Self(measure: .litre, qtyMilli: milli) }
}

extension CremationCertificateIssued {
  static let sample = CremationCertificateIssued(certNo: "HH-1", formSerial: "S-1", receivedByRef: "person-9")
}

extension CustodyOpened {
  static func sample(_ caseID: Code, _ portion: PortionCount = 1, of total: PortionCount = 1) -> CustodyOpened {
    CustodyOpened(
      caseId: caseID,
      facilityId: "371002-H",
      portionNo: portion,
      portionsTotal: total,
      containerTag: "tag-1"
    )
  }
}

extension AshesPlaced {
  static func sample(_ plot: PlotID, _ position: PositiveCount = 1, under contract: Code?) -> AshesPlaced {
    AshesPlaced(
      facilityId: plot.facility,
      plotId: plot,
      positionNo: position,
      form: contract == nil ? .tree : .smallFlatStone,
      degradable: contract == nil,
      marker: .flat,
      contractNo: contract,
      agreementNo: "XY-1"
    )
  }
}

extension AshesScattered {
  static let sample = AshesScattered(form: .sea, site: "威海湾", voyageNo: "2026-03", allAshes: true)
}

extension FacilityLicensed {
  static func sample(_ kind: Kind) -> FacilityLicensed {
    FacilityLicensed(
      nameZh: "某设施",
      nameEn: "A facility",
      kind: kind,
      nature: .publicBenefit,
      level: .county,
      division: "371002",
      town: nil,
      operatorUscc: "11370100004188768U",
      operatorUsccReason: nil,
      licenceNo: "许可-1",
      validFrom: "2010-05-01",
      validTo: nil,
      landM2: 30_000,
      bodyBurialAllowed: false
    )
  }
}

extension FacilityStatusChanged {
  static func sample(_ status: Status, from day: LocalDate) -> FacilityStatusChanged {
    FacilityStatusChanged(status: status, from: day, reason: "整顿", causeEventId: nil)
  }
}

extension SectionOpened {
  static func sample(_ kind: PlotKind, designed: PositiveCount = 10) -> SectionOpened {
    SectionOpened(
      nameZh: "一区",
      phase: 1,
      plotKind: kind,
      designedUnits: designed,
      landM2: 900,
      eco: kind == .ecoPool,
      approvedDoc: "威民〔2020〕1号"
    )
  }
}

extension PlotRangeCreated {
  static func sample(_ capacity: PositiveCount, first: PositiveCount = 1, count: PositiveCount = 5) -> PlotRangeCreated
  {
    PlotRangeCreated(
      row: "A",
      firstNo: first,
      count: count,
      capacity: capacity,
      areaCm2: 8_000,
      stoneHeightMm: 600
    )
  }
}

extension PlotReserved {
  static let sample = PlotReserved(
    forRef: "person-5",
    basis: .elderly,
    evidenceDigest: .paper,
    until: "2027-01-31"
  )
}

extension UseRightGranted {
  static func sample(_ plot: PlotID, for caseID: Code?) -> UseRightGranted {
    UseRightGranted(
      plotId: plot,
      holderRef: "person-5",
      decedentCaseId: caseID,
      basis: caseID == nil ? .elderly : .decedent,
      evidenceDigest: caseID == nil ? .paper : nil,
      from: "2026-10-05",
      to: "2046-10-05",
      useFeeFen: 1_000_000,
      maintenanceFeeFen: 50_000,
      maintenanceTo: "2046-10-05"
    )
  }
}

extension ServiceItemDelivered {
  static let sample = ServiceItemDelivered(
    itemCode: .cremation,
    gradeCode: .basic,
    qtyMilli: 1000,
    unit: .body,
    listFen: 38_000,
    facilityId: "371002-H",
    serviceAt: "2026-10-03T09:00:00+08:00"
  )
}

extension EvidenceAttached {
  static let sample = EvidenceAttached(
    kind: .lowIncome,
    value: true,
    asOf: "2026-10-02",
    sourceSystem: "低保系统",
    digest: .paper
  )
}
