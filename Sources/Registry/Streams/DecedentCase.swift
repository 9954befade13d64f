// Stream `case/<case id>` 逝者个案: death, identity, holds, keeping, and the one end that the body comes to.

/// ```
/// opened → certified → identity_verified → in_keeping → authorised → cremated → certificate_issued → closed
///    │         ├──────────────┴───────────────┴──→ buried_body ───────────────────────────────────────┤
///    ├─────────┴──→ donated | released_out ───────────────────────────────────────────────────────────┘
///    ├──→ held: any number of holds, served before the body is gone; nothing takes it away meanwhile
///    └──→ duplicate (final): the case that it names goes on
/// ```
/// Certificate and identity may come in either order; a case counts as certified from the certificate on. Keeping is
/// begun and ended at any time while the body is here. Who an unknown person was may be found out in any state but
/// `duplicate`, and papers may be reissued.
public struct DecedentCaseState: ClaimHolder, Equatable {
  public enum Status: String, CaseIterable, Sendable {
    case opened, certified
    case identityVerified = "identity_verified"
    case inKeeping = "in_keeping"
    case authorised, cremated
    case certificateIssued = "certificate_issued"
    case buriedBody = "buried_body"
    case donated
    case releasedOut = "released_out"
    case held, closed, duplicate
  }

  public struct Hold: Equatable, Sendable {
    public let placed: Fact<HoldPlaced>
    public internal(set) var released: Fact<HoldReleased>?

    /// From when it was served, whenever that was reported, until it is released or the day it runs to has passed.
    public func isOpen(at instant: Instant) -> Bool {
      if instant < placed.occurredAt { return false }
      if let released, released.occurredAt <= instant { return false }
      if let until = placed.data.until, until < instant.localDate { return false }
      return true
    }
  }

  /// A stay in one home's cooling unit.
  public struct Keeping: Equatable, Sendable {
    public let started: Fact<KeepingStarted>
    public internal(set) var extensions: [Fact<KeepingExtended>] = []
  }

  /// Whom the latest check or finding says that it is.
  public struct Person: Equatable, Sendable {
    public let ref: Code
    public let hash: KeyedHash?
    public let eventID: EventID
  }

  /// How the body left for good; once only.
  public enum Departure: Equatable, Sendable {
    case cremated(Fact<CremationCompleted>)
    case buried(Fact<BodyBuried>)
    case donated(Fact<BodyDonated>)
    case releasedOut(Fact<BodyReleasedOut>)
  }

  public let opened: Fact<CaseOpened>
  public private(set) var certificate: Fact<DeathCertificateRecorded>?
  public private(set) var certificateReissues: [Fact<DeathCertificateReissued>] = []
  /// The latest check, whatever came of it.
  public private(set) var identity: Fact<IdentityVerified>?
  /// Nil before any check, and when the latest one failed.
  public private(set) var person: Person?
  /// The latest check that gave a number and did not fail. A later one that fails takes the papers away (rule D3), and makes
  /// nobody unknown again.
  private var numbered: Fact<IdentityVerified>?
  public private(set) var resolved: Fact<IdentityResolved>?
  /// When it was found out, or told by a number, who it is: the earliest of the times that say so.
  private var foundOut: Instant?
  /// The cases that have ended as duplicates of this one.
  public private(set) var merged: [Code] = []
  public private(set) var residency: Fact<ResidencyRecorded>?
  public private(set) var holds: [Hold] = []
  /// The stay that is going on.
  public private(set) var keeping: Keeping?
  /// The latest.
  public private(set) var notice: Fact<UnclaimedNoticePublished>?
  public private(set) var authorisation: Fact<CremationAuthorised>?
  public private(set) var departure: Departure?
  public private(set) var cremationCertificate: Fact<CremationCertificateIssued>?
  public private(set) var cremationCertificateReissues: [Fact<CremationCertificateReissued>] = []
  public private(set) var closed: Fact<CaseClosed>?
  /// The claims that rest on this case, whatever has become of them.
  public private(set) var awardClaims: [Fact<AwardClaimed>] = []

  /// How far the case has come, whether or not a hold keeps it from going on.
  public var status: Status {
    if let closed { return closed.data.outcome == .duplicate ? .duplicate : .closed }
    switch departure {
    case .cremated: return cremationCertificate == nil ? .cremated : .certificateIssued
    case .buried: return .buriedBody
    case .donated: return .donated
    case .releasedOut: return .releasedOut
    case nil: break
    }
    if authorisation != nil { return .authorised }
    if certificate == nil { return .opened }
    guard isIdentified else { return .certified }
    return keeping == nil ? .identityVerified : .inKeeping
  }

  /// The same, but `held` while a hold is open and the body here.
  public func status(at instant: Instant) -> Status {
    closed == nil && departure == nil && holds.contains { $0.isOpen(at: instant) } ? .held : status
  }

