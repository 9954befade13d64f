// Stream `right/<contract no>` 使用权.

// MARK: Events

/// 使用权确立.
public struct UseRightGranted: EventPayload {
  public static var stream: StreamKind { .useRight }
  public var plotId: PlotID
  public var holderRef: Code
  public var decedentCaseId: Code?
  public var basis: HoldingBasis
  /// Papers for an exception to rule P3; absent only when the basis is a decedent.
  public var evidenceDigest: Digest?
  public var from: LocalDate
  public var to: LocalDate
  public var useFeeFen: Fen
  public var maintenanceFeeFen: Fen
  public var maintenanceTo: LocalDate
}
