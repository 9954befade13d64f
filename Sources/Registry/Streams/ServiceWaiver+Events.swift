// Events of the stream `waiver/<case id>` 减免.

/// 服务项目.
public struct ServiceItemDelivered: FactPayload {
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
public struct EvidenceAttached: FactPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public var kind: EvidenceKind
  public var value: Bool
  public var asOf: LocalDate
  public var sourceSystem: Text
  public var digest: Digest
}

/// 减免认定: what of the services is free of charge, by which version and rules (惠民殡葬政策, 民发〔2012〕211号).
public struct WaiverDecided: FactPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public enum Verdict: String, Codable, CaseIterable, Sendable { case granted, partial, denied, pending }
  public var policyId: Code
  public var policyVersion: PositiveCount
  /// What makes the decedent a beneficiary, where one fact does.
  public var category: PolicyFact?
  public var items: [WaivedItem]
  public var totalWaivedFen: Fen
  /// Facts that are still to be shown.
  public var missing: [PolicyFact]
  public var decision: Verdict
  public var deciderId: Code
}

/// One item of a decision: its list price, in part or whole free of charge.
public struct WaivedItem: Codable, Equatable, Sendable {
  public var itemCode: ServiceItem
  /// What was delivered, in thousandths of the rule's unit, and its list price.
  public var qtyMilli: PositiveCount
  public var listFen: Fen
  public var waivedFen: Fen
  public var payableFen: Fen
  public var ruleId: Code
}

/// 减免撤销.
public struct WaiverReversed: FactPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public var decisionEventId: EventID
  public var reasonCode: RecoveryCause
  /// What is asked back.
  public var recoverFen: Fen
}

/// 列入结算: written by the registry with ``BatchLineAdded``, so that the waiver knows the batch that may pay it.
public struct WaiverBatched: FactPayload {
  public static var stream: StreamKind { .serviceWaiver }
  public var decisionEventId: EventID
  public var home: Code
  public var month: Month
}
