// Events of the stream `right/<contract no>` 使用权.

/// 使用权确立.
public struct UseRightGranted: FactPayload {
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

/// 使用权续期: another cycle, from the last day of the one before (民事发〔1998〕10号).
public struct UseRightRenewed: FactPayload {
  public static var stream: StreamKind { .useRight }
  public var to: LocalDate
  public var useFeeFen: Fen
  public var maintenanceFeeFen: Fen
  public var maintenanceTo: LocalDate
}

/// 使用权退还: of a plot in which nobody lies. The plot is blocked in the same unit, until it has been cleared.
public struct UseRightReturned: FactPayload {
  public static var stream: StreamKind { .useRight }
  public var refundFen: Fen
  public var docNo: Text
}

/// 使用权继承: the only way to another holder (公墓管理暂行办法 Art. 13; rule P4).
public struct UseRightSucceeded: FactPayload {
  public static var stream: StreamKind { .useRight }
  public var toHeirRef: Code
  /// What the heir is to the holder.
  public var relation: Relation
  public var proofDigest: Digest
}
