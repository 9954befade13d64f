/// Cases that every city has, however small it is; the raw value is the number of the case.
enum Showcase: Int, Sendable {
  case hold = 1, unknown, police, hardship, seaInPortions, notKept, tree, rejectedClaim, unclaimedAshes
  case pendingClaim = 10, passport, failedCheck, reservation, scatterLand, wall, flowerBed
  case donated, releasedOut, buried, duplicate, reissued, toNiche, toSea, kept, takenElsewhere, movedInKeeping
  case claimReturned, claimAppealed, paymentFailed, claimRecovered, waiverReversed, claimSupplemented

  var fate: CasePlan.Fate? {
    switch self {
    case .donated: .donated
    case .releasedOut: .releasedOut
    case .buried: .buried
    default: nil
    }
  }

  var relocation: CasePlan.Relocation? {
    switch self {
    case .toNiche: .niche
    case .toSea: .sea
    default: nil
    }
  }

  var use: PlotUse? { relocation == nil ? nil : .single }

  var disposition: Disposition? {
    switch self {
    case .seaInPortions: .sea
    case .notKept, .claimSupplemented: .ashesNotKept
    case .tree, .rejectedClaim, .pendingClaim: .tree
    case .claimReturned, .claimAppealed, .paymentFailed, .claimRecovered: .tree
    case .reservation, .toNiche, .toSea: .plotStandard
    case .scatterLand: .scatterLand
    case .wall: .wall
    case .flowerBed: .flowerBed
    default: nil
    }
  }

  var portions: Int { self == .seaInPortions ? 2 : 1 }

  var claimEnd: CasePlan.ClaimEnd? {
    switch self {
    case .rejectedClaim: .rejected
    case .pendingClaim: .submitted
    case .claimReturned: .returned
    case .claimAppealed: .appealed
    case .paymentFailed: .paymentFailed
    case .claimRecovered: .recovered
    default: .paid
    }
  }
}
