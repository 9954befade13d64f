// Stream `inspection/<cemetery>/<year>` 年检.

// MARK: Events

/// 年检启动.
public struct InspectionOpened: EventPayload {
  public static var stream: StreamKind { .annualInspection }
  public var checklistVersion: Code
  public var selfDue: LocalDate
  public var reviewDue: LocalDate
}

/// 自查, or the cemetery's refusal to hand it in (rule I2: a refusal leads to unqualified).
public struct SelfCheckSubmitted: EventPayload {
  public static var stream: StreamKind { .annualInspection }
  public struct Answer: Codable, Equatable, Sendable {
    public var item: Code
    public var score: Count
  }
  public var refused: Bool
  /// Empty exactly when refused.
  public var answers: [Answer]
}

/// 现场检查: two inspectors (rule I6).
public struct SiteCheckRecorded: EventPayload {
  public static var stream: StreamKind { .annualInspection }
  public enum Finding: String, Codable, CaseIterable, Sendable {
    case pass, fail
    case notApplicable = "na"
  }
  public var item: Code
  public var finding: Finding
  public var evidenceDigest: Digest
  public var inspectorId: Code
  public var secondInspectorId: Code
}

/// 结论.
public struct ConclusionIssued: EventPayload {
  public static var stream: StreamKind { .annualInspection }
  public enum Result: String, Codable, CaseIterable, Sendable {
    case qualified
    case basicallyQualified = "basically_qualified"
    case unqualified, deferred
  }
  public var result: Result
  public var score: Count
  public var legalReviewerId: Code
  public var publishedOn: LocalDate
  public var rectificationDue: LocalDate?
}

/// 整改验收.
public struct RectificationAccepted: EventPayload {
  public static var stream: StreamKind { .annualInspection }
  public var recheckBy: Code
  public var acceptedOn: LocalDate
  public var docNo: Text
}

// MARK: State

/// ```
/// opened → self_checked → concluded (qualified | basically_qualified | unqualified)
///                       ⇄ concluded (deferred)
///          concluded, with something to rectify → accepted
/// ```
/// Site checks are recorded at any time before the conclusion.
public struct AnnualInspectionState: StreamState, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case opened
    case selfChecked = "self_checked"
    case concluded, rectifying, accepted
  }

  public let opened: Fact<InspectionOpened>
  public private(set) var selfCheck: Fact<SelfCheckSubmitted>?
  public private(set) var siteChecks: [Fact<SiteCheckRecorded>] = []
  public private(set) var conclusion: Fact<ConclusionIssued>?
  public private(set) var rectification: Fact<RectificationAccepted>?

  public var status: Status {
    if rectification != nil { return .accepted }
    if let conclusion { return conclusion.data.asksRectification ? .rectifying : .concluded }
    return selfCheck == nil ? .opened : .selfChecked
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? InspectionOpened else { return nil }
    opened = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as SelfCheckSubmitted: selfCheck = Fact(data, event)
    case let data as SiteCheckRecorded: siteChecks.append(Fact(data, event))
    case let data as ConclusionIssued: conclusion = Fact(data, event)
    case let data as RectificationAccepted: rectification = Fact(data, event)
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let cemetery = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    if let event = matter.payload as? InspectionOpened {
      try uphold(i1OnePerYear(state, matter.subject))
      try uphold(i1Due(try known.facility(cemetery), cemetery, matter.subject))
      try uphold(r4InOrder(event.selfDue, "self_due", event.reviewDue, "review_due"))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as SelfCheckSubmitted:
      try uphold(r3NotConcluded(state))
      try uphold(i2SelfCheckOnce(state))
      try uphold(i2AnswersUnlessRefused(event))
      return Outcome()
    case let event as SiteCheckRecorded:
      try uphold(r3NotConcluded(state))
      try uphold(i6TwoInspectors(event))
      return Outcome()
    case let event as ConclusionIssued:
      try uphold(r3NotConcluded(state))
      try uphold(i2AfterSelfCheck(state, event))
      if let due = event.rectificationDue {
        try uphold(r4InOrder(event.publishedOn, "published_on", due, "rectification_due"))
      }
      return try event.suspendSales(of: cemetery, matter, &known)
    case let event as RectificationAccepted:
      try uphold(i3SomethingToRectify(state))
      try uphold(s6NotInTheFuture(event.acceptedOn, "accepted_on", latest: matter.latestDay))
      return try state.releaseSales(of: cemetery, event, matter, &known)
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  /// I3: an accepted rectification releases the sales that its conclusion suspended. With another conclusion open, or
  /// an order of the bureau's own, sales stay closed, and only the number of open conclusions goes down.
  private func releaseSales(
    of cemetery: Code,
    _ event: RectificationAccepted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard conclusion?.data.result == .unqualified else { return Outcome() }
    let facility = try known.facility(cemetery)
    guard facility.openConclusions > 0, facility.status(on: matter.day) != .closed else { return Outcome() }
    let isLast = facility.openConclusions == 1 && !facility.isSuspendedByOrder
    let change = FacilityStatusChanged(
      status: isLast ? .open : .rectifying,
      from: event.acceptedOn,
      reason: .rectified,
      causeEventId: matter.submission.id
    )
    return Outcome(derived: [DerivedPayload(stream: .facility(cemetery), payload: change)])
  }
}

extension ConclusionIssued {
  var asksRectification: Bool { result == .unqualified || rectificationDue != nil }

  /// I3: unqualified means that sales are suspended in the same unit.
  fileprivate func suspendSales(
    of cemetery: Code,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard result == .unqualified else { return Outcome() }
    guard try known.facility(cemetery).status(on: matter.day) != .closed else { return Outcome() }
    let change = FacilityStatusChanged(
      status: .salesSuspended,
      from: matter.day,
      reason: .unqualified,
      causeEventId: matter.submission.id
    )
    return Outcome(derived: [DerivedPayload(stream: .facility(cemetery), payload: change)])
  }
}
