// Events of the stream `case/<case id>` about the body: brought in, kept, and gone for good.

/// 遗体接运.
public struct BodyCollected: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var hearseId: Code
  public var fromDivision: DivisionCode
  public var distanceM: Count
  public var startedAt: Instant
  public var endedAt: Instant
}

/// 遗体存放.
public struct KeepingStarted: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var facilityId: Code
  public var unitNo: Code
  public var startedAt: Instant
}

/// 延期存放: approved by the authority, to a last day (rule D9).
public struct KeepingExtended: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var until: LocalDate
  public var approvedByUscc: USCC
  public var docNo: Text
}

/// 存放结束: taken out without leaving for good, as when another home goes on keeping it.
public struct KeepingEnded: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var endedAt: Instant
}

/// 无人认领公告: an unknown body is cremated only after its last day (rule D10).
public struct UnclaimedNoticePublished: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var noticeNo: Text
  public var until: LocalDate
}

/// 遗体捐献.
public struct BodyDonated: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var recipientUscc: USCC
  public var docNo: Text
}

/// 遗体安葬, in a burial-reform zone (土葬改革区) or of an exempt person (rule D8).
public struct BodyBuried: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var plotId: PlotID
  /// The place inside the plot, 1 to its capacity.
  public var positionNo: PositiveCount
  public var contractNo: Code
  public var depthMm: Count?
  public var mound: Bool
  /// What a decedent from elsewhere is to a resident who holds the plot, and the papers for it (rule A7).
  public var areaRelation: AshesPlaced.AreaRelation?
  public var areaEvidenceDigest: Digest?
  /// The approval of a burial from outside the service area (rule A7).
  public var approvalNo: Text?
}

extension BodyBuried {
  var admission: Admission {
    Admission(relation: areaRelation, evidence: areaEvidenceDigest, approvalNo: approvalNo)
  }
}

/// 遗体运出 to another division.
public struct BodyReleasedOut: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var toDivision: DivisionCode
  public var permitNo: Text
}

/// 结案. A duplicate names the case that goes on; a cremated case names its ashes, each of which has its place.
public struct CaseClosed: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Outcome: String, Codable, CaseIterable, Sendable {
    case cremated
    case buriedBody = "buried_body"
    case donated
    case releasedOut = "released_out"
    case duplicate
  }
  public var outcome: Outcome
  public var ofCase: Code?
  public var custodyIds: [Code]?
}
