// Events of the stream `ashes/<custody id>` 骨灰保管.

/// 骨灰入管.
public struct CustodyOpened: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var caseId: Code
  public var facilityId: Code
  public var portionNo: PortionCount
  public var portionsTotal: PortionCount
  public var containerTag: Code
}

/// 骨灰寄存: kept for a term, under a signed agreement (MCA notice of April 2024).
public struct AshesStored: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var facilityId: Code
  /// Shelf or niche of the store.
  public var nicheRef: Code?
  public var termDays: PositiveCount
  public var feeFen: Fen
  public var agreementNo: Text
}

/// 续存.
public struct StorageRenewed: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var until: LocalDate
  public var feeFen: Fen
}

/// 骨灰领取: handed over on the cremation certificate, with where they go: the loop stays closed (MCA notice of April
/// 2024).
public struct AshesReleased: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public enum Destination: String, Codable, CaseIterable, Sendable {
    case placement, storage, scattering, family
    /// Out of this registry's area.
    case elsewhere
  }
  public var toPersonRef: Code
  public var certNo: Code
  public var destinationKind: Destination
  /// Where they are to be placed or stored.
  public var destinationFacility: Code?
}

/// 骨灰安葬(放).
public struct AshesPlaced: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public enum Marker: String, Codable, CaseIterable, Sendable { case none, collective, flat, upright }
  /// What a decedent from elsewhere is to a resident who holds the plot (rule A7).
  public enum AreaRelation: String, Codable, CaseIterable, Sendable {
    case spouse
    case minorChild = "minor_child"
  }
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
  public var areaRelation: AreaRelation?
  /// Papers for `area_relation`.
  public var areaEvidenceDigest: Digest?
  /// The approval of a placement from outside the service area (rule A7).
  public var approvalNo: Text?
}

extension AshesPlaced {
  var admission: Admission {
    Admission(relation: areaRelation, evidence: areaEvidenceDigest, approvalNo: approvalNo)
  }
}

/// 撒散/海葬: final (rule A5).
public struct AshesScattered: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var form: BurialForm
  /// Sea area or site.
  public var site: Text
  public var voyageNo: Text?
  /// Whether no part of this portion was kept back.
  public var allAshes: Bool
}

/// 骨灰迁移: from a place to another place, or out of it, to be placed, stored or scattered afterwards (rule A6).
public struct AshesRelocated: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public enum Reason: String, Codable, CaseIterable, Sendable {
    case familyWish = "family_wish"
    case landUse = "land_use"
    case repair
    case ecoBurial = "eco_burial"
    case other
  }
  public var fromPlotId: PlotID
  /// The new place; with it come its position, the form and the agreement. Absent when the ashes are only taken out.
  public var toPlotId: PlotID?
  public var toPositionNo: PositiveCount?
  public var form: BurialForm?
  public var degradable: Bool?
  public var marker: AshesPlaced.Marker?
  /// The use right of the new place.
  public var contractNo: Code?
  public var agreementNo: Text?
  public var approvalNo: Text
  public var reasonCode: Reason
}
