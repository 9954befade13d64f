// What becomes of a submission about ashes.

extension AshCustodyState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as CustodyOpened: [.decedentCase(event.caseId), .facility(event.facilityId)]
    case let event as AshesStored: [.facility(event.facilityId)]
    case let event as AshesReleased: event.destinationFacility.map { [.facility($0)] } ?? []
    case let event as AshesPlaced: reads(event.place)
    case let event as AshesRelocated: event.place.map(reads) ?? []
    case let event as UnclaimedAshesDisposed: event.place.map(reads) ?? []
    default: []
    }
  }

  private static func reads(_ place: RestingPlace) -> [StreamName] {
    [.facility(place.plot.facility), .section(of: place.plot), .plot(place.plot)]
      + (place.contract.map { [.useRight($0)] } ?? [])
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? CustodyOpened {
      try uphold(r2BegunOnce(state, matter.subject))
      return try open(event, matter, &known)
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as AshesStored: return try state.store(event, matter, &known)
    case let event as StorageRenewed:
      let storage = try state.storage()
      try uphold(r4InOrder(storage.until, "term", event.until, "until"))
      return Outcome()
    case let event as AshesReleased: return try state.release(event, matter, &known)
    case let event as AshesPlaced: return try state.place(event, matter, &known)
    case let event as AshesScattered:
      try uphold(a5FormScatters(event))
      try uphold(a2StillInCustody(state))
      try uphold(a2OutOfStore(state))
      try uphold(a2ArrivesWhereReleased(state, nil))
      try uphold(a8FoundAgain(state, at: matter.time))
      return Outcome()
    case let event as AshesRelocated: return try state.relocate(event, matter, &known)
    case let event as UnclaimedAshesNoticePublished: return try state.announce(event, matter, &known)
    case let event as UnclaimedAshesDisposed: return try state.dispose(event, matter, &known)
    case let event as StocktakeChecked:
      try state.check(event, at: matter.time)
      return Outcome()
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private static func open(
    _ event: CustodyOpened,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let decedent = try known.decedentCase(event.caseId)
    let facility = try known.facility(event.facilityId)
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: matter.day))
    try uphold(a1AfterCremation(decedent, event, at: matter.time))
    try uphold(a1PortionsAgree(decedent, event))
    return Outcome()
  }

  private func storage() throws(Undecided) -> Storage {
    guard case .stored(let storage) = disposition else { throw .refused(r3InStore()) }
    return storage
  }

  private func store(_ event: AshesStored, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    try uphold(a2StillInCustody(self))
    try uphold(a2OutOfStore(self))
    try uphold(a2ArrivesWhereReleased(self, event.facilityId))
    try uphold(a8FoundAgain(self, at: matter.time))
    let facility = try known.facility(event.facilityId)
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: matter.day))
    return Outcome()
  }

  private func release(
    _ event: AshesReleased,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(a2StillInCustody(self))
    try uphold(r3ReleasedOnce(self))
    try uphold(a8FoundAgain(self, at: matter.time))
    try uphold(a2DestinationNamed(event))
    try uphold(a2OnCremationCertificate(try known.decedentCase(caseID), caseID, event))
    if let code = event.destinationFacility {
      try uphold(r3FacilityNotClosed(try known.facility(code), code, on: matter.day))
    }
    return Outcome()
  }

  private func place(
    _ event: AshesPlaced,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(a2StillInCustody(self))
    try uphold(a2OutOfStore(self))
    try uphold(a2ArrivesWhereReleased(self, event.facilityId))
    try uphold(a8FoundAgain(self, at: matter.time))
    try uphold(a3PlotOfFacility(event))
    try rest(in: event.place, matter, &known)
    try known.requireServiceArea(of: event.facilityId, for: caseID, event.admission, on: matter.day)
    return Outcome()
  }

  private func relocate(
    _ event: AshesRelocated,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard case .placed(let placement) = disposition else { throw .refused(a6IsPlaced(self)) }
    try uphold(a6FromItsPlace(placement, event))
    try uphold(r4InOrder(placement.at.localDate, "placed", matter.day, "relocated"))
    try uphold(a6DestinationWhole(event))
    guard let place = event.place else { return Outcome() }
    try uphold(a6ToAnotherPlace(placement, place))
    try rest(in: place, matter, &known)
    return Outcome()
  }

  /// That this portion may come to lie in a place that day, whichever way it comes there.
  func rest(in place: RestingPlace, _ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    let plot = place.plot
    try uphold(a5FormPlaces(place.form))
    let facility = try known.facility(plot.facility)
    try uphold(a3FacilityOpen(facility, plot.facility, on: matter.day))
    let laidOut = try known.plot(plot, with: place.position)
    if laidOut.kind == .ecoPool {
      try uphold(a3PoolNeedsNoRight(place))
      try uphold(p6SalesOpen(facility, plot.facility, on: matter.day))
      try uphold(a3NotBlocked(laidOut.state, plot))
    } else {
      guard let contract = place.contract else { throw .refused(a3NoRightNamed(plot)) }
      try known.requireRight(contract, to: plot, of: laidOut.capacity, for: caseID, on: matter.day)
    }
  }
}
