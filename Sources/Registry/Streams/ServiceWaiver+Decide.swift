// What becomes of a submission to a waiver.

extension ServiceWaiverState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as ServiceItemDelivered: [.facility(event.facilityId), .services]
    case let event as WaiverDecided: [.policy(event.policyId)]
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let decedent = StreamName(.decedentCase, matter.subject.key)
    try known.requireExisting(decedent)
    switch matter.payload {
    case let event as ServiceItemDelivered:
      let facility = try known.facility(event.facilityId)
      try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.serviceAt.localDate))
      try uphold(s6NotInTheFuture(event.serviceAt, "service_at", latest: matter.latest))
      let catalogue = try known.services(of: facility, on: event.serviceAt.localDate)
      try uphold(f4DeliveredWithinCatalogue(event, catalogue))
      return Outcome()
    case let event as EvidenceAttached:
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
      return Outcome()
    case let event as WaiverDecided:
      guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
      return try state.decide(event, of: try known.existing(DecedentCaseState.self, decedent), matter, &known)
    case let event as WaiverReversed:
      guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
      return try state.reverse(event, &known)
    case is WaiverBatched: throw .refused(s6WrittenByTheRegistry(matter.payload, after: BatchLineAdded.self))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private func decide(
    _ event: WaiverDecided,
    of decedent: DecedentCaseState,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(r3NotADuplicate(decedent, try matter.caseID))
    let policy = try known.existing(PolicyState.self, .policy(event.policyId))
    try uphold(m2PolicyOfScheme(event.policyId, policy, .freeBasicService))
    try uphold(m1OneActive(self, event))
    try known.require(decedent.merged.map { .waiver($0) })
    for other in decedent.merged {
      if let waiver = try known.state(ServiceWaiverState.self, of: .waiver(other)) {
        try uphold(m1OneActive(waiver, event))
      }
    }
    let day = { (basis: PolicyPublished.DateBasis) in self.day(basis, of: event, decedent, decidedOn: matter.day) }
    guard let version = policy.version(in: nil, by: day) else {
      throw .refused(m2NoVersion(event.policyId, policy, in: nil, by: day))
    }
    try uphold(m2VersionCited(event.policyVersion, version, on: day(version.dateBasis)))
    try uphold(m1ItemsOnce(event))
    let facts = KnownFacts(decedent: decedent, evidence: evidence)
    if event.totalWaivedFen.value > 0, let category = event.category {
      try uphold(m1FactsAsKnown(event, category.asCategory, facts))
    }
    for item in event.items {
      let rules = version.services ?? []
      guard let rule = rules.first(where: { $0.ruleId == item.ruleId && $0.itemCode == item.itemCode }) else {
        throw .refused(m2NoSuchRule(version, item.ruleId, known: rules.map(\.ruleId)))
      }
      if item.waivedFen.value > 0 { try uphold(m1FactsAsKnown(event, rule.criteria, facts)) }
      try uphold(m1WithinDelivered(self, item, rule))
      try uphold(m1WithinCap(item, rule))
    }
    try uphold(m1SumsRight(event))
    try uphold(m1DecisionFitsSums(event))
    try uphold(m1WithinPersonCap(version, event))
    return Outcome()
  }

  /// The day of a date basis; of services, the first of those decided on. When the ashes were placed is not known
  /// from case and waiver, so a policy of free services cannot go by it.
  private func day(
    _ basis: PolicyPublished.DateBasis,
    of event: WaiverDecided,
    _ decedent: DecedentCaseState,
    decidedOn day: LocalDate
  ) -> LocalDate? {
    switch basis {
    case .death: return decedent.certificate?.data.deathAt.localDate
    case .service:
      let decided = Set(event.items.map(\.itemCode))
      let services = items.filter { decided.isEmpty || decided.contains($0.data.itemCode) }
      return services.map(\.data.serviceAt.localDate).min()
    case .placement: return nil
    case .claim: return day
    }
  }

  private func reverse(_ event: WaiverReversed, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    guard let decided = decision(event.decisionEventId), decided.isActive else {
      throw .refused(m1NoSuchDecision(self, event.decisionEventId))
    }
    var line: SettlementBatchState.Line?
    if let batched = decided.batched?.data {
      let batch = try known.existing(SettlementBatchState.self, .batch(of: batched.home, in: batched.month))
      line = batch.line(event.decisionEventId)
      try uphold(m6NotAwaitingPayment(batched, line))
    }
    try uphold(m5RecoversAsSettled(decided, line, event))
    return Outcome()
  }
}
