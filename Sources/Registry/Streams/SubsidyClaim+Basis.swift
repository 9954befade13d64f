/// What a claim for an award rests on.
struct AwardBasis: Sendable {
  let policyID: Code
  let policy: PolicyState
  let decedent: DecedentCaseState
  let custodies: [(id: Code, state: AshCustodyState)]
  let office: Locality
  let submittedOn: LocalDate

  init(
    of claim: ClaimSubmitted,
    submittedOn day: LocalDate,
    _ known: inout Knowledge
  ) throws(Undecided) {
    policyID = claim.policyId
    policy = try known.existing(PolicyState.self, .policy(claim.policyId))
    decedent = try known.decedentCase(claim.decedentCaseId)
    var custodies: [(id: Code, state: AshCustodyState)] = []
    for id in claim.custodyIds {
      custodies.append((id, try known.existing(AshCustodyState.self, .ashCustody(id))))
    }
    self.custodies = custodies
    office = Locality(claim.officeDivision, writtenOn: day, try known.divisions())
    submittedOn = day
    try uphold(m4PortionsNamed(claim))
    try uphold(m4PortionsOfDecedent(claim, custodies))
    try uphold(m4Disposed(custodies))
    try uphold(m4NotUnclaimed(custodies))
  }

  /// The last of the placements: until then the ashes are not all where the award wants them.
  var placedOn: LocalDate? { custodies.compactMap(\.state.disposed?.at.localDate).max() }

  func day(_ basis: PolicyPublished.DateBasis) -> LocalDate? {
    switch basis {
    case .death: decedent.certificate?.data.deathAt.localDate
    case .service: decedent.cremation?.data.endedAt.localDate
    case .placement: placedOn
    case .claim: submittedOn
    }
  }

  /// M2: the version in force on the day that the version itself goes by.
  func version() throws(Undecided) -> PolicyPublished {
    try uphold(m2PolicyOfScheme(policyID, policy, .ecoSubsidy))
    guard let version = policy.version(in: office, by: day) else {
      throw .refused(m2NoVersion(policyID, policy, in: office.code, by: day))
    }
    return version
  }

  /// M4: the rule of that name, all of whose conditions the ashes fulfil.
  func rule(_ id: Code, of version: PolicyPublished) throws(Undecided) -> AwardRule {
    let rules = version.awards ?? []
    guard let rule = rules.first(where: { $0.ruleId == id }) else {
      throw .refused(m2NoSuchRule(version, id, known: rules.map(\.ruleId)))
    }
    if let unfulfilled = unfulfilled(rule) { throw .refused(unfulfilled) }
    return rule
  }

  /// The rules of a version that the ashes fulfil.
  func fulfilled(of version: PolicyPublished) -> [AwardRule] {
    (version.awards ?? []).filter { unfulfilled($0) == nil }
  }

  private func unfulfilled(_ rule: AwardRule) -> Refusal? {
    m4FormsOfRule(rule, self) ?? m4AllAshes(rule, self) ?? m4DegradableOfRule(rule, self) ?? m4MarkersOfRule(rule, self)
      ?? m4PersonOfRule(rule, self)
  }

  /// M3: the case knows its other claims, and its duplicates theirs; none that still stands may exclude this one, or be
  /// excluded by it, or be for the same award on another case. A rejected claim, unless it is appealed, no longer stands.
  ///
  /// Claims of the log could not say this: a claim that took the awards of all that it excludes would also keep out a
  /// third scheme that excludes the same one, but not this.
  func upholdExclusions(
    of version: PolicyPublished,
    for claim: Code,
    _ known: inout Knowledge
  ) throws(Undecided) {
    var others = decedent.awardClaims.filter { $0.data.claimId != claim && $0.data.policyId != policyID }
    try known.require(decedent.linked.map { .decedentCase($0) })
    // Decided again as of a day, the other case may not have been reported yet.
    for linked in decedent.linked {
      others += try known.state(DecedentCaseState.self, of: .decedentCase(linked))?.awardClaims ?? []
    }
    try known.require(others.flatMap { [.claim($0.data.claimId), .policy($0.data.policyId)] })
    for other in others {
      let state = try known.existing(SubsidyClaimState.self, .claim(other.data.claimId))
      let policy = try known.existing(PolicyState.self, .policy(other.data.policyId))
      guard state.status != .rejected else { continue }
      try uphold(m3OnceForOnePerson(policyID, other))
      let cited = state.approved?.data.policyVersion
      let theirs = policy.versions.last { cited == nil || $0.data.version == cited }?.data
      try uphold(m3NotExcluded((policyID, version), (other, theirs)))
    }
  }
}
