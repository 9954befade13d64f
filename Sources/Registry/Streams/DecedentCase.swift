// Stream `case/<case id>` 逝者个案: death, identity, holds, cremation, certificate.

// MARK: Events

/// 建案: a home or bureau opens the case of one decedent.
public struct CaseOpened: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum PlaceKind: String, Codable, CaseIterable, Sendable {
    case hospital, home
    case careHome = "care_home"
    case other
  }
  public var facilityId: Code
  public var placeKind: PlaceKind
  public var unknownPerson: Bool
}

/// 死亡证明登记. `regime` is the form: 2013 (国卫规划发〔2013〕57号) or 2026 (国卫规划发〔2026〕5号, from 2026-07-01). The certificate's
/// number is personal data (it may be the citizen ID number), so only its keyed hash is kept:
/// `sealed.certificate_number`.
public struct DeathCertificateRecorded: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case medical, police
    case courtDeclared = "court_declared"
    case execution, foreign
  }
  public enum Regime: String, Codable, CaseIterable, Sendable {
    case form2013 = "2013"
    case form2026 = "2026"
  }
  public enum Precision: String, Codable, CaseIterable, Sendable { case minute, day, unknown }
  public enum Manner: String, Codable, CaseIterable, Sendable { case normal, abnormal, unknown }
  public var certKind: Kind
  public var regime: Regime
  public var certKeyHash: KeyedHash
  public var issuerUscc: USCC
  /// Why a code with a wrong check character is accepted all the same (domain.md 2.7); absent when it passes.
  public var issuerUsccReason: Text?
  public var deathAt: Instant
  public var deathAtPrecision: Precision
  public var deathDivision: DivisionCode
  public var manner: Manner
  public var issuedOn: LocalDate
  public var electronic: Bool
  /// The police paper that rule D5 asks for when the manner is abnormal or unknown.
  public var policeDocNo: Text?
}

/// 身份核验. The ID number comes as `sealed.id_number`, is checked (GB 11643 for citizen IDs), hashed and dropped.
public struct IdentityVerified: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum IDKind: String, Codable, CaseIterable, Sendable {
    case citizenId = "citizen_id"
    case passport
    case hkmoPermit = "hkmo_permit"
    case twPermit = "tw_permit"
    case none
  }
  public enum Check: String, Codable, CaseIterable, Sendable { case passed, failed, overridden }
  public enum Method: String, Codable, CaseIterable, Sendable {
    case document
    case policeSystem = "police_system"
    case dna, fingerprint, witness
  }
  public var personRef: Code
  public var idKind: IDKind
  /// Absent only for `id_kind` none.
  public var idHash: KeyedHash?
  public var idCheck: Check
  public var method: Method
  public var checkerId: Code
  public var overrideReason: Text?
}

/// 户籍与居住, as of a day.
public struct ResidencyRecorded: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public var hukouDivision: DivisionCode?
  public var residenceDivision: DivisionCode?
  public var residencePermit: Bool
  public var ethnicityExempt: Bool
  public var asOf: LocalDate
}

/// 限制处置: nobody may cremate while it is open (rule D4).
public struct HoldPlaced: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Kind: String, Codable, CaseIterable, Sendable { case judicial, epidemic, dispute, donation }
  public var holdKind: Kind
  public var authorityUscc: USCC
  public var docNo: Text
  public var until: LocalDate?
}

/// 解除限制.
public struct HoldReleased: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public var holdEventId: EventID
  public var docNo: Text
}

/// 火化确认: the relative signed, and two different people checked (rule D3; MCA notice of April 2024).
public struct CremationAuthorised: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum SignerCheck: String, Codable, CaseIterable, Sendable { case passed, overridden }
  public var confirmFormNo: Text
  public var signerRef: Code
  public var relationCode: Relation
  public var signerIdCheck: SignerCheck
  public var checkerId: Code
  public var secondCheckerId: Code
}

/// 火化完成.
public struct CremationCompleted: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Grade: String, Codable, CaseIterable, Sendable { case ordinary, premium }
  public var facilityId: Code
  public var unitId: Code
  public var operatorId: Code
  public var startedAt: Instant
  public var endedAt: Instant
  public var furnaceGrade: Grade
  public var fuelMl: Count?
  /// 1 to 20.
  public var ashPortions: PortionCount
}

