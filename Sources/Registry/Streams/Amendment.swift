// Events on streams of every kind 更正与撤销: what a recorded fact really was, or that it never was. Nothing is edited:
// the fact stays in the log, and from then on counts as its last amendment says.

/// Changes what an earlier fact of the same stream says (rule L4).
public protocol Amendment: EventPayload {
  /// The event that states the fact; never an amendment itself, however often the fact has been amended.
  var targetEventId: EventID { get }
  /// The event whose statement this one replaces: the target, or its last correction. So two people who correct the
  /// same fact do not overwrite each other.
  var replacesEventId: EventID { get }
  var reasonCode: AmendmentReason { get }
  var evidenceDigest: Digest? { get }
  var approverId: Code { get }
}

extension Amendment {
  public static func stands(on kind: StreamKind) -> Bool { true }
}

/// Why a fact is amended.
public enum AmendmentReason: String, Codable, CaseIterable, Sendable {
  /// It was typed wrongly; not after money has been settled on it.
  case clericalError = "clerical_error"
  case lateEvidence = "late_evidence"
  case auditFinding = "audit_finding"
  case courtOrder = "court_order"
  case fraud
}

/// 撤销: what was recorded did not happen.
public struct EventVoided: Amendment {
  public var targetEventId: EventID
  public var replacesEventId: EventID
  public var reasonCode: AmendmentReason
  public var evidenceDigest: Digest?
  public var approverId: Code
}

/// 更正: what happened, stated again as a whole, so that it is judged by the schema and the rules of its own type.
public struct FactCorrected: Amendment {
  public let targetEventId: EventID
  public let replacesEventId: EventID
  public let targetType: FactType
  /// When it happened.
  public let time: Instant
  /// Of the restated data; once read, they are of the current one.
  public let dataVersion: DataVersion
  /// Of the type that `targetType` names.
  public let data: any FactPayload
  public let reasonCode: AmendmentReason
  public let evidenceDigest: Digest?
  public let approverId: Code

  init(
    restating data: any FactPayload,
    at time: Instant,
    target: EventID,
    replaces: EventID,
    as amendment: any Amendment
  ) {
    targetEventId = target
    replacesEventId = replaces
    targetType = FactType(data)
    self.time = time
    dataVersion = targetType.payload.version
    self.data = data
    reasonCode = amendment.reasonCode
    evidenceDigest = amendment.evidenceDigest
    approverId = amendment.approverId
  }

  enum CodingKeys: CodingKey {
    case targetEventId, replacesEventId, targetType, time, dataVersion, data, reasonCode, evidenceDigest, approverId
  }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    targetEventId = try members.decode(EventID.self, forKey: .targetEventId)
    replacesEventId = try members.decode(EventID.self, forKey: .replacesEventId)
    targetType = try members.decode(FactType.self, forKey: .targetType)
    time = try members.decode(Instant.self, forKey: .time)
    dataVersion = try members.decode(DataVersion.self, forKey: .dataVersion)
    data = try members.decode(targetType.payload, forKey: .data)
    reasonCode = try members.decode(AmendmentReason.self, forKey: .reasonCode)
    evidenceDigest = try members.decodeIfPresent(Digest.self, forKey: .evidenceDigest)
    approverId = try members.decode(Code.self, forKey: .approverId)
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(targetEventId, forKey: .targetEventId)
    try members.encode(replacesEventId, forKey: .replacesEventId)
    try members.encode(targetType, forKey: .targetType)
    try members.encode(time, forKey: .time)
    try members.encode(dataVersion, forKey: .dataVersion)
    try members.encode(data, forKey: .data)
    try members.encode(reasonCode, forKey: .reasonCode)
    try members.encodeIfPresent(evidenceDigest, forKey: .evidenceDigest)
    try members.encode(approverId, forKey: .approverId)
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.targetEventId == right.targetEventId && left.replacesEventId == right.replacesEventId
      && left.time == right.time && left.data.equals(right.data) && left.reasonCode == right.reasonCode
      && left.evidenceDigest == right.evidenceDigest && left.approverId == right.approverId
  }
}

extension EventPayload {
  func equals(_ other: any EventPayload) -> Bool { other as? Self == self }
}

/// The name of an event type that states a fact.
public struct FactType: ValidatedText {
  public let text: String
  let payload: any FactPayload.Type

  public init?(_ text: String) {
    guard let payload = EventCatalogue.payloadType(named: text) as? any FactPayload.Type else { return nil }
    (self.text, self.payload) = (text, payload)
  }

  init(_ data: any FactPayload) {
    payload = type(of: data)
    text = payload.type
  }

  public static var shape: Bilingual {
    Bilingual(zh: "所更正事件的类型，如 DeathCertificateRecorded", en: "the type of the fact, such as DeathCertificateRecorded")
  }

  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// 异常: events that stand in the log although the rules, as the facts are known now, would have refused them. Written
/// by the registry behind an amendment or a fact that comes late; people decide what comes of it.
public struct AnomalyRaised: EventPayload {
  public static func stands(on kind: StreamKind) -> Bool { true }
  /// The rule that the events no longer satisfy.
  public var ruleId: Code
  /// Of this stream, in its order; at most ``maximumEvents`` of them.
  public var eventIds: [EventID]
  /// How many there are.
  public var count: PositiveCount
  /// The amendment, or the fact.
  public var causeEventId: EventID

  static let maximumEvents = 100
}
