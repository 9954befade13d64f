// Streams `reference/divisions`, `reference/population`, `reference/deaths`, `reference/zones` and
// `reference/inspection-draws` 基础数据; `reference/services` and `reference/eco-forms` stand in ServiceCatalogue.swift and
// EcoForms.swift.

// MARK: Events

/// 区划变更: effective-dated, so that every figure can be shown as then and as now.
public struct DivisionChanged: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public enum Operation: String, Codable, CaseIterable, Sendable { case create, rename, merge, split, upgrade, abolish }
  public struct Division: Codable, Equatable, Sendable {
    public var code: DivisionCode
    public var nameZh: Text
    public var nameEn: Text
  }
  public var op: Operation
  public var fromCodes: [DivisionCode]
  public var to: [Division]
  public var effectiveOn: LocalDate
  public var source: Text
}

/// 人口.
public struct PopulationImported: FactPayload {
  public static var stream: StreamKind { .referenceData }
  /// 常住人口, of the censuses and the demand formulas; 户籍人口, of whom free services are promised to; or not said.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case resident, registered
    case notStated = "not_stated"
  }
  public var kind: Kind
  public var division: DivisionCode
  public var year: Year
  public var value: Count
  public var source: Text
  public var asOf: LocalDate
}

/// 死亡人数: how many died in a year, as health or police authorities count them. The denominator of the cremation rate.
public struct DeathCountImported: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public var division: DivisionCode
  public var year: Year
  public var value: Count
  public var source: Text
  public var asOf: LocalDate
}

/// 火化区、土葬改革区划定: the province draws and adjusts them (Regulation of 2012 Art. 4), so each has its days.
public struct ZoneDesignated: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public enum Zone: String, Codable, CaseIterable, Sendable {
    case cremation
    case burialReform = "burial_reform"
  }
  public var division: DivisionCode
  public var zone: Zone
  public var from: LocalDate
  public var to: LocalDate?
  public var docNo: Text
}

/// 抽取公告: everything that decides a draw but its seed, which the log itself gives: the leaf of the first event behind this
/// one. So nobody can know it when the lists are closed, and nobody can choose it.
public struct DrawAnnounced: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public var division: DivisionCode
  public var year: Year
  public var round: PositiveCount
  /// The cemeteries to draw from.
  public var population: [Code]
  public var populationDigest: Digest
  /// How many of them are drawn.
  public var pickedCount: PositiveCount
  /// The inspectors to draw from.
  public var pool: [Code]
  /// How many of them are drawn.
  public var inspectorCount: PositiveCount
}

/// 年检抽取: which cemeteries are inspected on site, and by whom (双随机一公开). It is about many cemeteries at once, and
/// stands before any of their inspections, so it belongs to none of them.
public struct InspectionSampled: FactPayload {
  public static var stream: StreamKind { .referenceData }
  /// The announcement by which it is held. Draws from before there were any name none; theirs was a seed that their bureau had
  /// made public.
  public var announcementEventId: EventID?
  public var division: DivisionCode
  public var year: Year
  public var round: PositiveCount
  /// The leaf of the first event behind the announcement.
  public var seed: Text
  /// The cemeteries to draw from, so that the draw can be repeated.
  public var population: [Code]
  public var populationDigest: Digest
  public var picked: [Code]
  /// The inspectors to draw from.
  public var pool: [Code]
  public var inspectors: [Code]
}

// MARK: State

/// A list of imported facts. No rule on one depends on those before; burials depend on the zones, prices on the
/// catalogues.
public struct ReferenceDataState: ClaimHolder, Equatable {
  public private(set) var divisionHistory = DivisionHistory()
  public private(set) var zones: [Fact<ZoneDesignated>] = []
  public private(set) var catalogues: [Fact<ServiceCataloguePublished>] = []
  public private(set) var ecoForms: [Fact<EcoFormMapPublished>] = []
  /// The draws that have been announced, and those that have been held, in the order of the log.
  public private(set) var announcements: [Fact<DrawAnnounced>] = []
  public private(set) var draws: [Fact<InspectionSampled>] = []
  /// The rounds that have been announced, or were drawn without an announcement (I5).
  private(set) var claims: [Claim] = []

  /// The zone that a place is in on a day: that of the smallest division around it that was designated, and of two
  /// designations of one division the later one.
  public func zone(of place: Locality, on day: LocalDate) -> Fact<ZoneDesignated>? {
    func designated(_ zone: Fact<ZoneDesignated>) -> Locality {
      place.other(zone.data.division, writtenOn: zone.data.from)
    }
    return zones.reduce(nil) { best, next in
      guard next.data.isInForce(on: day), place.isWithin(designated(next), on: day) else { return best }
      return best.map { designated(next).isWithin(designated($0), on: day) } ?? true ? next : best
    }
  }

  init?(beginning event: RecordedEvent) {
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as DivisionChanged: divisionHistory.record(data)
    case let data as ZoneDesignated: zones.append(Fact(data, event))
    case let data as ServiceCataloguePublished: catalogues.append(Fact(data, event))
    case let data as EcoFormMapPublished: ecoForms.append(Fact(data, event))
    case let data as DrawAnnounced:
      announcements.append(Fact(data, event))
      claims.append(.draw(data.division, data.year, data.round))
    case let data as InspectionSampled:
      draws.append(Fact(data, event))
      if data.announcementEventId == nil { claims.append(.draw(data.division, data.year, data.round)) }
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? DrawAnnounced).map { [.divisions] + $0.population.map { .facility($0) } } ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    switch (matter.payload, matter.subject.key) {
    case (is DivisionChanged, "divisions"): break
    case (let event as PopulationImported, "population"):
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
    case (let event as DeathCountImported, "deaths"):
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
    case (let event as ZoneDesignated, "zones"):
      if let to = event.to { try uphold(r4InOrder(event.from, "from", to, "to")) }
    case (let event as ServiceCataloguePublished, "services"):
      try uphold(f4CatalogueItemsOnce(event))
      if let to = event.to { try uphold(r4InOrder(event.from, "from", to, "to")) }
    case (let event as EcoFormMapPublished, "eco-forms"):
      try uphold(f5FormsOnce(event))
      if let to = event.to { try uphold(r4InOrder(event.from, "from", to, "to")) }
    case (let event as DrawAnnounced, "inspection-draws"):
      try uphold(i1YearOfDraw(event, latest: matter.latestDay))
      try event.checkPopulation(on: matter.day, &known)
      try uphold(i5ListsOnce(event))
      try uphold(i6TwoDrawn(event))
      try uphold(i5EnoughToDraw(event))
      try uphold(i5SomethingToDraw(event))
      try uphold(i5RoundBeforeDrawn(event, state))
    case (let event as InspectionSampled, "inspection-draws"):
      let announced = try state.announcement(of: event)
      try uphold(i5AsAnnounced(event, announced))
      try uphold(r4InOrder(announced.occurredAt, "DrawAnnounced.time", matter.time, "time"))
      try uphold(i5HeldOnce(event, state))
      try uphold(i5SeedOfTheLog(event, announced, try known.follower(of: announced.eventID)))
      try uphold(i5DrawRepeats(event))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

extension ZoneDesignated {
  func isInForce(on day: LocalDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}
