// Stream `facility/<facility code>` 殡葬设施: licence, sales status and service area.

/// ```
/// open ⇄ sales_suspended | rectifying → open
///   └──────────────┴─────────┴→ closed (final)
/// ```
/// A status holds from the day it names; of several, the one recorded last. An inspection's conclusion suspends sales
/// by an event that carries its cause, and only such an event takes that suspension back (rule I3).
public struct FacilityState: StreamState, Equatable {
  public let licence: Fact<FacilityLicensed>
  public private(set) var changes: [Fact<FacilityStatusChanged>] = []
  /// Unqualified conclusions whose rectification has not been accepted.
  public private(set) var openConclusions = 0
  /// Whether the bureau itself, rather than an inspection, keeps sales suspended.
  public private(set) var isSuspendedByOrder = false
  public private(set) var serviceAreas: [Fact<ServiceAreaAssigned>] = []
  public private(set) var funds: [Year: Fact<MaintenanceFundSet>] = [:]
  public private(set) var inspectorTies: [Fact<InspectorTieDeclared>] = []

  public func status(on day: LocalDate) -> FacilityStatusChanged.Status {
    if let closure, closure.data.from <= day { return .closed }
    return changes.last { $0.data.from <= day }?.data.status ?? .open
  }

  /// Whom it is for, nil where it is for everybody: only public-benefit cemeteries are limited, once an area is assigned.
  public func serviceArea(on day: LocalDate) -> Fact<ServiceAreaAssigned>? {
    guard licence.data.kind == .cemetery, licence.data.nature == .publicBenefit else { return nil }
    return serviceAreas.last { area in area.data.from <= day && area.data.to.map { day <= $0 } ?? true }
  }

  /// The maintenance fund of the year that an inspection is of, as last recorded.
  func fund(of inspection: StreamName) -> Fact<MaintenanceFundSet>? {
    inspection.codes.last.flatMap { Int($0.text) }.flatMap(Year.init).flatMap { funds[$0] }
  }

  var closure: Fact<FacilityStatusChanged>? { changes.first { $0.data.status == .closed } }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? FacilityLicensed else { return nil }
    licence = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as FacilityStatusChanged: change(data, event)
    case let data as ServiceAreaAssigned: serviceAreas.append(Fact(data, event))
    case let data as MaintenanceFundSet: funds[data.year] = Fact(data, event)
    case let data as InspectorTieDeclared: inspectorTies.append(Fact(data, event))
    default: break
    }
  }

  private mutating func change(_ data: FacilityStatusChanged, _ event: RecordedEvent) {
    changes.append(Fact(data, event))
    switch (data.status, data.causeEventId) {
    case (.salesSuspended, .some): openConclusions += 1
    case (.rectifying, .some): openConclusions -= 1
    case (.open, .some): openConclusions = 0
    case (.salesSuspended, nil): isSuspendedByOrder = true
    case (.rectifying, nil): isSuspendedByOrder = isSuspendedByOrder || openConclusions == 0
    case (.open, nil): isSuspendedByOrder = false
    case (.closed, _): break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case is FacilityLicensed: [.newFacility]
    case is PriceListPublished: [.services]
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    switch matter.payload {
    case let event as FacilityLicensed:
      try uphold(r2BegunOnce(state, matter.subject))
      if let validTo = event.validTo {
        try uphold(r4InOrder(event.validFrom, "valid_from", validTo, "valid_to"))
      }
      try uphold(f7TownInDivision(event))
      try uphold(f6NatureLicensed(event, try known.newFacilities(like: event)))
    default:
      guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
      try state.check(matter, &known)
    }
    return Outcome()
  }

  private func check(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) {
    switch matter.payload {
    case let event as FacilityStatusChanged:
      try uphold(i3CauseIsTheRegistrys(event))
      try uphold(r3ClosedForGood(self, event))
      try uphold(i3ReleasedByRectification(self, event))
    case let event as ServiceAreaAssigned:
      try uphold(a7AreaNamesDivisions(event))
      if let to = event.to { try uphold(r4InOrder(event.from, "from", to, "to")) }
    case let event as InspectorTieDeclared:
      if let to = event.to { try uphold(r4InOrder(event.from, "from", to, "to")) }
    case is FacilityGraded: try uphold(f1GradesFuneralHomes(self))
    case let event as PriceListPublished:
      try uphold(f2EachItemOnce(event))
      let catalogue = try known.services(of: self, on: event.from)
      try uphold(f4PricedWithinCatalogue(event, catalogue))
      try uphold(f4BasicAsCatalogued(event, catalogue))
    case let event as MaintenanceFundSet:
      try uphold(f3FundOfSales(self, event))
      if let begins = LocalDate(year: event.year.value, month: 1, day: 1) {
        try uphold(s6NotInTheFuture(begins, "year", latest: matter.latestDay))
      }
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }
}
