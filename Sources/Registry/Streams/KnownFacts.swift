/// What the registry knows of the facts that policies ask for, as far as a case and its evidence state them outright.
/// Whether a place is in a policy's scope is the entitlement projection's to say (design.md, "Projections").
struct KnownFacts: Sendable {
  let decedent: DecedentCaseState
  var evidence: [Fact<EvidenceAttached>] = []

  /// What is known, and the event that says so; nil where nothing speaks of it: that is missing, never `false`.
  func known(_ fact: PolicyFact) -> (holds: Bool, event: EventID)? {
    switch fact {
    case .unknownPerson: (decedent.isUnknown, decedent.tellsWhoItIs)
    case .residencePermit: decedent.residency.map { ($0.data.residencePermit, $0.eventID) }
    case .cremated: decedent.cremation.map { (true, $0.eventID) }
    case .hukouInScope, .deathInScope, .placedInScope: nil
    case .lowIncome, .destitute, .preferential, .orphan, .student, .serviceman, .employedOneYear, .unknownBody, .donor,
      .martyr, .grantReceived, .burialProof:
      evidence.last { $0.data.kind.rawValue == fact.rawValue }.map { ($0.data.value, $0.eventID) }
    }
  }

  /// The first of the criteria that what is known speaks against.
  func contradicted(_ criteria: [Criterion]) -> (criterion: Criterion, event: EventID)? {
    for criterion in criteria {
      if let known = known(criterion.fact), known.holds != criterion.holds { return (criterion, known.event) }
    }
    return nil
  }
}

extension PolicyFact {
  /// What must hold of whoever is a beneficiary for this fact: an unknown body is one of an unknown person.
  var asCategory: [Criterion] {
    let facts: [PolicyFact] = self == .unknownBody ? [.unknownPerson, .unknownBody] : [self]
    return facts.map { Criterion(fact: $0, holds: true) }
  }
}
