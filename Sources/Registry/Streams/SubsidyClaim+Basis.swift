/// What a claim for an award rests on.
struct AwardBasis: Sendable {
  let policyID: Code
  let policy: PolicyState
  let decedent: DecedentCaseState
  let custodies: [(id: Code, state: AshCustodyState)]
  let division: DivisionCode
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
    division = claim.officeDivision
    submittedOn = day
    try uphold(m4PortionsNamed(claim))
    try uphold(m4PortionsOfDecedent(claim, custodies))
    try uphold(m4Disposed(custodies))
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
    try uphold(m2IsAward(policyID, policy))
    for fact in policy.versions.reversed() {
      if let day = day(fact.data.dateBasis), fact.data.isInForce(on: day, in: division) { return fact.data }
    }
    throw .refused(m2NoVersion(self))
  }
}
