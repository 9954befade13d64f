// Codes that more than one kind of record uses.

/// Form of burial or other final disposition of ashes (domain.md 4.3). Which forms count as eco is policy, not code.
public enum BurialForm: String, Codable, CaseIterable, Sendable {
  case plotStandard = "plot_standard"
  case smallFlatStone = "small_flat_stone"
  case tree
  case flowerBed = "flower_bed"
  case lawn
  case wall
  case tower
  case columbariumNiche = "columbarium_niche"
  case deepNoMound = "deep_no_mound"
  case scatterLand = "scatter_land"
  case sea
  case river
  case ashesNotKept = "ashes_not_kept"

  /// Forms after which nothing is left to place or relocate (rule A5).
  public var isScattering: Bool {
    switch self {
    case .scatterLand, .sea, .river, .ashesNotKept: true
    default: false
    }
  }
}

/// Kind of plot, niche or pool.
public enum PlotKind: String, Codable, CaseIterable, Sendable {
  case single, double, family, niche
  case ecoPool = "eco_pool"
  case bodySingle = "body_single"
  case bodyDouble = "body_double"
}

/// Relation of a person who acts to the decedent.
public enum Relation: String, Codable, CaseIterable, Sendable {
  case spouse, child, parent, sibling, grandparent, grandchild
  case otherRelative = "other_relative"
  case organisation, authority
}

/// Why a plot may be held (rule P3): a death, or one of the exceptions of the Regulation (Decree 824: the elderly,
/// the critically ill and similar cases).
public enum HoldingBasis: String, Codable, CaseIterable, Sendable {
  case decedent
  case survivingSpouse = "surviving_spouse"
  case elderly
  case criticallyIll = "critically_ill"
  case childless, other
}

/// A service item of the free basic services (基本殡葬服务).
public enum ServiceItem: String, Codable, CaseIterable, Sendable {
  case transport, keeping, farewell, cremation
  case ashStorage = "ash_storage"
  case ecoBurial = "eco_burial"
  case urn
}

/// Evidence that a policy may ask for, imported from the system that keeps it.
public enum EvidenceKind: String, Codable, CaseIterable, Sendable {
  case lowIncome = "low_income"
  case destitute, preferential, orphan, student, serviceman
  case employedOneYear = "employed_1y"
  case unknownBody = "unknown_body"
  case donor, martyr
  case grantReceived = "grant_received"
  case burialProof = "burial_proof"
}

/// Why money that was granted or paid is asked back.
public enum RecoveryCause: String, Codable, CaseIterable, Sendable {
  /// A fact that the decision rested on has been corrected, or became known late.
  case correction
  case falseEvidence = "false_evidence"
  case duplicate, miscalculation, other
}
