// Stream `ashes/<custody id>` 骨灰保管: one portion of ashes, from the furnace to its place.

// MARK: Events

/// 骨灰入管.
public struct CustodyOpened: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public var caseId: Code
  public var facilityId: Code
  public var portionNo: PortionCount
  public var portionsTotal: PortionCount
  public var containerTag: Code
}

/// 骨灰安葬(放).
public struct AshesPlaced: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public enum Marker: String, Codable, CaseIterable, Sendable { case none, collective, flat, upright }
  public var facilityId: Code
  public var plotId: PlotID
  /// The place inside the plot, 1 to its capacity.
  public var positionNo: PositiveCount
  public var form: BurialForm
  public var degradable: Bool
  public var marker: Marker
  /// The use right under which it happens; absent only for eco pools, which nobody holds.
  public var contractNo: Code?
  public var agreementNo: Text
}

/// 撒散/海葬: final (rule A5).
public struct AshesScattered: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public var form: BurialForm
  /// Sea area or site.
  public var site: Text
  public var voyageNo: Text?
  /// Whether no part of this portion was kept back.
  public var allAshes: Bool
}

// MARK: State

/// ```
/// in_custody → placed
///           └→ scattered (final)
/// ```
/// While in custody it is looked for by stocktakes; one that a stocktake missed stays until it is found (rule A8).
public struct AshCustodyState: StreamState, Equatable {
  public enum Disposition: Equatable, Sendable {
    case inCustody
    case placed(Fact<AshesPlaced>)
    case scattered(Fact<AshesScattered>)
  }

  public let opened: Fact<CustodyOpened>
  public private(set) var disposition: Disposition = .inCustody
  public private(set) var stocktakes: [Fact<StocktakeChecked>] = []

  public var caseID: Code { opened.data.caseId }

  /// Form and moment of the disposition, nil while in custody.
  var disposed: (form: BurialForm, at: Instant)? {
    switch disposition {
    case .inCustody: nil
    case .placed(let fact): (fact.data.form, fact.occurredAt)
    case .scattered(let fact): (fact.data.form, fact.occurredAt)
    }
  }

  init?(beginning event: RecordedEvent) {
    guard let opening = event.payload as? CustodyOpened else { return nil }
    opened = Fact(opening, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as AshesPlaced: disposition = .placed(Fact(data, event))
    case let data as AshesScattered: disposition = .scattered(Fact(data, event))
    case let data as StocktakeChecked: stocktakes.append(Fact(data, event))
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as CustodyOpened: [.decedentCase(event.caseId), .facility(event.facilityId)]
    case let event as AshesPlaced:
      [.facility(event.facilityId), .section(of: event.plotId)]
        + (event.contractNo.map { [.useRight($0)] } ?? [.plot(event.plotId)])
    default: []
    }
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
    case let event as AshesPlaced: return try state.place(event, matter, &known)
    case let event as AshesScattered:
      try uphold(a5FormScatters(event))
      try uphold(a2StillInCustody(state))
      try uphold(a8FoundAgain(state, at: matter.time))
      return Outcome()
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
    return Outcome(takes: [Claim(.portion, "\(event.caseId.text)/\(event.portionNo.value)")])
  }

  private func place(
    _ event: AshesPlaced,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(a2StillInCustody(self))
    try uphold(a8FoundAgain(self, at: matter.time))
    try uphold(a5FormPlaces(event))
    try uphold(a3PlotOfFacility(event))
    let facility = try known.facility(event.facilityId)
    try uphold(a3FacilityOpen(facility, event.facilityId, on: matter.day))
    guard let section = try known.state(SectionState.self, of: .section(of: event.plotId)) else {
      throw .refused(a3SectionNotOpen(event.plotId))
    }
    guard let range = section.range(of: event.plotId) else { throw .refused(a3PlotNotLaidOut(event.plotId)) }
    try uphold(a4PositionExists(range.capacity, event.positionNo, in: event.plotId))
    if section.opened.data.plotKind == .ecoPool {
      try uphold(a3PoolNeedsNoRight(event))
      try uphold(p6SalesOpen(facility, event.facilityId, on: matter.day))
      try uphold(a3NotBlocked(try known.state(PlotState.self, of: .plot(event.plotId)), event.plotId))
    } else {
      try placeUnderRight(event, capacity: range.capacity, matter, &known)
    }
    return Outcome(takes: [.place(event.positionNo, in: event.plotId)])
  }

  private func placeUnderRight(
    _ event: AshesPlaced,
    capacity: PositiveCount,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) {
    guard let contract = event.contractNo else { throw .refused(a3NoRightNamed(event)) }
    let right = try known.existing(UseRightState.self, .useRight(contract))
    try uphold(a3RightForPlot(right, contract, event.plotId))
    try uphold(a3RightInForce(right, contract, on: matter.day))
    guard right.granted.data.decedentCaseId != caseID else { return }
    let decedent = try known.decedentCase(caseID)
    guard decedent.person?.ref != right.granted.data.holderRef else { return }
    try uphold(
      capacity.value == 1
        ? a3RightForPerson(right, contract, caseID) : a4SecondByHoldersBasis(right, contract, caseID)
    )
  }
}
