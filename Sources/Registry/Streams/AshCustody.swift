// Stream `ashes/<custody id>` 骨灰保管: one portion of ashes, from the furnace to its place.

// MARK: Events

/// 骨灰入管.
public struct CustodyOpened: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public var caseId: Code
  public var facilityId: Code
  public var portionNo: PortionCount
  public var portionsTotal: PortionCount
  public var containerTag: Code
}

/// 骨灰安葬(放).
public struct AshesPlaced: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public enum Marker: String, Codable, CaseIterable, Sendable { case none, collective, flat, upright }
  public var facilityId: Code
  public var plotId: PlotID
  /// The place inside the plot, 1 to its capacity.
  public var positionNo: PositiveCount
  public var form: BurialForm
  public var degradable: Bool
  public var marker: Marker
  /// The use right under which it happens; absent only for eco pools, which nobody holds.
  public var contractNo: Code?
  public var agreementNo: Text
}

/// 撒散/海葬: final (rule A5).
public struct AshesScattered: EventPayload {
  public static var stream: StreamKind { .ashCustody }
  public var form: BurialForm
  /// Sea area or site.
  public var site: Text
  public var voyageNo: Text?
  /// Whether no part of this portion was kept back.
  public var allAshes: Bool
}
