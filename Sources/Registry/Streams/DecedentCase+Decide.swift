// What becomes of a submission to a case.

extension DecedentCaseState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as CaseOpened: [.facility(event.facilityId)]
    case let event as CremationCompleted: [.facility(event.facilityId)]
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
    switch matter.payload {
    case let event as DeathCertificateRecorded: return try state.decide(event, matter)
    case let event as IdentityVerified: return try state.decide(event)
    case let event as ResidencyRecorded:
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
      return Outcome()
    case is HoldPlaced:
      try uphold(r3NotCremated(state, "限制处置", "a hold"))
      return Outcome()
    case let event as HoldReleased:
      try uphold(d4HoldIsOpen(state, event))
      return Outcome()
    case let event as CremationAuthorised: return try state.decide(event, matter)
    case let event as CremationCompleted: return try state.decide(event, matter, &known)
    case let event as CremationCertificateIssued: return try state.decide(event, matter)
    case is AwardClaimed: throw .refused(s6WrittenByTheRegistry(matter.payload, after: ClaimSubmitted.self))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private func decide(_ event: DeathCertificateRecorded, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "死亡证明", "a death certificate"))
    try uphold(d2OneCertificate(self))
    try uphold(s6NotInTheFuture(event.deathAt, "death_at", latest: matter.latest))
    try uphold(s6NotInTheFuture(event.issuedOn, "issued_on", latest: matter.latestDay))
    try uphold(d2FormFitsIssueDate(event))
    try uphold(d2IssuedAfterDeath(event))
    try uphold(d5PolicePaper(event))
    return Outcome(takes: [Claim(.certificate, event.certKeyHash.text)])
  }

  private func decide(_ event: IdentityVerified) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "身份核验", "an identity check"))
    try uphold(d3OverrideHasReason(event))
    let next = event.idCheck == .failed ? nil : event.idHash
    guard next != person else { return Outcome() }
    return Outcome(
      takes: next.map { [Claim(.person, $0.text)] } ?? [],
      releases: person.map { [Claim(.person, $0.text)] } ?? []
    )
  }

  private func decide(_ event: CremationAuthorised, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "火化确认", "a cremation confirmation"))
    try uphold(r3AuthorisedOnce(self))
    try uphold(d3PapersComplete(self))
    try uphold(d3TwoCheckers(event))
    try uphold(d4NoOpenHold(self, at: matter.time))
    return Outcome()
  }

  private func decide(
    _ event: CremationCompleted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(d6OneCremation(self))
    let facility = try known.facility(event.facilityId)
    try uphold(d6AtAFuneralHome(facility, event.facilityId))
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.startedAt.localDate))
    try uphold(s6NotInTheFuture(event.endedAt, "ended_at", latest: matter.latest))
    try uphold(d6EndsAfterItStarts(event))
    try uphold(d3PapersComplete(self))
    try uphold(d6AfterDeath(self, event))
    try uphold(d3ConfirmedBeforehand(self, event))
    try uphold(d4NoOpenHold(self, at: event.startedAt))
    return Outcome()
  }

  private func decide(_ event: CremationCertificateIssued, _ matter: Matter) throws(Undecided) -> Outcome {
    guard let cremation else { throw .refused(d7NotCremated()) }
    try uphold(d7OnePerCremation(self))
    try uphold(d7AfterCremation(cremation, at: matter.time))
    let home = cremation.data.facilityId.text
    return Outcome(takes: [
      Claim(.cremationCertificate, event.certNo.text), Claim(.formSerial, "\(home)/\(event.formSerial.text)"),
    ])
  }
}
