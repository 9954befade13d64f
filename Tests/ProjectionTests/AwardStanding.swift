import CanonicalJSON

/// Where one claim for an award stands, by its events one after the other: the state machine of domain.md 4.5 with its
/// supplements, for events in any order.
struct AwardStanding {
  struct Approval {
    let fen: Int64
    let version, rule: String
  }

  private struct Payment {
    let reference, day: String
    let fen: Int64
  }

  private(set) var submitted: (data: JSON, day: String)?
  private(set) var status = ""
  private(set) var reason = ""
  private(set) var verifier = ""
  private(set) var approver = ""
  private(set) var fourEyes: Bool?
  private(set) var failed = 0
  private(set) var asked: Int64 = 0
  private(set) var askedForCorrection: Int64 = 0
  private(set) var recovered: Int64 = 0
  private var award: Approval?
  private var supplements: [Approval] = []
  private var payments: [Payment] = []

  var approval: Approval? { supplements.last ?? award }
  var paid: Int64 { payments.map(\.fen).reduce(0, +) }
  var paidOn: String? { payments.map(\.day).min() }
  var supplemented: Int64 { supplements.map(\.fen).reduce(0, +) }
  var stands: Bool { ["approved", "paid", "supplemented", "recovering", "recovered"].contains(status) }
  var approved: Int64 { stands ? award?.fen ?? 0 : 0 }
  private var unpaid: Int64 { (award?.fen ?? 0) + supplemented - paid }
  var payable: Int64 { ["approved", "supplemented"].contains(status) ? unpaid : 0 }
  /// Where a claim waits for its payment.
  private var waiting: String { supplements.isEmpty ? "approved" : "supplemented" }

  mutating func take(_ type: String, _ data: JSON, on day: String) {
    switch type {
    case "ClaimSubmitted":
      submitted = submitted ?? (data, day)
      status = "submitted"
    case "ClaimReturned": status = "returned"
    case "ClaimResubmitted": status = "submitted"
    case "ClaimAppealed": status = "appealed"
    case "ClaimVerified":
      verifier = data.text("verifier_id")
      status = "verified"
    case "ClaimApproved":
      award = approve(data)
      status = "approved"
    case "ClaimSupplemented":
      verifier = data.text("verifier_id")
      supplements.append(approve(data))
      status = "supplemented"
    case "ClaimRejected":
      reason = data.text("reason")
      guard status == "supplemented" || paid > 0 else { return status = "rejected" }
      if status == "supplemented" { supplements = supplements.dropLast() }
      status = asked > recovered ? "recovering" : unpaid > 0 ? waiting : asked == 0 ? "paid" : "recovered"
    case "ClaimPaid":
      payments.append(Payment(reference: data.text("pay_ref"), day: day, fen: data.number("amount_fen")))
      status = "paid"
    case "ClaimPaymentFailed":
      payments.removeAll { $0.reference == data.text("pay_ref") }
      failed += 1
      status = waiting
    case "RecoveryOpened":
      asked += data.number("amount_fen")
      if data.text("cause") == "correction" { askedForCorrection += data.number("amount_fen") }
      status = "recovering"
    case "ClaimRecovered":
      recovered += data.number("recovered_fen")
      status = asked > recovered ? "recovering" : unpaid > 0 ? "supplemented" : "recovered"
    default: break
    }
  }

  private mutating func approve(_ data: JSON) -> Approval {
    approver = data.text("approver_id")
    fourEyes = fourEyes != false && !verifier.isEmpty && verifier != approver
    return Approval(
      fen: data.number("amount_fen"),
      version: "\(data.number("policy_version"))",
      rule: data.text("rule_id")
    )
  }
}
