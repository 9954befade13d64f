// What becomes of a submission about the body.

extension DecedentCaseState {
  func decideBody(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    switch matter.payload {
    case let event as BodyCollected: try decide(event, matter, &known)
    case let event as KeepingStarted: try decide(event, matter, &known)
    case let event as KeepingExtended: try decide(event)
    case let event as KeepingEnded: try decide(event, matter, &known)
    case let event as UnclaimedNoticePublished: try decide(event, matter)
    case let event as BodyBuried: return try decide(event, matter, &known)
    case is BodyDonated, is BodyReleasedOut:
      try uphold(r3BodyStillHere(self, "捐献或运出", "donation or transport out"))
      try letGo(at: matter.time, &known)
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }

  private func decide(_ event: BodyCollected, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    try uphold(r3BodyStillHere(self, "遗体接运", "its collection"))
    try uphold(s6NotInTheFuture(event.endedAt, "ended_at", latest: matter.latest))
    try uphold(r4InOrder(event.startedAt, "started_at", event.endedAt, "ended_at"))
    let hearse = try known.existing(HearseState.self, .hearse(event.hearseId))
    try uphold(d11HearseInService(hearse, event))
  }

  // MARK: Keeping

  private func decide(_ event: KeepingStarted, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    try uphold(r3BodyStillHere(self, "遗体存放", "keeping"))
    try uphold(r3KeptInOnePlace(self))
    try uphold(s6NotInTheFuture(event.startedAt, "started_at", latest: matter.latest))
    let facility = try known.facility(event.facilityId)
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.startedAt.localDate))
  }

  private func decide(_ event: KeepingExtended) throws(Undecided) {
    guard let keeping else { throw .refused(r3NotKept()) }
    try uphold(r4InOrder(keeping.started.data.startedAt.localDate, "keeping began", event.until, "until"))
  }

  private func decide(_ event: KeepingEnded, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    guard let keeping else { throw .refused(r3NotKept()) }
    try uphold(s6NotInTheFuture(event.endedAt, "ended_at", latest: matter.latest))
    try uphold(r4InOrder(keeping.started.data.startedAt, "started_at", event.endedAt, "ended_at"))
    try withinKeepingLimit(until: event.endedAt, &known)
  }

  /// D9, by the policy that was in force at the home when this stay began: a later, tighter limit comes too late for it.
  private func withinKeepingLimit(until end: Instant, _ known: inout Knowledge) throws(Undecided) {
    guard let keeping else { return }
    let start = keeping.started.data
    try known.require([.keepingLimit, .facility(start.facilityId)])
    let facility = try known.facility(start.facilityId)
    let version = try known.policy(.keepingLimit, facility.licence.data, start.startedAt.localDate)
    try uphold(d9WithinKeepingLimit(keeping, version, until: end))
  }

  /// What holds whenever a body leaves for good.
  private func letGo(at instant: Instant, _ known: inout Knowledge) throws(Undecided) {
    try uphold(d4NoOpenHold(self, at: instant))
    try withinKeepingLimit(until: instant, &known)
  }

  // MARK: Cremation

  private func decide(_ event: UnclaimedNoticePublished, _ matter: Matter) throws(Undecided) {
    try uphold(r3BodyStillHere(self, "无人认领公告", "a notice"))
    try uphold(r4InOrder(matter.day, "time", event.until, "until"))
  }

  func decide(_ event: CremationAuthorised, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3BodyStillHere(self, "火化确认", "a cremation confirmation"))
    try uphold(r3AuthorisedOnce(self))
    try uphold(d3PapersComplete(self))
    try uphold(d3TwoCheckers(event))
    try uphold(d4NoOpenHold(self, at: matter.time))
    try uphold(d10UnknownBodyReleased(self, event.authorityDocNo, on: matter.day))
    return Outcome()
  }

  func decide(
    _ event: CremationCompleted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(d6OneCremation(self))
    try uphold(d8BurialExcludesCremation(self))
    try uphold(r3BodyStillHere(self, "火化", "a cremation"))
    let facility = try known.facility(event.facilityId)
    try uphold(d6AtAFuneralHome(facility, event.facilityId))
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.startedAt.localDate))
    try uphold(s6NotInTheFuture(event.endedAt, "ended_at", latest: matter.latest))
    try uphold(d6EndsAfterItStarts(event))
    try uphold(d3PapersComplete(self))
    try uphold(d6AfterDeath(self, event))
    try uphold(d3ConfirmedBeforehand(self, event))
    try uphold(d10UnknownBodyReleased(self, authorisation?.data.authorityDocNo, on: event.startedAt.localDate))
    try letGo(at: event.startedAt, &known)
    return Outcome(derived: [try run(event, matter, &known)])
  }

  /// D6: the cremator that did it is there, fit and free; and keeps the run.
  private func run(
    _ event: CremationCompleted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> DerivedPayload {
    let stream = StreamName.cremationUnit(event.facilityId, event.unitId)
    guard let unit = try known.state(CremationUnitState.self, of: stream) else {
      throw .refused(d6NoSuchUnit(event))
    }
    try uphold(d6UnitInService(unit, event))
    try uphold(d6UnitTested(unit, event))
    try uphold(d6UnitFree(unit, event))
    let run = UnitRan(
      caseId: try matter.caseID,
      cremationEventId: matter.event.id,
      startedAt: event.startedAt,
      endedAt: event.endedAt
    )
    return DerivedPayload(stream: stream, payload: run)
  }

  // MARK: Burial

  private func decide(_ event: BodyBuried, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    try uphold(d8BurialExcludesCremation(self))
    try uphold(r3BodyStillHere(self, "遗体安葬", "a burial"))
    try uphold(d3PapersComplete(self))
    let cemetery = event.plotId.facility
    let facility = try known.facility(cemetery)
    try uphold(r3FacilityNotClosed(facility, cemetery, on: matter.day))
    try uphold(d8FacilityAllowsBodies(facility, cemetery))
    let place = Locality(facility.licence.data, try known.divisions())
    let zone = try known.state(ReferenceDataState.self, of: .zones)?.zone(of: place, on: matter.day)
    try uphold(d8ZoneOrExempt(self, zone, place, on: matter.day))
    let laidOut = try known.plot(event.plotId, with: event.positionNo)
    try uphold(d8PlotForBodies(laidOut.kind, event.plotId))
    let own = try matter.caseID
    try known.requireRight(event.contractNo, to: event.plotId, of: laidOut.capacity, for: own, on: matter.day)
    try known.requireServiceArea(of: cemetery, for: own, event.admission, on: matter.day)
    try letGo(at: matter.time, &known)
    return Outcome()
  }
}