  public var cremation: Fact<CremationCompleted>? {
    if case .cremated(let fact) = departure { fact } else { nil }
  }

  /// Whether the latest check passed, or failed and was overridden with a reason, or it was found out.
  public var isIdentified: Bool { person != nil }

  /// Whether nobody knows who it is: opened so, and no number and no finding since.
  public var isUnknown: Bool { opened.data.unknownPerson && foundOut == nil }

  /// The same at an instant, whenever it was reported that it had been found out.
  func isUnknown(at instant: Instant) -> Bool {
    opened.data.unknownPerson && foundOut.map { instant < $0 } ?? true
  }

  /// The event that says whether it is known who it is.
  var tellsWhoItIs: EventID { resolved?.eventID ?? numbered?.eventID ?? opened.eventID }

  /// The cases of the same death: those that ended as duplicates of this one, or the one that goes on instead.
  var linked: [Code] { merged + [closed?.data.ofCase].compactMap(\.self) }

  /// Its person (D1) and its death certificates (D2), which a duplicate lets go; the numbers of its cremation
  /// certificates (D7); and the place of a body (A4).
  var claims: [Claim] {
    let person = (person?.hash).map { [Claim(.person, $0.text)] } ?? []
    let ofDecedent = closed?.data.outcome == .duplicate ? [] : person + certificateClaims
    let numbers =
      [cremationCertificate?.data.certNo].compactMap(\.self) + cremationCertificateReissues.map(\.data.certNo)
    let ofCremation = numbers.map { Claim(.cremationCertificate, $0.text) }
    guard case .buried(let burial) = departure else { return ofDecedent + ofCremation }
    return ofDecedent + ofCremation + [.place(burial.data.positionNo.value, in: burial.data.plotId)]
  }

  /// A certificate may be reissued under its own number.
  private var certificateClaims: [Claim] {
    let hashes = [certificate?.data.certKeyHash].compactMap(\.self) + certificateReissues.map(\.data.certKeyHash)
    return hashes.enumerated().filter { !hashes[..<$0.offset].contains($0.element) }
      .map { Claim(.certificate, $0.element.text) }
  }

  /// The event that recorded the death certificate now in the family's hands.
  var certificateEventID: EventID? { certificateReissues.last?.eventID ?? certificate?.eventID }

  /// The number of the cremation certificate now in the family's hands.
  public var cremationCertificateNo: Code? {
    cremationCertificateReissues.last?.data.certNo ?? cremationCertificate?.data.certNo
  }

  init?(beginning event: RecordedEvent) {
    guard let opening = event.payload as? CaseOpened else { return nil }
    opened = Fact(opening, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as DeathCertificateRecorded: certificate = Fact(data, event)
    case let data as DeathCertificateReissued: certificateReissues.append(Fact(data, event))
    case let data as IdentityVerified:
      identity = Fact(data, event)
      person = data.idCheck == .failed ? nil : Person(ref: data.personRef, hash: data.idHash, eventID: event.id)
      if data.idCheck != .failed, data.idHash != nil {
        numbered = Fact(data, event)
        findOut(at: event.time)
      }
    case let data as IdentityResolved:
      resolved = Fact(data, event)
      findOut(at: event.time)
      if let other = data.mergedCaseId { merged.append(other) }
      person = Person(ref: data.personRef, hash: data.idHash, eventID: event.id)
    case let data as ResidencyRecorded: residency = Fact(data, event)
    case let data as HoldPlaced: holds.append(Hold(placed: Fact(data, event)))
    case let data as HoldReleased:
      guard let index = holds.firstIndex(where: { $0.placed.eventID == data.holdEventId }) else { return }
      holds[index].released = Fact(data, event)
    case let data as KeepingStarted: keeping = Keeping(started: Fact(data, event))
    case let data as KeepingExtended: keeping?.extensions.append(Fact(data, event))
    case is KeepingEnded: keeping = nil
    case let data as UnclaimedNoticePublished: notice = Fact(data, event)
    case let data as CremationAuthorised: authorisation = Fact(data, event)
    case let data as CremationCompleted: leave(.cremated(Fact(data, event)))
    case let data as BodyBuried: leave(.buried(Fact(data, event)))
    case let data as BodyDonated: leave(.donated(Fact(data, event)))
    case let data as BodyReleasedOut: leave(.releasedOut(Fact(data, event)))
    case let data as CremationCertificateIssued: cremationCertificate = Fact(data, event)
    case let data as CremationCertificateReissued: cremationCertificateReissues.append(Fact(data, event))
    case let data as CaseClosed: closed = Fact(data, event)
    case let data as DuplicateFound: merged.append(data.caseId)
    case let data as AwardClaimed: awardClaims.append(Fact(data, event))
    default: break
    }
  }

  private mutating func findOut(at instant: Instant) { foundOut = min(foundOut ?? instant, instant) }

  private mutating func leave(_ departure: Departure) {
    self.departure = departure
    keeping = nil
  }
}
