// Stream `policy/<policy id>` 政策版本: rules that are data, each with its document.

// MARK: Events

/// 政策发布: one version of a policy. What could not be found in the source (a document number, a cap) stays absent.
public struct PolicyPublished: FactPayload {
  public static var stream: StreamKind { .policy }
  public enum Scheme: String, Codable, CaseIterable, Sendable {
    case freeBasicService = "free_basic_service"
    case ecoSubsidy = "eco_subsidy"
    case plotLimit = "plot_limit"
    case keepingLimit = "keeping_limit"
    case inspection
    case saleException = "sale_exception"
    case newFacility = "new_facility"
    case unclaimedAshes = "unclaimed_ashes"
  }
  public enum DateBasis: String, Codable, CaseIterable, Sendable { case death, service, placement, claim }
  public var scheme: Scheme
  public var version: PositiveCount
  public var titleZh: Text
  public var titleEn: Text
  public var docNo: Text?
  /// Where the text was read.
  public var source: Text
  public var scopeDivisions: [DivisionCode]
  public var validFrom: LocalDate
  public var validTo: LocalDate?
  public var dateBasis: DateBasis
  public var claimDeadlineDays: PositiveCount?
  /// Rules of a free service scheme: an item is due when all criteria of one of its rules hold.
  public var services: [ServiceRule]?
  public var awards: [AwardRule]?
  public var limits: [PlotLimit]?
  /// Days that a body may be kept before an extension is needed (rule D9).
  public var keepingMaxDays: PositiveCount?
  /// Items of an annual inspection.
  public var checklist: [ChecklistItem]?
  /// The most that is waived for one decedent (rule M1).
  public var personCapFen: Fen?
  /// Policies whose award nobody may have beside this one's (rule M3), whichever of the two says so.
  public var excludes: [Code]?
  /// On what bases a plot may be held without a death (rule P3).
  public var exceptions: [HoldingBasis]?
  /// By when an inspection's self-check and its first review are due (rule I1).
  public var selfDue: LocalDate?
  public var reviewDue: LocalDate?
  /// Of which nature a new facility is licensed (rule F6).
  public var licensedNatures: [FacilityLicensed.Nature]?
  /// When ashes count as unclaimed, and how they may then be put to rest (rules A9 and A10).
  public var unclaimed: [UnclaimedRule]?
  /// The levels and natures of the facilities that it is for; absent: for all.
  public var scopeLevels: [FacilityLicensed.Level]?
  public var scopeNatures: [FacilityLicensed.Nature]?
}

/// A fact about a case that a policy may ask for.
public enum PolicyFact: String, Codable, CaseIterable, Sendable {
  case hukouInScope = "hukou_in_scope"
  case residencePermit = "residence_permit"
  case deathInScope = "death_in_scope"
  case cremated
  case placedInScope = "placed_in_scope"
  case unknownPerson = "unknown_person"
  case lowIncome = "low_income"
  case destitute, preferential, orphan, student, serviceman
  case employedOneYear = "employed_1y"
  case unknownBody = "unknown_body"
  case donor, martyr
  case grantReceived = "grant_received"
  case burialProof = "burial_proof"
}

public struct Criterion: Codable, Equatable, Sendable {
  public var fact: PolicyFact
  /// What the fact must be.
  public var holds: Bool
}

public struct ServiceRule: Codable, Equatable, Sendable {
  public var ruleId: Code
  public var itemCode: ServiceItem
  public var unit: ServiceItemDelivered.Unit
  public var qtyMaxMilli: PositiveCount?
  public var capFen: Fen?
  public var criteria: [Criterion]
}

public struct AwardRule: Codable, Equatable, Sendable {
  public var ruleId: Code
  public var forms: [BurialForm]
  public var amountFen: Fen
  /// Whether every portion of the decedent's ashes must have gone this way (rule M4).
  public var allAshes: Bool
  /// Whether what holds the ashes must decay; absent when the rule does not ask.
  public var degradable: Bool?
  /// The markers that may stand over them; absent when the rule does not ask.
  public var markers: [AshesPlaced.Marker]?
  public var criteria: [Criterion]
}

