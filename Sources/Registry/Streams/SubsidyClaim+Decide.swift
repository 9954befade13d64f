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
      // Approved and not paid yet: what is found out then must have a way to stop the payment.
      let steps: [Status] = [.submitted, .returned, .appealed, .verified, .approved, .supplemented]
      try uphold(r3ClaimStands(state, at: steps, .rejected))
    case is ClaimAppealed:
      try uphold(r3ClaimStands(state, at: [.rejected], .appealed))
      try state.appeal(matter, &known)
    case let event as ClaimSupplemented: try state.supplement(event, matter, &known)
    case let event as ClaimPaid:
      try uphold(m5PaidOnce(state))
      try uphold(r3ClaimStands(state, at: [.approved, .supplemented], .paid))
      try uphold(m5PaidAsApproved(state, event))
      try state.upholdApproval(&known)
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
    return Outcome(derived: [DerivedPayload(stream: .decedentCase(event.decedentCaseId), payload: claimed)])
  }

  private func approve(_ event: ClaimApproved, _ known: inout Knowledge) throws(Undecided) {
    try uphold(r3ClaimStands(self, at: [.verified], .approved))
    try uphold(m7ApproverIsNotVerifier(self, event))
    let basis = try basis(&known)
    let version = try basis.version()
    try uphold(m2VersionCited(event.policyVersion, version, on: basis.day(version.dateBasis)))
    try uphold(m2AmountOfRule(try basis.rule(event.ruleId, of: version), event))
  }

  /// M5: what the approval rested on still holds when it is paid. It stays bound by the version that it cites, also when
  /// another has been published since.
  private func upholdApproval(_ known: inout Knowledge) throws(Undecided) {
    guard let approval else { return }
    let basis = try basis(&known)
    let cited = basis.policy.versions.last { $0.data.version == approval.version }?.data
    guard let cited, let day = basis.day(cited.dateBasis), cited.isInForce(on: day, in: basis.office) else {
      throw .refused(m2NoVersion(basis.policyID, basis.policy, in: basis.office.code, by: basis.day))
    }
    _ = try basis.rule(approval.rule, of: cited)
  }

  /// What is due is decided as for the first approval, by the facts as they are now; only what is missing is approved.
  private func supplement(
    _ event: ClaimSupplemented,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) {
    guard let claim = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try uphold(r3ClaimStands(self, at: [.paid, .recovered], .supplemented))
    try uphold(m7SupplementByTwo(event))
    let basis = try basis(&known)
    let version = try basis.version()
    try basis.upholdExclusions(of: version, for: claim, &known)
    try uphold(m2VersionCited(event.policyVersion, version, on: basis.day(version.dateBasis)))
    try uphold(m5SupplementIsWhatIsMissing(self, try basis.rule(event.ruleId, of: version), event))
  }

  /// What is due, in fen, by the facts and the policy as they are: under the rule that was approved last, where it still holds,
  /// else under the one that gives most; 0 when none does.
  func due(_ known: inout Knowledge) throws(Undecided) -> Int {
    guard let approval else { return 0 }
    do throws(Undecided) {
      let basis = try basis(&known)
      let rules = basis.fulfilled(of: try basis.version())
      let approved = rules.first { $0.ruleId == approval.rule }
      return approved?.amountFen.value ?? rules.map(\.amountFen.value).max() ?? 0
    } catch {
      guard case .refused = error else { throw error }
      return 0
    }
  }

  /// An appeal takes the award again, which the rejection had released.
  private func appeal(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    guard let claim = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let basis = try basis(&known)
    try basis.upholdExclusions(of: try basis.version(), for: claim, &known)
  }

  private func basis(_ known: inout Knowledge) throws(Undecided) -> AwardBasis {
    try known.require(submitted.data.streams)
    return try AwardBasis(of: submitted.data, submittedOn: submitted.occurredAt.localDate, &known)
  }
}
