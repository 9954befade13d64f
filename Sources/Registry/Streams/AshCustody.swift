// Stream `ashes/<custody id>` 骨灰保管: one portion of ashes, from the furnace to its place.

/// ```
/// in_custody ─→ stored ⇄ released ─→ placed ⇄ relocating ─→ stored
///     ├──────────────────────↑   │     ⟲ (from a place to another)
///     ├──────────────────────────┼─→ placed
///     └──────────────────────────┴─→ scattered (final; from relocating too)
///
/// in_custody | stored ─→ term over ─→ notice ─→ notice over ─→ disposed: placed | scattered
///                                       └─→ stored, renewed, released, …: the notice ends
/// ```
/// While in custody it is looked for by stocktakes; one that a stocktake missed stays until it is found (rule A8). One that
/// nobody fetches is put to rest after a notice (rules A9 and A10); from a place a relative can still have it moved.
public struct AshCustodyState: ClaimHolder, Equatable {
  public enum Disposition: Equatable, Sendable {
    case inCustody
    case stored(Storage)
    case released(Fact<AshesReleased>)
    case placed(Placement)
    /// Taken out of their place, and not in another yet.
    case relocating(Fact<AshesRelocated>)
    case scattered(Scattering)
  }

  public struct Storage: Equatable, Sendable {
    public let stored: Fact<AshesStored>
    /// The last day of the term.
    public internal(set) var until: LocalDate
  }

  /// That they lie in a place, since when and by which event.
  public struct Placement: Equatable, Sendable {
    public let place: RestingPlace
    /// Nil where a relocation or disposal did not say.
    public let degradable: Bool?
    public let marker: AshesPlaced.Marker?
    public let at: Instant
    public let eventID: EventID
  }

  /// That nothing is left to place, since when and by which event.
  public struct Scattering: Equatable, Sendable {
    public let form: BurialForm
    /// Sea area or site.
    public let site: Text
    /// Whether no part of the portion was kept back.
    public let wasWhole: Bool
    public let at: Instant
    public let eventID: EventID
  }

  /// Who keeps them for whoever has a claim to them, and the day from which they wait for somebody to come: that of their
  /// custody, or for stored ashes, which are paid for, the last day of their storage.
  struct Keeping {
    let facility: Code
    let since: LocalDate
    let isStored: Bool
    let eventID: EventID
  }

  public let opened: Fact<CustodyOpened>
  public private(set) var disposition: Disposition = .inCustody
  /// The notice that runs for them; nil again when somebody has come for them.
  public private(set) var notice: Fact<UnclaimedAshesNoticePublished>?
  /// That they were put to rest unclaimed; nil again when somebody has had them moved.
  public private(set) var disposal: Fact<UnclaimedAshesDisposed>?
  public private(set) var stocktakes: [Fact<StocktakeChecked>] = []
  /// The facility that has them, or had them last.
  public private(set) var keeper: Code

  public var caseID: Code { opened.data.caseId }

  /// Form and moment of the disposition, and the facility unless they were scattered; nil while they lie nowhere.
  public var disposed: (form: BurialForm, facility: Code?, at: Instant)? {
    switch disposition {
    case .inCustody, .stored, .released, .relocating: nil
    case .placed(let placement): (placement.place.form, placement.place.plot.facility, placement.at)
    case .scattered(let scattering): (scattering.form, nil, scattering.at)
    }
  }

  /// The use right under which they lie; nil where they lie nowhere, or in a place that nobody holds.
  var contract: Code? {
    if case .placed(let placement) = disposition { placement.place.contract } else { nil }
  }

  /// Whether they have been handed over or taken out, and have not arrived anywhere yet.
  public var isOnItsWay: Bool {
    switch disposition {
    case .released, .relocating: true
    case .inCustody, .stored, .placed, .scattered: false
    }
  }

