/// Everything about one decedent that chance decides, before the city's state (free plots, furnaces) has its say.
struct CasePlan: Sendable {
  enum Step: Sendable {
    case opened, certificate, identityFailed, identity, residency, notice, hold, holdReleased
    case transport, keeping, farewell
    case authorised, cremation, cremated, cremationService, urn, certificateIssued, ashStorage
    case reserved, granted, claimed, verified, approved, rejected, paid
    case evidence(Int), custody(Int), placed(Int), scattered(Int)
    case collected, keepingStarted(Int), keepingEnded, keepingExtended
    case donated, releasedOut, bodyGranted, buried, closed
    case secondReport, secondClosed, resolved, deathReissued, certificateReissued
    case stored, storageRenewed, handedOver(elsewhere: Bool)
    case nicheGranted, relocated, rightReturned, cleared
    case waived(isFinal: Bool), waiverReversed
    case certificateCorrected, itemTwice, itemVoided
    case returned, resubmitted, appealed, paymentFailed
    case ashesNotice, ashesDisposed, formCorrected, supplemented, supplementPaid
    case recoveryFound, recoveryOpened, recovered, findingClosed
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

  enum ClaimEnd: Sendable { case paid, rejected, verified, submitted, returned, appealed, paymentFailed, recovered }

  /// What becomes of the body.
  enum Fate: Sendable { case cremated, donated, releasedOut, buried }

  /// Where ashes go that have been placed before.
  enum Relocation: Sendable { case niche, sea }

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
  var fraud: Fraud?
  var fate = Fate.cremated
  /// From the township that is no cremation area: buried without an exemption.
  var isOfReformTown = false
  var ethnicityExempt: Bool { fate == .buried && !isOfReformTown }
  /// Another home opens a case of the same death.
  var isReportedTwice = false
  var secondCaseID = ""
  /// Of an unknown person, found out later.
  var laterNumber = ""
  /// Of somebody registered elsewhere.
  var hasPermit: Bool { hukou != residence && index.isMultiple(of: 2) && fraud == nil }
  var isMovedInKeeping = false
  /// The hour of death is first written down wrongly.
  var isCorrected: Bool { index % 397 == 41 }
  /// A service is entered twice.
  var isEnteredTwice: Bool { index % 401 == 43 }
  /// Nobody comes for the ashes.
  var isUnclaimed = false
  /// What was claimed is less than is due: the form was written down wrongly.
  var isSupplemented = false
  var isReissued = false
  var isWaiverReversed = false
  var relocation: Relocation?
  /// Facts by which free services are given.
  var facts: Set<String> = []
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
