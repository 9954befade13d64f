// Events of the stream `claim/<claim id>` 奖补申领.

/// 申领. The bank account comes as `sealed.bank_account`.
public struct ClaimSubmitted: FactPayload {
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
public struct ClaimVerified: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var verifierId: Code
}

/// 批准.
public struct ClaimApproved: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var policyVersion: PositiveCount
  public var ruleId: Code
  public var amountFen: Fen
  public var approverId: Code
}

/// 补差批准: after the payment it turned out that more is due (rule M5); the difference is verified and approved by two
/// people, as the first amount was.
public struct ClaimSupplemented: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var policyVersion: PositiveCount
  public var ruleId: Code
  /// The difference.
  public var amountFen: Fen
  public var verifierId: Code
  public var approverId: Code
}

/// 不予批准.
public struct ClaimRejected: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var ruleId: Code
  public var reason: Text
}

/// 支付, of all that is approved and not paid yet.
public struct ClaimPaid: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var amountFen: Fen
  public var payRef: Code
}

/// 退回补正: what is missing is named at once.
public struct ClaimReturned: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var missing: [Text]
}

/// 补正后重新提交.
public struct ClaimResubmitted: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var evidenceDigest: Digest
}

/// 申诉 against a rejection.
public struct ClaimAppealed: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var docNo: Text
  public var grounds: Text
}

/// 支付退回: the bank sent the money back, so the claim may be paid again, under another reference.
public struct ClaimPaymentFailed: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var payRef: Code
  public var reason: Text
}

/// 启动追回: what was paid stays recorded, and is asked back (rule M5).
public struct RecoveryOpened: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var amountFen: Fen
  public var cause: RecoveryCause
  /// The correction, or the finding, that makes it so.
  public var causeEventId: EventID
}

/// 追回到账.
public struct ClaimRecovered: FactPayload {
  public static var stream: StreamKind { .subsidyClaim }
  public var recoveredFen: Fen
  public var docNo: Text
}
