// Events of the stream `plot/<facility>/<section>/<row>/<number>` 墓位/格位.

/// 停用.
public struct PlotBlocked: FactPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
  /// The return of its use right, when that is why: only the registry writes it.
  public var causeEventId: EventID?
}

/// 恢复.
public struct PlotUnblocked: FactPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 预留.
public struct PlotReserved: FactPayload {
  public static var stream: StreamKind { .plot }
  public var forRef: Code
  public var basis: HoldingBasis
  public var evidenceDigest: Digest
  public var until: LocalDate
}

/// 取消预留.
public struct ReservationReleased: FactPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 墓位改建: the size of a plot after works, whole.
public struct PlotResized: FactPayload {
  public static var stream: StreamKind { .plot }
  public var capacity: PositiveCount
  public var areaCm2: Count
  public var stoneHeightMm: Count?
}

/// 墓位撤销: an empty plot that nobody holds is given up for good; its number is not used again.
public struct PlotDecommissioned: FactPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
  public var docNo: Text
}
