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
