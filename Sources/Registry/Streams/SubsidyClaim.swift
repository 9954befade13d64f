// Stream `claim/<claim id>` 奖补申领: from claim to payment or recovery.

/// ```
/// returned ⇄ submitted → verified → approved ⇄ paid → recovering ⇄ recovered
///      │         ├──────────┘
///      └─────────┴→ rejected → appealed → verified | rejected
/// ```
/// A payment that the bank sends back leaves the claim approved. More than one recovery may follow a payment, never more
/// in all than was paid.
public struct SubsidyClaimState: ClaimHolder, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case submitted, returned, verified, approved, paid, rejected, appealed, recovering, recovered
  }

  public let submitted: Fact<ClaimSubmitted>
  public private(set) var status = Status.submitted
  public private(set) var verified: Fact<ClaimVerified>?
  public private(set) var approved: Fact<ClaimApproved>?
  public private(set) var rejected: Fact<ClaimRejected>?
  /// The payment that stands.
  public private(set) var paid: Fact<ClaimPaid>?
  /// Of all payments, also of those that came back.
  private var references: [Code] = []
  public private(set) var recoveries: [Fact<RecoveryOpened>] = []
  public private(set) var recovered: [Fact<ClaimRecovered>] = []

  /// What recoveries have asked for and not got yet, in fen.
  public var outstanding: Int { recoveries.map(\.data.amountFen).sum - recovered.map(\.data.recoveredFen).sum }

  /// The award, unless it is rejected and nothing was paid (M3), and every payment reference (M5).
  var claims: [Claim] {
    (status == .rejected && paid == nil ? [] : [submitted.data.award])
      + references.map { Claim(.payRef, $0.text) }
  }

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
    case let data as ClaimRejected: (rejected, status) = (Fact(data, event), .rejected)
    case is ClaimAppealed: status = .appealed
    case let data as ClaimPaid:
      (paid, status) = (Fact(data, event), .paid)
      references.append(data.payRef)
    case is ClaimPaymentFailed: (paid, status) = (nil, .approved)
    case let data as RecoveryOpened:
      recoveries.append(Fact(data, event))
      status = .recovering
    case let data as ClaimRecovered:
      recovered.append(Fact(data, event))
      status = outstanding == 0 ? .recovered : .recovering
    default: break
    }
  }
}

extension ClaimSubmitted {
  /// One award per decedent and scheme (rule M3).
  var award: Claim { Claim(.award, "\(policyId.text)/\(decedentCaseId.text)") }

  var streams: [StreamName] {
    [.policy(policyId), .decedentCase(decedentCaseId)] + custodyIds.map { .ashCustody($0) }
  }
}