  /// Nil when nobody keeps them: they have been handed over or put to rest.
  var keeping: Keeping? {
    switch disposition {
    case .inCustody:
      Keeping(
        facility: opened.data.facilityId,
        since: opened.occurredAt.localDate,
        isStored: false,
        eventID: opened.eventID
      )
    case .stored(let storage):
      Keeping(
        facility: storage.stored.data.facilityId,
        since: storage.until,
        isStored: true,
        eventID: storage.stored.eventID
      )
    case .released, .placed, .relocating, .scattered: nil
    }
  }

  /// The portion, which comes into custody once (A1), and the place where it lies (A2, A4).
  var claims: [Claim] {
    let portion = Claim(.portion, "\(caseID.text)/\(opened.data.portionNo.value)")
    if case .placed(let placement) = disposition { return [portion, placement.place.claim] }
    return [portion]
  }

  init?(beginning event: RecordedEvent) {
    guard let opening = event.payload as? CustodyOpened else { return nil }
    opened = Fact(opening, event)
    keeper = opening.facilityId
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as StocktakeChecked: stocktakes.append(Fact(data, event))
    case let data as UnclaimedAshesNoticePublished: notice = Fact(data, event)
    default:
      guard let next = disposition(after: event) else { return }
      disposition = next
      keeper = next.keeper ?? keeper
      // Somebody has come for them, or nobody is waited for any more.
      notice = nil
      disposal = (event.payload as? UnclaimedAshesDisposed).map { Fact($0, event) }
    }
  }

  /// Nil when the event does not say where they are.
  private func disposition(after event: RecordedEvent) -> Disposition? {
    switch event.payload {
    case let data as AshesStored:
      let until = event.time.localDate.adding(days: data.termDays.value) ?? .latest
      return .stored(Storage(stored: Fact(data, event), until: until))
    case let data as StorageRenewed:
      guard case .stored(var storage) = disposition else { return nil }
      storage.until = data.until
      return .stored(storage)
    case let data as AshesReleased: return .released(Fact(data, event))
    case let data as AshesPlaced: return .placed(Placement(data.place, data.degradable, data.marker, event))
    case let data as AshesRelocated:
      return data.place.map { .placed(Placement($0, data.degradable, data.marker, event)) }
        ?? .relocating(Fact(data, event))
    case let data as AshesScattered:
      return .scattered(Scattering(data.form, data.site, wasWhole: data.allAshes, event))
    case let data as UnclaimedAshesDisposed:
      return data.place.map { .placed(Placement($0, nil, nil, event)) }
        ?? data.site.map { .scattered(Scattering(data.form, $0, wasWhole: true, event)) }
    default: return nil
    }
  }
}

extension AshCustodyState.Disposition {
  /// The facility that has taken them in; nil where they left the one that had them, or never left it.
  fileprivate var keeper: Code? {
    switch self {
    case .stored(let storage): storage.stored.data.facilityId
    case .placed(let placement): placement.place.plot.facility
    case .inCustody, .released, .relocating, .scattered: nil
    }
  }
}

extension AshCustodyState.Placement {
  fileprivate init(
    _ place: RestingPlace,
    _ degradable: Bool?,
    _ marker: AshesPlaced.Marker?,
    _ event: RecordedEvent
  ) {
    self.init(place: place, degradable: degradable, marker: marker, at: event.time, eventID: event.id)
  }
}

extension AshCustodyState.Scattering {
  fileprivate init(_ form: BurialForm, _ site: Text, wasWhole: Bool, _ event: RecordedEvent) {
    self.init(form: form, site: site, wasWhole: wasWhole, at: event.time, eventID: event.id)
  }
}

/// A place for one portion, and on what terms it lies there.
public struct RestingPlace: Equatable, Sendable {
  public let plot: PlotID
  public let position: PositiveCount
  public let form: BurialForm
  public let contract: Code?

  var claim: Claim { .place(position.value, in: plot) }
}

extension AshesPlaced {
  var place: RestingPlace { RestingPlace(plot: plotId, position: positionNo, form: form, contract: contractNo) }
}

extension AshesRelocated {
  /// Nil when they are only taken out.
  var place: RestingPlace? {
    guard let toPlotId, let toPositionNo, let form else { return nil }
    return RestingPlace(plot: toPlotId, position: toPositionNo, form: form, contract: contractNo)
  }
}
