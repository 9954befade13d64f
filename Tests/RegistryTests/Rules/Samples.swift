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
      electronic: true,
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
    fuelMl: 21_000,
    ashPortions: 1
  )
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

extension PolicyPublished {
  /// Weihai's awards: 1,000 yuan for ashes not kept, 800 for sea, tree, flower bed and wall (domain.md 2.5).
  static let award = PolicyPublished(
    scheme: .ecoSubsidy,
    version: 1,
    titleZh: "生态安葬奖补",
    titleEn: "Awards for eco burial",
    docNo: nil,
    source: "weihai.dzwww.com 2016-11-24",
    scopeDivisions: ["371000"],
    validFrom: "2017-01-01",
    validTo: nil,
    dateBasis: .placement,
    claimDeadlineDays: 90,
    services: nil,
    awards: [
      AwardRule(ruleId: "not-kept", forms: [.ashesNotKept], amountFen: 100_000, allAshes: true, criteria: []),
      AwardRule(
        ruleId: "eco",
        forms: [.sea, .tree, .flowerBed, .wall],
        amountFen: 80_000,
        allAshes: false,
        criteria: []
      ),
    ],
    limits: nil
  )

  static let plotLimit = PolicyPublished(
    scheme: .plotLimit,
    version: 1,
    titleZh: "墓位限额",
    titleEn: "Limits of plots",
    docNo: "民事发〔1998〕10号",
    source: "lifewill.cn",
    scopeDivisions: [.nation],
    validFrom: "1998-05-19",
    validTo: nil,
    dateBasis: .service,
    claimDeadlineDays: nil,
    services: nil,
    awards: nil,
    limits: [PlotLimit(kind: .double, areaMaxCm2: 10_000, stoneHeightMaxMm: 800)]
  )
}

extension ClaimSubmitted {
  static func sample(_ caseID: Code, _ custody: Code) -> ClaimSubmitted {
    ClaimSubmitted(
      policyId: "eco",
      decedentCaseId: caseID,
      custodyIds: [custody],
      claimantRef: "person-9",
      relation: .child,
      bankRefHash: .of(77),
      officeDivision: "371002"
    )
  }
}

extension ClaimApproved {
  static let sample = ClaimApproved(policyVersion: 1, ruleId: "eco", amountFen: 80_000, approverId: "county-1")
}

extension InspectionOpened {
  static let sample = InspectionOpened(checklistVersion: "v1", selfDue: "2026-03-31", reviewDue: "2026-05-31")
}

extension SelfCheckSubmitted {
  static let sample = SelfCheckSubmitted(refused: false, answers: [Answer(item: "accounts", score: 9)])
  static let refusal = SelfCheckSubmitted(refused: true, answers: [])
}

extension SiteCheckRecorded {
  static let sample = SiteCheckRecorded(
    item: "plots",
    finding: .fail,
    evidenceDigest: .paper,
    inspectorId: "inspector-1",
    secondInspectorId: "inspector-2"
  )
}

extension ConclusionIssued {
  static func sample(_ result: Result) -> ConclusionIssued {
    ConclusionIssued(
      result: result,
      score: 55,
      legalReviewerId: "legal-1",
      publishedOn: "2026-06-10",
      rectificationDue: result == .unqualified ? "2026-09-30" : nil
    )
  }
}

extension RectificationAccepted {
  static let sample = RectificationAccepted(recheckBy: "inspector-3", acceptedOn: "2026-08-20", docNo: "威民验〔2026〕2号")
}

extension PopulationImported {
  static let sample = PopulationImported(
    division: "371000",
    year: 2020,
    value: 2_906_548,
    source: "第七次人口普查",
    asOf: "2020-11-01"
  )
}

extension DivisionChanged {
  static let sample = DivisionChanged(
    op: .upgrade,
    fromCodes: ["371081"],
    to: [Division(code: "371003", nameZh: "文登区", nameEn: "Wendeng District")],
    effectiveOn: "2014-01-17",
    source: "国函〔2014〕12号"
  )
}
