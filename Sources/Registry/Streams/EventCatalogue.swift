public import CanonicalJSON

/// Every event type of the registry, by name.
public enum EventCatalogue {
  public static let types: [any EventPayload.Type] = [
    AshesPlaced.self,
    AshesScattered.self,
    BodyBuried.self,
    BodyCollected.self,
    BodyDonated.self,
    BodyReleasedOut.self,
    CaseClosed.self,
    CaseOpened.self,
    ClaimApproved.self,
    ClaimPaid.self,
    ClaimRejected.self,
    ClaimSubmitted.self,
    ClaimVerified.self,
    ConclusionIssued.self,
    CremationAuthorised.self,
    CremationCertificateIssued.self,
    CremationCertificateReissued.self,
    CremationCompleted.self,
    CustodyOpened.self,
    DeathCertificateRecorded.self,
    DeathCertificateReissued.self,
    DivisionChanged.self,
    EvidenceAttached.self,
    FacilityLicensed.self,
    FacilityStatusChanged.self,
    HearseRegistered.self,
    HearseRetired.self,
    HoldPlaced.self,
    HoldReleased.self,
    IdentityResolved.self,
    IdentityVerified.self,
    InspectionOpened.self,
    KeepingEnded.self,
    KeepingExtended.self,
    KeepingStarted.self,
    PlotBlocked.self,
    PlotRangeCreated.self,
    PlotReserved.self,
    PlotUnblocked.self,
    PolicyPublished.self,
    PopulationImported.self,
    RectificationAccepted.self,
    ReservationReleased.self,
    ResidencyRecorded.self,
    SectionOpened.self,
    SelfCheckSubmitted.self,
    ServiceItemDelivered.self,
    SiteCheckRecorded.self,
    StockReceived.self,
    StockReconciled.self,
    StockSpoiled.self,
    StockUsed.self,
    StockWrittenOff.self,
    StocktakeChecked.self,
    UnclaimedNoticePublished.self,
    UnitInstalled.self,
    UnitRan.self,
    UnitRetired.self,
    UnitRetrofitted.self,
    UnitTested.self,
    UseRightGranted.self,
    ZoneDesignated.self,
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
