// Stream `case/<case id>` 逝者个案: death, identity, holds, cremation, certificate.

/// ```
/// opened → certified → identity_verified → authorised → cremated → certificate_issued
///    └──────────────── held (any number of holds) ───────┘
/// ```
/// Certificate and identity may come in either order; a case counts as certified from the certificate on.
public struct DecedentCaseState: StreamState, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case opened, certified
    case identityVerified = "identity_verified"
    case authorised, cremated
    case certificateIssued = "certificate_issued"
  }

  public struct Hold: Equatable, Sendable {
    public let placed: Fact<HoldPlaced>
    public internal(set) var released: Fact<HoldReleased>?

    /// Until it is released, or the day it runs to has passed.
    public func isOpen(at instant: Instant) -> Bool {
      if let released, released.occurredAt <= instant { return false }
      if let until = placed.data.until, until < instant.localDate { return false }
      return true
    }
  }

  public let opened: Fact<CaseOpened>
  public private(set) var certificate: Fact<DeathCertificateRecorded>?
  /// The latest check, whatever came of it.
  public private(set) var identity: Fact<IdentityVerified>?
  public private(set) var residency: Fact<ResidencyRecorded>?
  public private(set) var holds: [Hold] = []
  public private(set) var authorisation: Fact<CremationAuthorised>?
  public private(set) var cremation: Fact<CremationCompleted>?
  public private(set) var cremationCertificate: Fact<CremationCertificateIssued>?
  /// The claims that rest on this case, whatever has become of them.
  public private(set) var awardClaims: [Fact<AwardClaimed>] = []

  public var status: Status {
    if cremationCertificate != nil { return .certificateIssued }
    if cremation != nil { return .cremated }
    if authorisation != nil { return .authorised }
    if certificate == nil { return .opened }
    return isIdentified ? .identityVerified : .certified
  }

  /// Whether the latest check passed, or failed and was overridden with a reason.
  public var isIdentified: Bool { identity.map { $0.data.idCheck != .failed } ?? false }

  /// The person claim that the case holds (rule D1).
  var person: KeyedHash? { isIdentified ? identity?.data.idHash : nil }

  init?(beginning event: RecordedEvent) {
    guard let opening = event.payload as? CaseOpened else { return nil }
    opened = Fact(opening, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as DeathCertificateRecorded: certificate = Fact(data, event)
    case let data as IdentityVerified: identity = Fact(data, event)
    case let data as ResidencyRecorded: residency = Fact(data, event)
    case let data as HoldPlaced: holds.append(Hold(placed: Fact(data, event)))
    case let data as HoldReleased:
      guard let index = holds.firstIndex(where: { $0.placed.eventID == data.holdEventId }) else { return }
      holds[index].released = Fact(data, event)
    case let data as CremationAuthorised: authorisation = Fact(data, event)
    case let data as CremationCompleted: cremation = Fact(data, event)
    case let data as CremationCertificateIssued: cremationCertificate = Fact(data, event)
    case let data as AwardClaimed: awardClaims.append(Fact(data, event))
    default: break
    }
  }
}
