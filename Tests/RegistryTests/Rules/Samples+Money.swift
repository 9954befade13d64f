@testable import Registry

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

extension ClaimSupplemented {
  static func sample(_ fen: Fen, version: PositiveCount = 1) -> ClaimSupplemented {
    ClaimSupplemented(
      policyVersion: version,
      ruleId: "eco",
      amountFen: fen,
      verifierId: "town-1",
      approverId: "county-1"
    )
  }
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
    kind: .resident,
    division: "371000",
    year: 2020,
    value: 2_906_548,
    source: "第七次人口普查",
    asOf: "2020-11-01"
  )
}

extension DeathCountImported {
  static let sample = DeathCountImported(
    division: "371000",
    year: 2023,
    value: 23_500,
    source: "2023年全市死亡2.35万人，转引自maigoo.com/news/702037",
    asOf: "2023-12-31"
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
