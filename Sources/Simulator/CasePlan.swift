/// Everything about one decedent that chance decides, before the city's state (free plots, furnaces) has its say.
struct CasePlan: Sendable {
  enum Step: Sendable {
    case opened, certificate, identityFailed, identity, residency, notice, hold, holdReleased
    case transport, keeping, farewell
    case authorised, cremation, cremated, cremationService, urn, certificateIssued, ashStorage
    case reserved, granted, claimed, verified, approved, rejected, paid
    case evidence(Int), custody(Int), placed(Int), scattered(Int)
  }

  enum Identity: Sendable {
    case citizen(String)
    case document(kind: String, number: String)
    case unknown

    var isUnknown: Bool {
      if case .unknown = self { return true }
      return false
    }
  }

  enum ClaimEnd: Sendable { case paid, rejected, verified, submitted }

  let index: Int
  let county: Int
  let caseID: String
  let personRef: String
  let identity: Identity
  let placeKind: String
  let death: Moment
  let deathPrecision: String
  let manner: String
  let hukou: String?
  let residence: String?
  var ethnicityExempt = false
  var evidence: [(kind: String, value: Bool)] = []
  var holdKind: String?
  var portions = 1
  var premium = false
  let signerRef: String
  let relation: String
  /// Nil while nothing is decided: the ashes are still kept at the end of the year, or the body was not cremated.
  var disposition: Disposition?
  var use: PlotUse?
  /// What the portions after the first become.
  var restAtSea = false
  var holderRef: String
  /// The earlier case of a couple, whose double plot this person shares.
  var spouseBefore: Int?
  /// Another case will share this one's double plot.
  var sharesLater = false
  var claimEnd: ClaimEnd?
  var storageMonths = 1
  var steps: [(moment: Moment, step: Step)] = []

  var stream: String { "case/\(caseID)" }

  /// Adds a step, never before the one that was added last.
  mutating func then(_ step: Step, at moment: Moment) {
    let earliest = steps.last.map { $0.moment.adding(seconds: 1) } ?? moment
    steps.append((max(moment, earliest), step))
  }
}
