// Amendments by two who each sign in 更正审批, on streams of every kind: one proposes what another approves or declines, unless
// it is withdrawn before. A proposal changes nothing; behind an approval the registry writes the amendment itself, word for word
// as it was proposed.

/// 更正申请: what a fact should say, or that it never was; not yet so (rule L6).
public struct AmendmentProposed: EventPayload {
  public let targetEventId: EventID
  /// The statement that whoever proposes it has seen.
  public let replacesEventId: EventID
  /// What it should say: all four, or none where it is to be voided.
  public let targetType: FactType?
  public let time: Instant?
  public let dataVersion: DataVersion?
  public let data: (any FactPayload)?
  public let reasonCode: AmendmentReason
  public let evidenceDigest: Digest?

  public static func stands(on kind: StreamKind) -> Bool { true }

  init(_ amendment: any Amendment) {
    targetEventId = amendment.targetEventId
    replacesEventId = amendment.replacesEventId
    let restated = (amendment as? FactCorrected)?.restated.members
    (targetType, time) = (restated?.targetType, restated?.time)
    (dataVersion, data) = (restated?.dataVersion, restated?.data)
    reasonCode = amendment.reasonCode
    evidenceDigest = amendment.evidenceDigest
  }

  /// What it becomes.
  func amendment(approvedBy approver: Code) -> any Amendment {
    guard let restated else {
      return EventVoided(
        targetEventId: targetEventId,
        replacesEventId: replacesEventId,
        reasonCode: reasonCode,
        evidenceDigest: evidenceDigest,
        approverId: approver
      )
    }
    return FactCorrected(self, restating: restated, approvedBy: approver)
  }

  enum CodingKeys: RestatementKey {
    case targetEventId, replacesEventId, targetType, time, dataVersion, data, reasonCode, evidenceDigest
  }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    targetEventId = try members.decode(EventID.self, forKey: .targetEventId)
    replacesEventId = try members.decode(EventID.self, forKey: .replacesEventId)
    let restates = [CodingKeys.targetType, .time, .dataVersion, .data].contains { members.contains($0) }
    let restated = restates ? try Restatement(from: members).members : nil
    (targetType, time) = (restated?.targetType, restated?.time)
    (dataVersion, data) = (restated?.dataVersion, restated?.data)
    reasonCode = try members.decode(AmendmentReason.self, forKey: .reasonCode)
    evidenceDigest = try members.decodeIfPresent(Digest.self, forKey: .evidenceDigest)
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(targetEventId, forKey: .targetEventId)
    try members.encode(replacesEventId, forKey: .replacesEventId)
    try restated?.encode(to: &members)
    try members.encode(reasonCode, forKey: .reasonCode)
    try members.encodeIfPresent(evidenceDigest, forKey: .evidenceDigest)
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.targetEventId == right.targetEventId && left.replacesEventId == right.replacesEventId
      && left.restated == right.restated && left.reasonCode == right.reasonCode
      && left.evidenceDigest == right.evidenceDigest
  }

  /// Nil: the fact is to be voided.
  private var restated: Restatement? {
    guard let targetType, let time, let dataVersion, let data else { return nil }
    return Restatement((targetType, time, dataVersion, data))
  }
}

/// Ends a proposal: nothing is decided on it any more (rule L6).
protocol ProposalEnd: EventPayload {
  var proposalEventId: EventID { get }
}

/// 更正审批: what became of a proposal. The amendment that an approval makes stands behind it in the same unit, in the name of
/// whoever proposed it, with whoever approved it as its approver.
public struct AmendmentDecided: EventPayload, ProposalEnd {
  public var proposalEventId: EventID
  public var result: Result
  /// Why; needed to decline (rule L6).
  public var reason: Text?

  public enum Result: String, Codable, CaseIterable, Sendable {
    case approved, declined
  }

  public static func stands(on kind: StreamKind) -> Bool { true }
}

/// 更正申请撤回: whoever proposed it, or somebody of the same organisation, does not stand by it any more (rule L6).
public struct AmendmentWithdrawn: EventPayload, ProposalEnd {
  public var proposalEventId: EventID
  public var reason: Text?

  public static func stands(on kind: StreamKind) -> Bool { true }
}
