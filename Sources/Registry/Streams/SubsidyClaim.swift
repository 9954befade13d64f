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

// MARK: State

/// ```
/// submitted → verified → approved → paid
///     └──────────┴→ rejected
/// ```
public struct SubsidyClaimState: StreamState, Equatable {
  public enum Status: String, CaseIterable, Sendable { case submitted, verified, approved, paid, rejected }

  public let submitted: Fact<ClaimSubmitted>
  public private(set) var verified: Fact<ClaimVerified>?
  public private(set) var approved: Fact<ClaimApproved>?
  public private(set) var rejected: Fact<ClaimRejected>?
  public private(set) var paid: Fact<ClaimPaid>?

  public var status: Status {
    if paid != nil { return .paid }
    if rejected != nil { return .rejected }
    if approved != nil { return .approved }
    return verified == nil ? .submitted : .verified
  }

  var award: Claim { submitted.data.award }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? ClaimSubmitted else { return nil }
    submitted = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as ClaimVerified: verified = Fact(data, event)
    case let data as ClaimApproved: approved = Fact(data, event)
    case let data as ClaimRejected: rejected = Fact(data, event)
    case let data as ClaimPaid: paid = Fact(data, event)
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? ClaimSubmitted)?.streams ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? ClaimSubmitted {
      try uphold(r2BegunOnce(state, matter.subject))
      let basis = try AwardBasis(of: event, submittedOn: matter.day, &known)
      let version = try basis.version()
      try uphold(m2WithinDeadline(version, basis))
      return Outcome(takes: [event.award])
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case is ClaimVerified:
      try uphold(r3ClaimStands(state, at: [.submitted], .verified))
      return Outcome()
    case let event as ClaimApproved: return try state.approve(event, &known)
    case is ClaimRejected:
      try uphold(r3ClaimStands(state, at: [.submitted, .verified], .rejected))
      return Outcome(releases: [state.award])
    case let event as ClaimPaid:
      try uphold(m5PaidOnce(state))
      try uphold(r3ClaimStands(state, at: [.approved], .paid))
      try uphold(m5PaidAsApproved(state, event))
      return Outcome(takes: [Claim(.payRef, event.payRef.text)])
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private func approve(_ event: ClaimApproved, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    try uphold(r3ClaimStands(self, at: [.verified], .approved))
    try uphold(m7ApproverIsNotVerifier(self, event))
    try known.require(submitted.data.streams)
    let basis = try AwardBasis(of: submitted.data, submittedOn: submitted.occurredAt.localDate, &known)
    let version = try basis.version()
    try uphold(m2VersionCited(version, basis, event))
    guard let rule = version.awards?.first(where: { $0.ruleId == event.ruleId }) else {
      throw .refused(m2NoSuchRule(version, event))
    }
    try uphold(m2AmountOfRule(rule, event))
    try uphold(m4FormsOfRule(rule, basis))
    try uphold(m4AllAshes(rule, basis))
    try uphold(m4DegradableOfRule(rule, basis))
    try uphold(m4MarkersOfRule(rule, basis))
    return Outcome()
  }
}

extension ClaimSubmitted {
  /// One award per decedent and scheme (rule M3).
  var award: Claim { Claim(.award, "\(policyId.text)/\(decedentCaseId.text)") }

  var streams: [StreamName] {
    [.policy(policyId), .decedentCase(decedentCaseId)] + custodyIds.map { .ashCustody($0) }
  }
}
