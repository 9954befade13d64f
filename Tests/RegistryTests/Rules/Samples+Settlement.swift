import Testing

@testable import Registry

extension PolicyPublished {
  /// One cremation up to 400 yuan and three days of keeping, at most 600 yuan a person.
  static let freeService = PolicyPublished(
    scheme: .freeBasicService,
    version: 1,
    titleZh: "基本殡葬服务减免",
    titleEn: "Free basic funeral services",
    docNo: nil,
    source: "样例",
    scopeDivisions: ["371000"],
    validFrom: "2020-01-01",
    validTo: nil,
    dateBasis: .death,
    services: [
      ServiceRule(ruleId: "cremation", itemCode: .cremation, unit: .body, capFen: 40_000, criteria: []),
      ServiceRule(ruleId: "keeping", itemCode: .keeping, unit: .day, qtyMaxMilli: 3000, criteria: []),
    ],
    personCapFen: 60_000
  )

  static let inspectionChecklist = PolicyPublished(
    scheme: .inspection,
    version: 1,
    titleZh: "年检检查表",
    titleEn: "Checklist",
    docNo: nil,
    source: "样例",
    scopeDivisions: ["371000"],
    validFrom: "2026-01-01",
    validTo: nil,
    dateBasis: .service,
    checklist: [
      ChecklistItem(item: "accounts", scoreMax: 10, needsDocument: true),
      ChecklistItem(item: "prices", scoreMax: 5, needsDocument: false),
    ]
  )
}

extension WaivedItem {
  static let cremation = WaivedItem(
    itemCode: .cremation,
    qtyMilli: 1000,
    listFen: 38_000,
    waivedFen: 38_000,
    payableFen: 0,
    ruleId: "cremation"
  )

  /// Seven days delivered for 700 yuan, of which three are free.
  static let keeping = WaivedItem(
    itemCode: .keeping,
    qtyMilli: 7000,
    listFen: 70_000,
    waivedFen: 30_000,
    payableFen: 40_000,
    ruleId: "keeping"
  )
}

extension WaiverDecided {
  static let sample = WaiverDecided(
    policyId: "free",
    policyVersion: 1,
    category: .hukouInScope,
    items: [.cremation],
    totalWaivedFen: 38_000,
    missing: [],
    decision: .granted,
    deciderId: "county-1"
  )

  static let ofKeeping = WaiverDecided(
    policyId: "free",
    policyVersion: 1,
    category: nil,
    items: [.keeping],
    totalWaivedFen: 30_000,
    missing: [],
    decision: .partial,
    deciderId: "county-1"
  )

  static let pending = WaiverDecided(
    policyId: "free",
    policyVersion: 1,
    category: nil,
    items: [],
    totalWaivedFen: 0,
    missing: [.hukouInScope],
    decision: .pending,
    deciderId: "county-1"
  )
}

extension ServiceItemDelivered {
  static let keeping = with(sample) {
    ($0.itemCode, $0.unit, $0.qtyMilli, $0.listFen) = (.keeping, .day, 7000, 70_000)
  }
}

extension BatchOpened {
  static let sample = BatchOpened(preparerId: "clerk-3")
}

extension RecoveryOpened {
  static let sample = RecoveryOpened(
    amountFen: 80_000,
    cause: .correction,
    causeEventId: "00000000-0000-8000-8000-000000000009"
  )
}

extension DrawAnnounced {
  /// One of one cemetery, two of three inspectors.
  static let sample = DrawAnnounced(
    division: "371000",
    year: 2026,
    round: 1,
    population: ["371002-C"],
    populationDigest: InspectionDraw.digest(of: ["371002-C"]) ?? .paper,
    pickedCount: 1,
    pool: ["inspector-1", "inspector-2", "inspector-3"],
    inspectorCount: 2
  )
}

extension InspectionSampled {
  /// As draws were recorded before there were announcements.
  static let unannounced = InspectionSampled(
    announcementEventId: nil,
    division: "371000",
    year: 2026,
    round: 1,
    seed: "7741",
    population: ["371002-C"],
    populationDigest: InspectionDraw.digest(of: ["371002-C"]) ?? .paper,
    picked: ["371002-C"],
    pool: ["inspector-1", "inspector-2", "inspector-3"],
    inspectors: InspectionDraw.draw(2, of: ["inspector-1", "inspector-2", "inspector-3"], seed: "7741")
  )
}

extension World {
  /// Announces a draw, and has the log hold something behind it.
  @discardableResult
  mutating func announced(_ announced: DrawAnnounced = .sample) throws -> EventID {
    let id = try given(announced, in: "inspection-draws").events[0].id
    try given(PopulationImported.sample, in: "population")
    return id
  }

  /// The draw of an announcement, as whoever holds it works it out.
  func drawn(_ announced: DrawAnnounced = .sample, by announcement: EventID) throws -> InspectionSampled {
    let next = try #require(follower(of: announcement))
    return try #require(InspectionSampled(of: announced, by: announcement, before: next))
  }

  /// Announces a draw and holds it.
  @discardableResult
  mutating func drawn(_ announced: DrawAnnounced = .sample) throws -> InspectionSampled {
    let id = try self.announced(announced)
    let sampled = try drawn(announced, by: id)
    try given(sampled, in: "inspection-draws")
    return sampled
  }
}

extension RectificationOrdered {
  static let sample = RectificationOrdered(items: ["plots"], due: "2026-09-30", docNo: "威民改〔2026〕5号")
}

extension ConclusionRevised {
  static func sample(_ result: Result) -> ConclusionRevised {
    ConclusionRevised(newResult: result, reason: "复测未超标", legalReviewerId: "legal-2", rectificationDue: nil)
  }
}

extension FindingOpened {
  static let sample = FindingOpened(
    kind: .oversize,
    subjectKind: .plot,
    subjectId: "371002-C/S/A/1",
    foundOn: "2026-10-20",
    evidenceDigest: .paper,
    division: "371002"
  )
}

extension PenaltyImposed {
  static let sample = PenaltyImposed(
    docNo: "环民罚〔2026〕2号",
    fineFen: 3_000_000,
    confiscatedFen: nil,
    legalReviewerId: "legal-1"
  )
}