/// 火化证明签发.
public struct CremationCertificateIssued: EventPayload {
  public static var stream: StreamKind { .decedentCase }
  public var certNo: Code
  public var formSerial: Code
  public var receivedByRef: Code
}

// MARK: State

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
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case let event as CaseOpened: [.facility(event.facilityId)]
    case let event as CremationCompleted: [.facility(event.facilityId)]
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? CaseOpened {
      try uphold(r2BegunOnce(state, matter.subject))
      let facility = try known.facility(event.facilityId)
      try uphold(r3FacilityNotClosed(facility, event.facilityId, on: matter.day))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as DeathCertificateRecorded: return try state.decide(event, matter)
    case let event as IdentityVerified: return try state.decide(event)
    case let event as ResidencyRecorded:
      try uphold(s6NotInTheFuture(event.asOf, "as_of", latest: matter.latestDay))
      return Outcome()
    case is HoldPlaced:
      try uphold(r3NotCremated(state, "限制处置", "a hold"))
      return Outcome()
    case let event as HoldReleased:
      try uphold(d4HoldIsOpen(state, event))
      return Outcome()
    case let event as CremationAuthorised: return try state.decide(event, matter)
    case let event as CremationCompleted: return try state.decide(event, matter, &known)
    case let event as CremationCertificateIssued: return try state.decide(event, matter)
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private func decide(_ event: DeathCertificateRecorded, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "死亡证明", "a death certificate"))
    try uphold(d2OneCertificate(self))
    try uphold(s6NotInTheFuture(event.deathAt, "death_at", latest: matter.latest))
    try uphold(s6NotInTheFuture(event.issuedOn, "issued_on", latest: matter.latestDay))
    try uphold(d2FormFitsIssueDate(event))
    try uphold(d2IssuedAfterDeath(event))
    try uphold(d5PolicePaper(event))
    return Outcome(takes: [Claim(.certificate, event.certKeyHash.text)])
  }

  private func decide(_ event: IdentityVerified) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "身份核验", "an identity check"))
    try uphold(d3OverrideHasReason(event))
    let next = event.idCheck == .failed ? nil : event.idHash
    guard next != person else { return Outcome() }
    return Outcome(
      takes: next.map { [Claim(.person, $0.text)] } ?? [],
      releases: person.map { [Claim(.person, $0.text)] } ?? []
    )
  }

  private func decide(_ event: CremationAuthorised, _ matter: Matter) throws(Undecided) -> Outcome {
    try uphold(r3NotCremated(self, "火化确认", "a cremation confirmation"))
    try uphold(r3AuthorisedOnce(self))
    try uphold(d3PapersComplete(self))
    try uphold(d3TwoCheckers(event))
    try uphold(d4NoOpenHold(self, at: matter.time))
    return Outcome()
  }

  private func decide(
    _ event: CremationCompleted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    try uphold(d6OneCremation(self))
    let facility = try known.facility(event.facilityId)
    try uphold(d6AtAFuneralHome(facility, event.facilityId))
    try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.startedAt.localDate))
    try uphold(s6NotInTheFuture(event.endedAt, "ended_at", latest: matter.latest))
    try uphold(d6EndsAfterItStarts(event))
    try uphold(d3PapersComplete(self))
    try uphold(d6AfterDeath(self, event))
    try uphold(d3ConfirmedBeforehand(self, event))
    try uphold(d4NoOpenHold(self, at: event.startedAt))
    return Outcome()
  }

  private func decide(_ event: CremationCertificateIssued, _ matter: Matter) throws(Undecided) -> Outcome {
    guard let cremation else { throw .refused(d7NotCremated()) }
    try uphold(d7OnePerCremation(self))
    try uphold(d7AfterCremation(cremation, at: matter.time))
    let home = cremation.data.facilityId.text
    return Outcome(takes: [
      Claim(.cremationCertificate, event.certNo.text), Claim(.formSerial, "\(home)/\(event.formSerial.text)"),
    ])
  }
}
