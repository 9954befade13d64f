// Stream `waiver/<case id>` 减免: services delivered and evidence for one decedent.

// MARK: Events

/// 服务项目.
public struct ServiceItemDelivered: EventPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public enum Grade: String, Codable, CaseIterable, Sendable { case basic, upgraded }
  public enum Unit: String, Codable, CaseIterable, Sendable { case trip, hour, day, body, month, piece, place }
  public var itemCode: ServiceItem
  public var gradeCode: Grade
  /// Thousandths of the unit.
  public var qtyMilli: PositiveCount
  public var unit: Unit
  public var listFen: Fen
  public var facilityId: Code
  public var serviceAt: Instant
}

/// 证据.
public struct EvidenceAttached: EventPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public var kind: EvidenceKind
  public var value: Bool
  public var asOf: LocalDate
  public var sourceSystem: Text
  public var digest: Digest
}

// MARK: State

/// What has been delivered and shown; whether it is free of charge is the projection's to say (design.md,
/// "Projections").
public struct ServiceWaiverState: StreamState, Equatable {
  public private(set) var items: [Fact<ServiceItemDelivered>] = []
  public private(set) var evidence: [Fact<EvidenceAttached>] = []

  init?(beginning event: RecordedEvent) {
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as ServiceItemDelivered: items.append(Fact(data, event))
    case let data as EvidenceAttached: evidence.append(Fact(data, event))
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? ServiceItemDelivered).map { [.facility($0.facilityId)] } ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try known.requireExisting(StreamName(.decedentCase, matter.subject.key))
    switch matter.payload {
    case let event as ServiceItemDelivered:
      let facility = try known.facility(event.facilityId)
      try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.serviceAt.localDate))
      try uphold(s6NotInTheFuture(event.serviceAt, "service_at", latest: matter.latest))
    case let event as EvidenceAttached:
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}