public struct PlotLimit: Codable, Equatable, Sendable {
  public var kind: PlotKind
  public var areaMaxCm2: PositiveCount
  public var stoneHeightMaxMm: PositiveCount?
}

/// From when on ashes count as unclaimed, and how they may then be put to rest.
public struct UnclaimedRule: Codable, Equatable, Sendable {
  public enum Whose: String, Codable, CaseIterable, Sendable {
    case anybody
    case unknownPerson = "unknown_person"
  }
  public enum TermUnit: String, Codable, CaseIterable, Sendable { case day, month, year }
  public var ruleId: Code
  public var whose: Whose
  /// They count when nobody has come for longer than this.
  public var termCount: PositiveCount
  public var termUnit: TermUnit
  /// Absent when the document names none.
  public var forms: [BurialForm]?
  /// Whether it is reported to the civil affairs bureau before they are put to rest.
  public var filing: Bool
}

/// One item of an annual inspection's checklist.
public struct ChecklistItem: Codable, Equatable, Sendable {
  public var item: Code
  public var scoreMax: Count
  /// Whether a document must be on file before the cemetery can be found qualified.
  public var needsDocument: Bool
  /// The share of the year's sales that must be in the maintenance fund before it can be.
  public var fundMinPercent: Percent?
}

// MARK: State

/// The published versions, oldest first. Where several are in force on a day, the newest holds: that is how a policy
/// is amended backwards.
public struct PolicyState: StreamState, Equatable {
  public private(set) var versions: [Fact<PolicyPublished>] = []

  /// The newest version whose days include `day` and whose divisions, levels and natures include the facility's.
  public func version(
    inForceOn day: LocalDate,
    covering licence: FacilityLicensed,
    _ divisions: DivisionHistory
  ) -> PolicyPublished? {
    let place = Locality(licence, divisions)
    return versions.last { $0.data.isInForce(on: day, in: place) && $0.data.isFor(licence) }?.data
  }

  init?(beginning event: RecordedEvent) {
    evolve(event)
    guard !versions.isEmpty else { return nil }
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    if let data = event.payload as? PolicyPublished { versions.append(Fact(data, event)) }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let event = matter.payload as? PolicyPublished else {
      throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    try uphold(m2UnderTheIdOfItsScheme(matter.subject, event))
    try uphold(m2VersionsAscend(state, event))
    try uphold(m2RulesOfScheme(event))
    try uphold(m2RuleIdsDistinct(event))
    if let validTo = event.validTo {
      try uphold(r4InOrder(event.validFrom, "valid_from", validTo, "valid_to"))
    }
    return Outcome()
  }
}

extension PolicyPublished {
  public func isInForce(on day: LocalDate) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }

  /// What refusals call it: its document number, or its title where none is known.
  var document: Bilingual { Bilingual(zh: docNo?.text ?? titleZh.text, en: docNo?.text ?? titleEn.text) }

  func isFor(_ licence: FacilityLicensed) -> Bool {
    scopeLevels?.contains(licence.level) != false && scopeNatures?.contains(licence.nature) != false
  }

  func isInForce(on day: LocalDate, in place: Locality) -> Bool {
    isInForce(on: day) && scopeDivisions.contains { place.isWithin(place.other($0, writtenOn: validFrom), on: day) }
  }
}

// MARK: Rules

