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
    (targetType, self.time, dataVersion, self.data) = Restatement(data, at: time).members
    reasonCode = amendment.reasonCode
    evidenceDigest = amendment.evidenceDigest
    approverId = amendment.approverId
  }

  init(_ proposal: AmendmentProposed, restating restated: Restatement, approvedBy approver: Code) {
    targetEventId = proposal.targetEventId
    replacesEventId = proposal.replacesEventId
    (targetType, time, dataVersion, data) = restated.members
    reasonCode = proposal.reasonCode
    evidenceDigest = proposal.evidenceDigest
    approverId = approver
  }

  enum CodingKeys: RestatementKey {
    case targetEventId, replacesEventId, targetType, time, dataVersion, data, reasonCode, evidenceDigest, approverId
  }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    targetEventId = try members.decode(EventID.self, forKey: .targetEventId)
    replacesEventId = try members.decode(EventID.self, forKey: .replacesEventId)
    (targetType, time, dataVersion, data) = try Restatement(from: members).members
    reasonCode = try members.decode(AmendmentReason.self, forKey: .reasonCode)
    evidenceDigest = try members.decodeIfPresent(Digest.self, forKey: .evidenceDigest)
    approverId = try members.decode(Code.self, forKey: .approverId)
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(targetEventId, forKey: .targetEventId)
    try members.encode(replacesEventId, forKey: .replacesEventId)
    try restated.encode(to: &members)
    try members.encode(reasonCode, forKey: .reasonCode)
    try members.encodeIfPresent(evidenceDigest, forKey: .evidenceDigest)
    try members.encode(approverId, forKey: .approverId)
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.targetEventId == right.targetEventId && left.replacesEventId == right.replacesEventId
      && left.restated == right.restated && left.reasonCode == right.reasonCode
      && left.evidenceDigest == right.evidenceDigest && left.approverId == right.approverId
  }

  var restated: Restatement { Restatement((targetType, time, dataVersion, data)) }
}

extension EventPayload {
  func equals(_ other: any EventPayload) -> Bool { other as? Self == self }
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
