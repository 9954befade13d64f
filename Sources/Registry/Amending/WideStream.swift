/// The name of a stream on which the decisions of thousands of others may rest: a policy, a facility, or a list of reference
/// data.
public struct WideStream: ValidatedText {
  public let name: StreamName

  public init?(_ text: String) {
    guard let name = StreamName(parsing: text) else { return nil }
    self.init(name)
  }

  init?(_ name: StreamName) {
    guard [.policy, .facility, .referenceData].contains(name.kind) else { return nil }
    self.name = name
  }

  public var text: String { name.description }

  public static var shape: Bilingual {
    Bilingual(
      zh: "policy/、facility/ 或 reference/ 加编码",
      en: "policy/, facility/ or reference/ and a code"
    )
  }
}

extension WideStream {
  /// In which streams something may be decided on what it says, beside itself.
  var resting: Set<StreamKind> {
    switch name {
    case .plotLimit: [.section, .plot]
    case .keepingLimit: [.decedentCase]
    case .unclaimedAshes: [.ashCustody]
    case .inspectionChecklist: [.annualInspection]
    case .saleException: [.useRight, .plot]
    case .newFacility: [.facility]
    case .divisions:
      [
        .decedentCase, .ashCustody, .facility, .section, .plot, .useRight, .serviceWaiver, .subsidyClaim,
        .annualInspection,
      ]
    case .zones: [.decedentCase]
    case .services: [.serviceWaiver, .facility]
    default:
      switch name.kind {
      case .policy: [.serviceWaiver, .subsidyClaim]
      case .facility:
        [
          .decedentCase, .ashCustody, .section, .plot, .useRight, .serviceWaiver, .settlementBatch, .annualInspection,
          .cremationUnit, .hearse, .certificateStock,
        ]
      default: []
      }
    }
  }

  /// Whether something is decided on its not being there: without a limit there is none, without an award no claim.
  var isMissed: Bool { name.kind == .referenceData || name.kind == .policy && !resting.contains(.subsidyClaim) }

  /// Whether money is paid by what is decided on it.
  var bearsMoney: Bool { !resting.isDisjoint(with: [.serviceWaiver, .subsidyClaim, .settlementBatch]) }

  /// What the names of those of a kind begin with: some are named after their facility.
  func names(of kind: StreamKind) -> String {
    let isNamedAfterIt =
      switch kind {
      case .section, .plot, .settlementBatch, .annualInspection, .cremationUnit, .certificateStock:
        name.kind == .facility
      default: false
      }
    return "\(kind.rawValue)/\(isNamedAfterIt ? name.key : "")"
  }

  /// What a fact of such a stream binds elsewhere. Days tell themselves from when a fact binds, whenever it is recorded; what
  /// names none is gone by from when it was recorded.
  static func reach(of event: RecordedEvent) -> Reach {
    switch event.payload {
    case let policy as PolicyPublished: Reach(from: policy.validFrom, event)
    case let change as DivisionChanged: Reach(from: change.effectiveOn, event)
    case let zone as ZoneDesignated: Reach(from: zone.from, event)
    case let catalogue as ServiceCataloguePublished: Reach(from: catalogue.from, event)
    case let change as FacilityStatusChanged: Reach(from: change.from, event)
    case let area as ServiceAreaAssigned: Reach(from: area.from, event)
    case let tie as InspectorTieDeclared: Reach(from: tie.from, event)
    case is FacilityLicensed, is MaintenanceFundSet: .everything
    default: .nothing
    }
  }
}

/// What may have been decided on a fact.
enum Reach: Equatable {
  case nothing
  /// What happened from then on.
  case since(Instant)
  /// Whatever was decided since it was recorded.
  case everything

  /// From its day on; what was done on that very day before it happened was done rightly.
  init(from day: LocalDate, _ event: RecordedEvent) {
    self = .since(day == event.time.localDate ? event.time : Instant("\(day)T00:00:00+08:00") ?? event.time)
  }

  /// What may have been decided on the one or the other.
  mutating func widen(to other: Reach) {
    self =
      switch (self, other) {
      case (.nothing, let reach), (let reach, .nothing): reach
      case (.everything, _), (_, .everything): .everything
      case (.since(let one), .since(let another)): .since(min(one, another))
      }
  }
}
