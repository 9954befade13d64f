// What becomes of a submission to a case.

extension DecedentCaseState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as CaseOpened: [.facility(event.facilityId)]
    case let event as IdentityResolved: event.mergedCaseId.map { [.decedentCase($0)] } ?? []
    case let event as BodyCollected: [.hearse(event.hearseId)]
    case let event as KeepingStarted: [.facility(event.facilityId)]
    case let event as CremationCompleted:
      [.facility(event.facilityId), .cremationUnit(event.facilityId, event.unitId)]
    case let event as BodyBuried:
      [
        .facility(event.plotId.facility), .section(of: event.plotId), .plot(event.plotId), .useRight(event.contractNo),
        .zones, .divisions,
      ]
    case let event as CaseClosed:
      (event.ofCase.map { [.decedentCase($0)] } ?? []) + (event.custodyIds ?? []).map { .ashCustody($0) }
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? CaseOpened {
      try uphold(r2BegunOnce(state, matter.subject))
      let facility = try known.facility(event.facilityId)
      try uphold(r3FacilityNotClosed(facility, event.facilityId, on: matter.day))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try uphold(r3CaseGoesOn(state, matter.payload))
    switch matter.payload {
    case let event as DeathCertificateRecorded: return try state.decide(event, matter)
    case let event as DeathCertificateReissued: return try state.decide(event, matter)
    case let event as IdentityVerified: return try state.decide(event)
    case let event as IdentityResolved: return try state.decide(event, matter, &known)
    case let event as ResidencyRecorded:
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
      return Outcome()
    case let event as HoldPlaced:
      try uphold(r3ServedBeforeItLeft(state, at: matter.time))
      if let until = event.until { try uphold(r4InOrder(matter.day, "time", until, "until")) }
      return Outcome()
    case let event as HoldReleased:
      let hold = state.holds.first { $0.placed.eventID == event.holdEventId }
      try uphold(d4HoldIsOpen(hold, event))
      if let hold { try uphold(r4InOrder(hold.placed.occurredAt, "HoldPlaced", matter.time, "time")) }
      return Outcome()
    case let event as CremationAuthorised: return try state.decide(event, matter)
    case let event as CremationCompleted: return try state.decide(event, matter, &known)
    case let event as CremationCertificateIssued: return try state.decide(event, matter, &known)
    case let event as CremationCertificateReissued: return try state.decide(event, matter, &known)
    case let event as CaseClosed: return try state.decide(event, matter, &known)
    case is DuplicateFound: throw .refused(s6WrittenByTheRegistry(matter.payload, after: CaseClosed.self))
    case is AwardClaimed: throw .refused(s6WrittenByTheRegistry(matter.payload, after: ClaimSubmitted.self))
    default: return try state.decideBody(matter, &known)
    }
  }

  // MARK: Papers

  private func decide(_ event: DeathCertificateRecorded, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3BodyStillHere(self, "死亡证明", "a death certificate"))
    try uphold(d2OneCertificate(self))
    try uphold(s6NotInTheFuture(event.deathAt, "death_at", latest: matter.latest))
    try uphold(s6NotInTheFuture(event.issuedOn, "issued_on", latest: matter.latestDay))
    try uphold(d2FormFitsIssueDate(event))
    try uphold(d2NumberFitsForm(event))
    try uphold(d2IssuedAfterDeath(event))
    try uphold(d5PolicePaper(event))
    return Outcome()
  }

  private func decide(_ event: DeathCertificateReissued, _ matter: Matter) throws(Undecided) -> Outcome {
    guard let certificate else { throw .refused(d2NotCertified()) }
    try uphold(d2ReplacesTheLatest(self, event))
    try uphold(s6NotInTheFuture(event.issuedOn, "issued_on", latest: matter.latestDay))
    try uphold(r4InOrder(certificate.data.issuedOn, "first issued_on", event.issuedOn, "issued_on"))
    try uphold(d2ReissuedOnce(self, event))
    try uphold(d2CopiesOfReissue(self, event))
    return Outcome()
  }

  private func decide(
    _ event: CremationCertificateIssued,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let cremation else { throw .refused(d7NotCremated()) }
    try uphold(d7OnePerCremation(self))
    try uphold(d7AfterCremation(cremation, at: matter.time))
    return Outcome(derived: [try known.useForm(event.formSerial, of: cremation, matter)])
  }

  private func decide(
    _ event: CremationCertificateReissued,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let cremation else { throw .refused(d7NotCremated()) }
    try uphold(d7ReplacesTheLatest(self, event))
    return Outcome(derived: [try known.useForm(event.formSerial, of: cremation, matter)])
  }

  // MARK: Identity

  private func decide(_ event: IdentityVerified) throws(Undecided) -> Outcome {
    try uphold(
      r3BodyStillHere(self, "身份核验（事后查明的，请提交 IdentityResolved）", "an identity check (not IdentityResolved)")
    )
    try uphold(d3OverrideHasReason(event))
    return Outcome()
  }

  private func decide(
    _ event: IdentityResolved,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let id = event.mergedCaseId else {
      try uphold(r3StillUnknown(self))
      return Outcome()
    }
    let own = try matter.caseID
    try uphold(d1AnotherCase(own, id))
    let other = try known.decedentCase(id)
    try uphold(d1MayEndAsDuplicate(other, id))
    try uphold(d1SamePerson(other, id, event.idHash))
    let closing = CaseClosed(outcome: .duplicate, ofCase: own, custodyIds: nil)
    return Outcome(derived: [DerivedPayload(stream: .decedentCase(id), payload: closing)])
  }

  // MARK: Closing

  private func decide(_ event: CaseClosed, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    let own = try matter.caseID
    try uphold(d1DuplicateNamesTheOther(event))
    if let id = event.ofCase {
      try uphold(d1AnotherCase(own, id))
      let other = try known.decedentCase(id)
      try uphold(d1OtherCaseStands(other, id))
      try uphold(d1MayEndAsDuplicate(self, own))
      if let hash = person?.hash { try uphold(d1SamePerson(other, id, hash)) }
      return Outcome(derived: [DerivedPayload(stream: .decedentCase(id), payload: DuplicateFound(caseId: own))])
    }
    try uphold(r3OutcomeAsRecorded(self, event))
    var ashes: [(id: Code, state: AshCustodyState)] = []
    for id in event.custodyIds ?? [] {
      ashes.append((id, try known.existing(AshCustodyState.self, .ashCustody(id))))
    }
    try uphold(a1AshesOfCase(own, ashes))
    try uphold(a1EveryPortionNamed(self, ashes))
    try uphold(a2EveryPortionPlaced(ashes))
    return Outcome()
  }
}

extension Matter {
  /// The case that the submission is for.
  var caseID: Code {
    get throws(Undecided) {
      guard let id = subject.codes.first else { throw .refused(r1NoSuchRecord(subject)) }
      return id
    }
  }
}
