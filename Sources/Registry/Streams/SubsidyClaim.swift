// Stream `claim/<claim id>` 奖补申领: from claim to payment.

// MARK: Events

/// 申领. The bank account comes as `sealed.bank_account`.
public struct ClaimSubmitted: EventPayload {
  public static var stream: StreamKind { .subsidyClaim }
  /// The policy's id: the key of its stream.
  public var policyId: Code
  public var decedentCaseId: Code
  public var custodyIds: [Code]
  public var claimantRef: Code
  public var relation: Relation
  public var bankRefHash: KeyedHash
  public var officeDivision: DivisionCode
}

/// 核实.
public struct ClaimVerified: EventPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var verifierId: Code
}

/// 批准.
public struct ClaimApproved: EventPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var policyVersion: PositiveCount
  public var ruleId: Code
  public var amountFen: Fen
  public var approverId: Code
}

/// 不予批准.
public struct ClaimRejected: EventPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var ruleId: Code
  public var reason: Text
}

/// 支付.
public struct ClaimPaid: EventPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var amountFen: Fen
  public var payRef: Code
}
