public import CanonicalJSON

/// Every event type of the registry, by name.
public enum EventCatalogue {
  public static let types: [any EventPayload.Type] = [
    AshesPlaced.self,
    AshesScattered.self,
    AwardClaimed.self,
    BatchLineAdded.self,
    BatchOpened.self,
    BatchPaid.self,
    BatchReviewed.self,
    CaseOpened.self,
    ClaimAppealed.self,
    ClaimApproved.self,
    ClaimPaid.self,
    ClaimPaymentFailed.self,
    ClaimRecovered.self,
    ClaimRejected.self,
    ClaimResubmitted.self,
    ClaimReturned.self,
    ClaimSubmitted.self,
    ClaimVerified.self,
    ConclusionAppealed.self,
    ConclusionIssued.self,
    ConclusionRevised.self,
    CremationAuthorised.self,
    CremationCertificateIssued.self,
    CremationCompleted.self,
    CustodyOpened.self,
    DeathCertificateRecorded.self,
    DivisionChanged.self,
    DocumentFiled.self,
    EvidenceAttached.self,
    FacilityLicensed.self,
    FacilityStatusChanged.self,
    FindingClosed.self,
    FindingOpened.self,
    HoldPlaced.self,
    HoldReleased.self,
    IdentityVerified.self,
    InspectionOpened.self,
    InspectionSampled.self,
    OrderIssued.self,
    PenaltyImposed.self,
    PlotBlocked.self,
    PlotRangeCreated.self,
    PlotReserved.self,
    PlotUnblocked.self,
    PolicyPublished.self,
    PopulationImported.self,
    RecoveryOpened.self,
    RectificationAccepted.self,
    RectificationOrdered.self,
    RectificationOverdue.self,
    ReservationReleased.self,
    ResidencyRecorded.self,
    SectionOpened.self,
    SelfCheckSubmitted.self,
    ServiceItemDelivered.self,
    SiteCheckRecorded.self,
    UseRightGranted.self,
    WaiverBatched.self,
    WaiverDecided.self,
    WaiverReversed.self,
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
