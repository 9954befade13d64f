// Stream `claim/<claim id>` 奖补申领: from claim to payment or recovery.

/// ```
/// returned ⇄ submitted → verified → approved ⇄ paid → recovering ⇄ recovered
///      │         ├──────────┘                   ⇅                     ⇅
///      │         │                              └──── supplemented ───┘
///      └─────────┴→ rejected → appealed → verified | rejected
/// ```
/// A payment that the bank sends back leaves the claim approved, or supplemented. More than one recovery may follow a
/// payment, never more in all than was paid. When it turns out after the payment that more is due, the difference is
/// approved and paid on top; nothing that was approved or paid before is rewritten (rule M5). A supplement that is not to
/// be paid after all is rejected like a claim; the award itself stands.
public struct SubsidyClaimState: ClaimHolder, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case submitted, returned, verified, approved, paid, rejected, appealed, recovering, recovered, supplemented
  }

  public let submitted: Fact<ClaimSubmitted>
  public private(set) var status = Status.submitted
  public private(set) var verified: Fact<ClaimVerified>?
  public private(set) var approved: Fact<ClaimApproved>?
  public private(set) var rejected: Fact<ClaimRejected>?
  public private(set) var supplements: [Fact<ClaimSupplemented>] = []
  /// The payments that stand.
  public private(set) var payments: [Fact<ClaimPaid>] = []
  /// Of all payments, also of those that came back.
  private var references: [Code] = []
  public private(set) var recoveries: [Fact<RecoveryOpened>] = []
  public private(set) var recovered: [Fact<ClaimRecovered>] = []

  /// What recoveries have asked for and not got yet, in fen.
  public var outstanding: Int { recoveries.map(\.data.amountFen).sum - recovered.map(\.data.recoveredFen).sum }

  /// All that has been approved, in fen.
  public var approvedFen: Int {
    (approved.map { [$0.data.amountFen] } ?? []).sum + supplements.map(\.data.amountFen).sum
  }

  /// All that has been paid and not sent back, in fen.
  public var paidFen: Int { payments.map(\.data.amountFen).sum }

  /// What is approved and not paid, in fen.
  var payable: Int { approvedFen - paidFen }

  /// What has been approved for good, in fen: less what was asked back because facts were corrected. What was had by
  /// false evidence counts as had.
  var granted: Int { approvedFen - recoveries.filter { $0.data.cause == .correction }.map(\.data.amountFen).sum }

  /// The last approval: its event, and the version and rule that it cites.
  var approval: (eventID: EventID, version: PositiveCount, rule: Code)? {
    if let last = supplements.last { return (last.eventID, last.data.policyVersion, last.data.ruleId) }
    return approved.map { ($0.eventID, $0.data.policyVersion, $0.data.ruleId) }
  }

  /// The award, unless it is rejected (M3), and every payment reference (M5).
  var claims: [Claim] {
    (status == .rejected ? [] : [submitted.data.award]) + references.map { Claim(.payRef, $0.text) }
  }

  /// The status in which a payment is waited for.
  private var unpaid: Status { supplements.isEmpty ? .approved : .supplemented }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? ClaimSubmitted else { return nil }
    submitted = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case is ClaimReturned: status = .returned
    case is ClaimResubmitted: status = .submitted
    case let data as ClaimVerified: (verified, status) = (Fact(data, event), .verified)
    case let data as ClaimApproved: (approved, status) = (Fact(data, event), .approved)
    case let data as ClaimRejected:
      guard status == .supplemented || paidFen > 0 else {
        (rejected, status) = (Fact(data, event), .rejected)
        break
      }
      // An award that was paid stands, also when the supplement that was rejected has been voided since.
      if status == .supplemented { _ = supplements.popLast() }
      status = outstanding > 0 ? .recovering : payable > 0 ? unpaid : recoveries.isEmpty ? .paid : .recovered
    case is ClaimAppealed: status = .appealed
    case let data as ClaimSupplemented:
      supplements.append(Fact(data, event))
      status = .supplemented
    case let data as ClaimPaid:
      payments.append(Fact(data, event))
      references.append(data.payRef)
      status = .paid
    case let data as ClaimPaymentFailed:
      payments.removeAll { $0.data.payRef == data.payRef }
      status = unpaid
    case let data as RecoveryOpened:
      recoveries.append(Fact(data, event))
      status = .recovering
    case let data as ClaimRecovered:
      recovered.append(Fact(data, event))
      status = outstanding > 0 ? .recovering : payable > 0 ? .supplemented : .recovered
    default: break
    }
  }
}

extension ClaimSubmitted {
  /// One award per decedent and scheme (rule M3).
  var award: Claim { Claim(.award, "\(policyId.text)/\(decedentCaseId.text)") }

  var streams: [StreamName] {
    [.policy(policyId), .decedentCase(decedentCaseId), .divisions] + custodyIds.map { .ashCustody($0) }
  }
}
