// Events of the stream `inspection/<cemetery>/<year>` 年检.

/// 年检启动.
public struct InspectionOpened: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public var checklistVersion: Code
  public var selfDue: LocalDate
  public var reviewDue: LocalDate
}

/// 自查, or the cemetery's refusal to hand it in (rule I2: a refusal leads to unqualified).
public struct SelfCheckSubmitted: FactPayload {
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
public struct SiteCheckRecorded: FactPayload {
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
public struct ConclusionIssued: FactPayload {
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
public struct RectificationAccepted: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public var recheckBy: Code
  public var acceptedOn: LocalDate
  public var docNo: Text
}

/// 材料归档: a paper for an item of the checklist.
public struct DocumentFiled: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public var item: Code
  public var title: Text
  public var digest: Digest
}

/// 责令整改.
public struct RectificationOrdered: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public var items: [Code]
  public var due: LocalDate
  public var docNo: Text
}

/// 整改逾期: sales are suspended with it (rule I4).
public struct RectificationOverdue: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  /// The day that the work was looked for and not found done.
  public var on: LocalDate
}

/// 对结论申诉.
public struct ConclusionAppealed: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public var docNo: Text
  public var grounds: Text
}

/// 结论变更, or its confirmation, upon an appeal.
public struct ConclusionRevised: FactPayload {
  public static var stream: StreamKind { .annualInspection }
  public enum Result: String, Codable, CaseIterable, Sendable {
    case qualified
    case basicallyQualified = "basically_qualified"
    case unqualified
  }
  public var newResult: Result
  public var reason: Text
  public var legalReviewerId: Code
  public var rectificationDue: LocalDate?
}
