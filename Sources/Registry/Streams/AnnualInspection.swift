// Stream `inspection/<cemetery>/<year>` 年检: from self-check to result and rectification.

/// ```
/// opened → self_checked → concluded (qualified | basically_qualified | unqualified)
///                       ⇄ concluded (deferred)
///          concluded, with something to rectify → rectifying → accepted
///                                                     └→ overdue ──┘
/// ```
/// Site checks and papers are recorded at any time before the conclusion. An appeal, until the rectification is accepted,
/// puts a revised conclusion in the place of the first.
public struct AnnualInspectionState: StreamState, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case opened
    case selfChecked = "self_checked"
    case concluded, rectifying, overdue, accepted
  }

  public let opened: Fact<InspectionOpened>
  public private(set) var selfCheck: Fact<SelfCheckSubmitted>?
  public private(set) var documents: [Fact<DocumentFiled>] = []
  public private(set) var siteChecks: [Fact<SiteCheckRecorded>] = []
  public private(set) var conclusion: Fact<ConclusionIssued>?
  /// An appeal that has not been decided.
  public private(set) var appeal: Fact<ConclusionAppealed>?
  public private(set) var revision: Fact<ConclusionRevised>?
  public private(set) var order: Fact<RectificationOrdered>?
  public private(set) var overdue: Fact<RectificationOverdue>?
  public private(set) var rectification: Fact<RectificationAccepted>?

  public var status: Status {
    if rectification != nil { return .accepted }
    if asksRectification { return overdue == nil ? .rectifying : .overdue }
    if conclusion != nil { return .concluded }
    return selfCheck == nil ? .opened : .selfChecked
  }

  /// The conclusion that stands, after an appeal the revised one.
  public var result: ConclusionIssued.Result? {
    switch revision?.data.newResult {
    case .qualified: .qualified
    case .basicallyQualified: .basicallyQualified
    case .unqualified: .unqualified
    case nil: conclusion?.data.result
    }
  }

  /// The day by which everything must be put right.
  public var rectificationDue: LocalDate? {
    if let order, result != .qualified { return order.data.due }
    return revision.map(\.data.rectificationDue) ?? conclusion?.data.rectificationDue
  }

  private var asksRectification: Bool { result == .unqualified || rectificationDue != nil }

  /// Whether the cemetery may not sell because of this inspection: unqualified (rule I3) or overdue (rule I4), until the
  /// rectification is accepted.
  var suspendsSales: Bool { status == .overdue || status == .rectifying && result == .unqualified }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? InspectionOpened else { return nil }
    opened = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as SelfCheckSubmitted: selfCheck = Fact(data, event)
    case let data as DocumentFiled: documents.append(Fact(data, event))
    case let data as SiteCheckRecorded: siteChecks.append(Fact(data, event))
    case let data as ConclusionIssued: conclusion = Fact(data, event)
    case let data as ConclusionAppealed: appeal = Fact(data, event)
    case let data as ConclusionRevised: (revision, appeal) = (Fact(data, event), nil)
    case let data as RectificationOrdered: order = Fact(data, event)
    case let data as RectificationOverdue: overdue = Fact(data, event)
    case let data as RectificationAccepted: rectification = Fact(data, event)
    default: break
    }
  }
}