/// M2: a version is told from the others by its number, and all versions of a policy are of one scheme.
func m2VersionsAscend(_ state: PolicyState?, _ event: PolicyPublished) -> Refusal? {
  guard let last = state?.versions.last else { return nil }
  if event.scheme != last.data.scheme {
    return Refusal(
      rule: .m2,
      fact: Bilingual(
        zh: "该政策属于 \(last.data.scheme.rawValue)，新版本却写为 \(event.scheme.rawValue)",
        en: "This policy is a \(last.data.scheme.rawValue), the new version is said to be a \(event.scheme.rawValue)."
      ),
      remedy: Bilingual(zh: "不同类别的政策请使用不同的政策编号", en: "Give a policy of another scheme an id of its own.")
    )
  }
  guard event.version <= last.data.version else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "该政策已有第 \(last.data.version) 版（事件 \(last.eventID)），提交的是第 \(event.version) 版",
      en:
        "Version \(last.data.version) is published (event \(last.eventID)); this is called version \(event.version)."
    ),
    remedy: Bilingual(
      zh: "请使用大于 \(last.data.version) 的版本号；已发布的版本不可改写",
      en: "Give it a number above \(last.data.version); a published version is never rewritten."
    )
  )
}

/// M2: a version carries the rules of its scheme, for at least one division, and none of another scheme.
func m2RulesOfScheme(_ event: PolicyPublished) -> Refusal? {
  let parts = [
    ("services", event.services?.count), ("awards", event.awards?.count), ("limits", event.limits?.count),
    ("keeping_max_days", event.keepingMaxDays.map { _ in 1 }),
    ("checklist", event.checklist?.count),
    ("exceptions", event.exceptions?.count),
    ("licensed_natures", event.licensedNatures?.count),
    ("unclaimed", event.unclaimed?.count),
    ("self_due", event.scheme == .inspection ? nil : event.selfDue.map { _ in 1 }),
    ("review_due", event.scheme == .inspection ? nil : event.reviewDue.map { _ in 1 }),
  ]
  let wanted =
    switch event.scheme {
    case .freeBasicService: "services"
    case .ecoSubsidy: "awards"
    case .plotLimit: "limits"
    case .keepingLimit: "keeping_max_days"
    case .inspection: "checklist"
    case .saleException: "exceptions"
    case .newFacility: "licensed_natures"
    case .unclaimedAshes: "unclaimed"
    }
  let isComplete = parts.allSatisfy { name, count in name == wanted ? (count ?? 0) > 0 : count == nil }
  guard !isComplete || event.scopeDivisions.isEmpty else { return nil }
  let given = parts.filter { $0.1 != nil }.map { "\($0.0)(\($0.1 ?? 0))" }.joined(separator: ", ")
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "\(event.scheme.rawValue) 政策第 \(event.version) 版的内容为 [\(given)]，适用区划 \(event.scopeDivisions.count) 个",
      en: """
        Version \(event.version) of this \(event.scheme.rawValue) has [\(given)] \
        and \(event.scopeDivisions.count) division(s) in scope.
        """
    ),
    remedy: Bilingual(
      zh: "该类政策应有且仅有非空的 \(wanted)，并至少写明一个适用区划",
      en: "Such a policy has \(wanted), not empty, nothing of other schemes, and at least one division."
    )
  )
}

/// M2: decisions cite a rule by its id, and answers an item by its code, so each is used once in a version.
func m2RuleIdsDistinct(_ event: PolicyPublished) -> Refusal? {
  var seen: Set<Code> = []
  let ids =
    (event.services ?? []).map(\.ruleId) + (event.awards ?? []).map(\.ruleId) + (event.checklist ?? []).map(\.item)
    + (event.unclaimed ?? []).map(\.ruleId)
  guard let twice = ids.first(where: { !seen.insert($0).inserted }) else { return nil }
  return Refusal(
    rule: .m2,
    fact: Bilingual(
      zh: "政策第 \(event.version) 版中规则编号 \(twice) 出现两次",
      en: "The rule id \(twice) stands twice in version \(event.version)."
    ),
    remedy: Bilingual(zh: "请为每条规则使用不同的编号", en: "Give each rule an id of its own.")
  )
}
