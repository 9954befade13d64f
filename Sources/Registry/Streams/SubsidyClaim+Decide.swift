// What becomes of a submission to a claim.

extension SubsidyClaimState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? ClaimSubmitted)?.streams ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? ClaimSubmitted { return try submit(event, state, matter, &known) }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as ClaimReturned:
      try uphold(r3ClaimStands(state, at: [.submitted, .appealed], .returned))
      try uphold(r3ReturnNamesWhatIsMissing(state, event))
    case is ClaimResubmitted: try uphold(r3ClaimStands(state, at: [.returned], .submitted))
    case is ClaimVerified: try uphold(r3ClaimStands(state, at: [.submitted, .appealed], .verified))
    case let event as ClaimApproved: try state.approve(event, &known)
    case is ClaimRejected:
      try uphold(r3ClaimStands(state, at: [.submitted, .returned, .appealed, .verified], .rejected))
      return Outcome(releases: [state.award])
    case is ClaimAppealed:
      try uphold(r3ClaimStands(state, at: [.rejected], .appealed))
      return try state.appeal(matter, &known)
    case let event as ClaimPaid:
      try uphold(m5PaidOnce(state))
      try uphold(r3ClaimStands(state, at: [.approved], .paid))
      try uphold(m5PaidAsApproved(state, event))
      return Outcome(takes: [Claim(.payRef, event.payRef.text)])
    case let event as ClaimPaymentFailed:
      try uphold(r3ClaimStands(state, at: [.paid], .approved))
      try uphold(m5FailedAsPaid(state, event))
    case let event as RecoveryOpened:
      try uphold(r3ClaimStands(state, at: [.paid, .recovering, .recovered], .recovering))
      try uphold(m5RecoversAtMostPaid(state, event))
    case let event as ClaimRecovered:
      try uphold(r3ClaimStands(state, at: [.recovering], .recovered))
      try uphold(m5RecoveredAtMostAsked(state, event))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }

  private static func submit(
    _ event: ClaimSubmitted,
    _ state: Self?,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(r2BegunOnce(state, matter.subject))
    guard let claim = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let basis = try AwardBasis(of: event, submittedOn: matter.day, &known)
    let version = try basis.version()
    try uphold(m2WithinDeadline(version, basis))
    try basis.upholdExclusions(of: version, for: claim, &known)
    let claimed = AwardClaimed(claimId: claim, policyId: event.policyId)
    return Outcome(
      takes: [event.award],
      derived: [DerivedPayload(stream: .decedentCase(event.decedentCaseId), payload: claimed)]
    )
  }

  private func approve(_ event: ClaimApproved, _ known: inout Knowledge) throws(Undecided) {
    try uphold(r3ClaimStands(self, at: [.verified], .approved))
    try uphold(m7ApproverIsNotVerifier(self, event))
    let basis = try basis(&known)
    let version = try basis.version()
    try uphold(m2VersionCited(event.policyVersion, version, on: basis.day(version.dateBasis)))
    let rules = version.awards ?? []
    guard let rule = rules.first(where: { $0.ruleId == event.ruleId }) else {
      throw .refused(m2NoSuchRule(version, event.ruleId, known: rules.map(\.ruleId)))
    }
    try uphold(m2AmountOfRule(rule, event))
    try uphold(m4FormsOfRule(rule, basis))
    try uphold(m4AllAshes(rule, basis))
    try uphold(m4DegradableOfRule(rule, basis))
    try uphold(m4MarkersOfRule(rule, basis))
  }

  /// An appeal takes the award again, which the rejection had released.
  private func appeal(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    guard let claim = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let basis = try basis(&known)
    try basis.upholdExclusions(of: try basis.version(), for: claim, &known)
    return Outcome(takes: [award])
  }

  private func basis(_ known: inout Knowledge) throws(Undecided) -> AwardBasis {
    try known.require(submitted.data.streams)
    return try AwardBasis(of: submitted.data, submittedOn: submitted.occurredAt.localDate, &known)
  }
}
