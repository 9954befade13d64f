// Stream `policy/<policy id>` 政策版本: rules that are data, each with its document.

// MARK: Events

/// 政策发布: one version of a policy. What could not be found in the source (a document number, a cap) stays absent.
public struct PolicyPublished: EventPayload {
  public static var stream: StreamKind { .policy }
  public enum Scheme: String, Codable, CaseIterable, Sendable {
    case freeBasicService = "free_basic_service"
    case ecoSubsidy = "eco_subsidy"
    case plotLimit = "plot_limit"
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
  public var criteria: [Criterion]
}

public struct PlotLimit: Codable, Equatable, Sendable {
  public var kind: PlotKind
  public var areaMaxCm2: PositiveCount
  public var stoneHeightMaxMm: PositiveCount?
}
