// Stream `section/<facility>/<section>` 墓区/骨灰堂区: its phase and the plots laid out in it.

// MARK: Events

/// 墓区启用.
public struct SectionOpened: EventPayload {
  public static var stream: StreamKind { .section }
  public var nameZh: Text
  public var phase: PositiveCount
  public var plotKind: PlotKind
  public var designedUnits: PositiveCount
  public var landM2: Count
  public var eco: Bool
  public var approvedDoc: Text
}

/// 墓位建立: a run of equal plots in one row, numbered from `first_no`.
public struct PlotRangeCreated: EventPayload {
  public static var stream: StreamKind { .section }
  public var row: Code
  public var firstNo: PositiveCount
  public var count: PositiveCount
  /// Places in each plot: a single has 1, a double 2.
  public var capacity: PositiveCount
  public var areaCm2: Count
  public var stoneHeightMm: Count?
}
