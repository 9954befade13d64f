// Stream `ashes/<custody id>` 骨灰保管: one portion of ashes, from the furnace to its place.

/// ```
/// in_custody ─→ stored ⇄ released ─→ placed ⇄ relocating ─→ stored
///     ├──────────────────────↑   │     ⟲ (from a place to another)
///     ├──────────────────────────┼─→ placed
///     └──────────────────────────┴─→ scattered (final; from relocating too)
/// ```
/// While in custody it is looked for by stocktakes; one that a stocktake missed stays until it is found (rule A8).
public struct AshCustodyState: ClaimHolder, Equatable {
  public enum Disposition: Equatable, Sendable {
    case inCustody
    case stored(Storage)
    case released(Fact<AshesReleased>)
    case placed(Placement)
    /// Taken out of their place, and not in another yet.
    case relocating(Fact<AshesRelocated>)
    case scattered(Fact<AshesScattered>)
  }

  public struct Storage: Equatable, Sendable {
    public let stored: Fact<AshesStored>
    /// The last day of the term.
    public internal(set) var until: LocalDate
  }

  /// That they lie in a place, since when and by which event.
  public struct Placement: Equatable, Sendable {
    public let place: RestingPlace
    /// Nil where a relocation did not say.
    public let degradable: Bool?
    public let marker: AshesPlaced.Marker?
    public let at: Instant
    public let eventID: EventID
  }

  public let opened: Fact<CustodyOpened>
  public private(set) var disposition: Disposition = .inCustody
  public private(set) var stocktakes: [Fact<StocktakeChecked>] = []

  public var caseID: Code { opened.data.caseId }

  /// Form and moment of the disposition, and the facility unless they were scattered; nil while they lie nowhere.
  public var disposed: (form: BurialForm, facility: Code?, at: Instant)? {
    switch disposition {
    case .inCustody, .stored, .released, .relocating: nil
    case .placed(let placement): (placement.place.form, placement.place.plot.facility, placement.at)
    case .scattered(let fact): (fact.data.form, nil, fact.occurredAt)
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
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as AshesStored:
      let until = event.time.localDate.adding(days: data.termDays.value) ?? .latest
      disposition = .stored(Storage(stored: Fact(data, event), until: until))
    case let data as StorageRenewed:
      guard case .stored(var storage) = disposition else { return }
      storage.until = data.until
      disposition = .stored(storage)
    case let data as AshesReleased: disposition = .released(Fact(data, event))
    case let data as AshesPlaced: disposition = .placed(Placement(data.place, data.degradable, data.marker, event))
    case let data as AshesRelocated:
      disposition =
        data.place.map { .placed(Placement($0, data.degradable, data.marker, event)) }
        ?? .relocating(Fact(data, event))
    case let data as AshesScattered: disposition = .scattered(Fact(data, event))
    case let data as StocktakeChecked: stocktakes.append(Fact(data, event))
    default: break
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
