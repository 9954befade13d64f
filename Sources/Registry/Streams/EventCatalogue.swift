public import CanonicalJSON

/// Every event type of the registry, by name.
public enum EventCatalogue {
  public static let types: [any EventPayload.Type] = [
    AshesPlaced.self,
    AshesReleased.self,
    AshesRelocated.self,
    AshesScattered.self,
    AshesStored.self,
    CaseOpened.self,
    ClaimApproved.self,
    ClaimPaid.self,
    ClaimRejected.self,
    ClaimSubmitted.self,
    ClaimVerified.self,
    ConclusionIssued.self,
    CremationAuthorised.self,
    CremationCertificateIssued.self,
    CremationCompleted.self,
    CustodyOpened.self,
    DeathCertificateRecorded.self,
    DivisionChanged.self,
    EvidenceAttached.self,
    FacilityGraded.self,
    FacilityLicensed.self,
    FacilityStatusChanged.self,
    HoldPlaced.self,
    HoldReleased.self,
    IdentityVerified.self,
    InspectionOpened.self,
    MaintenanceFundSet.self,
    PlotBlocked.self,
    PlotDecommissioned.self,
    PlotRangeCreated.self,
    PlotReserved.self,
    PlotResized.self,
    PlotUnblocked.self,
    PolicyPublished.self,
    PopulationImported.self,
    PriceListPublished.self,
    RectificationAccepted.self,
    ReservationReleased.self,
    ResidencyRecorded.self,
    SectionOpened.self,
    SelfCheckSubmitted.self,
    ServiceAreaAssigned.self,
    ServiceItemDelivered.self,
    SiteCheckRecorded.self,
    StorageRenewed.self,
    UseRightGranted.self,
    UseRightRenewed.self,
    UseRightReturned.self,
    UseRightSucceeded.self,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })

  /// The payload type of that name, nil when there is none.
  public static func payloadType(named name: String) -> (any EventPayload.Type)? {
    byName[name]
  }

  /// - Throws: ``PayloadError``; its problem is `unknownType` when the catalogue has no such type.
  public static func decode(type name: String, data: JSON) throws(PayloadError) -> any EventPayload {
    guard let type = payloadType(named: name) else { throw PayloadError(.unknownType) }
    return try PayloadDecoder.decode(type, from: data)
  }
}
