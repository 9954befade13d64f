// Stream `plot/<facility>/<section>/<row>/<number>` 墓位/格位: what keeps one plot from being granted.

// MARK: Events

/// 停用.
public struct PlotBlocked: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 恢复.
public struct PlotUnblocked: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 预留.
public struct PlotReserved: EventPayload {
  public static var stream: StreamKind { .plot }
  public var forRef: Code
  public var basis: HoldingBasis
  public var evidenceDigest: Digest
  public var until: LocalDate
}

/// 取消预留.
public struct ReservationReleased: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}
