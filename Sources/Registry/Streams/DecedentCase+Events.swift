// Events of the stream `case/<case id>` 逝者个案.

/// 建案: a home or bureau opens the case of one decedent.
public struct CaseOpened: FactPayload {
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
/// number is personal data (it may be the citizen ID number), so only its keyed hash is here, of
/// `sealed.certificate_number`, and what kind of number it was.
public struct DeathCertificateRecorded: FactPayload {
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
  /// The electronic licence and the paper are of equal force, and from 2027-01-01 issued together.
  public enum Medium: String, Codable, CaseIterable, Sendable { case paper, electronic, both }
  /// The form of 2013 has a regional serial; that of 2026 the citizen ID number, else that of another document, else the
  /// issuer's code with a serial.
  public enum NumberKind: String, Codable, CaseIterable, Sendable {
    case regionalSerial = "regional_serial"
    case citizenId = "citizen_id"
    case otherId = "other_id"
    case issuerSerial = "issuer_serial"
  }
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
  public var medium: Medium
  /// Absent when nobody said.
  public var numberKind: NumberKind?
  /// The police paper that rule D5 asks for when the manner is abnormal or unknown.
  public var policeDocNo: Text?
}

/// 死亡证明补发 of a lost certificate. For the form of 2013 (国卫规划发〔2013〕57号) once: copy 3 when the death is
/// deregistered and the body cremated or buried, otherwise copies 2 to 4. The old number stays taken: nothing read says
/// that the lost paper becomes void, and it may turn up.
public struct DeathCertificateReissued: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Copies: String, Codable, CaseIterable, Sendable {
    case third = "copy_3"
    case secondToFourth = "copies_2_to_4"
  }
  /// The event that recorded the certificate which it replaces; the number itself is personal data.
  public var replacesEventId: EventID
  public var regime: DeathCertificateRecorded.Regime
  /// Of `sealed.certificate_number`; the same as before when the number is.
  public var certKeyHash: KeyedHash
  public var issuedOn: LocalDate
  /// Whether the household registration (户籍) has been cancelled.
  public var deregistered: Bool
  /// Only the form of 2013 has copies.
  public var copies: Copies?
}

/// 身份核验. The ID number comes as `sealed.id_number`, is checked (GB 11643 for citizen IDs), and hashed.
public struct IdentityVerified: FactPayload {
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

/// 身份查明: who a decedent was that nobody knew, whenever it is found out, also after the cremation. The number comes as
/// `sealed.id_number`. `merged_case_id` is the case that another home opened for the same death: it ends as a duplicate
/// of this one (rule D1).
public struct IdentityResolved: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var personRef: Code
  public var idKind: IdentityVerified.IDKind
  /// Absent only for `id_kind` none.
  public var idHash: KeyedHash?
  public var mergedCaseId: Code?
  public var evidenceDigest: Digest
}

/// 户籍与居住, as of a day.
public struct ResidencyRecorded: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var hukouDivision: DivisionCode?
  public var residenceDivision: DivisionCode?
  public var residencePermit: Bool
  public var ethnicityExempt: Bool
  public var asOf: LocalDate
}

/// 限制处置: nobody may cremate while it is open (rule D4).
public struct HoldPlaced: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Kind: String, Codable, CaseIterable, Sendable { case judicial, epidemic, dispute, donation }
  public var holdKind: Kind
  public var authorityUscc: USCC
  public var docNo: Text
  public var until: LocalDate?
}

/// 解除限制.
public struct HoldReleased: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var holdEventId: EventID
  public var docNo: Text
}

/// 火化确认: the relative signed, and two different people checked (rule D3; MCA notice of April 2024).
public struct CremationAuthorised: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum SignerCheck: String, Codable, CaseIterable, Sendable { case passed, overridden }
  public var confirmFormNo: Text
  public var signerRef: Code
  public var relationCode: Relation
  public var signerIdCheck: SignerCheck
  public var checkerId: Code
  public var secondCheckerId: Code
  /// The authority's consent to cremate an unknown body (rule D10).
  public var authorityDocNo: Text?
}

/// 火化完成.
public struct CremationCompleted: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Grade: String, Codable, CaseIterable, Sendable { case ordinary, premium }
  /// Fuel by its meter: oil in litres, gas in cubic metres, electricity in kilowatt hours.
  public struct FuelUse: Codable, Equatable, Sendable {
    public enum Measure: String, Codable, CaseIterable, Sendable {
      case litre
      case cubicMetre = "cubic_metre"
      case kilowattHour = "kilowatt_hour"
    }
    public var measure: Measure
    public var qtyMilli: Count
  }
  public var facilityId: Code
  public var unitId: Code
  public var operatorId: Code
  public var startedAt: Instant
  public var endedAt: Instant
  public var furnaceGrade: Grade
  /// Absent when it was not metered.
  public var fuel: FuelUse?
  /// 1 to 20.
  public var ashPortions: PortionCount
}

/// 火化证明签发.
public struct CremationCertificateIssued: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var certNo: Code
  public var formSerial: Code
  public var receivedByRef: Code
}

/// 火化证明补发: names the number that it replaces (rule D7). The identity of who asks for it is checked first.
public struct CremationCertificateReissued: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public enum Reason: String, Codable, CaseIterable, Sendable { case lost, damaged, misprinted }
  public var certNo: Code
  public var replacesNo: Code
  public var formSerial: Code
  public var reasonCode: Reason
  public var receivedByRef: Code
  public var checkerId: Code
}

/// 发现重复个案: written by the registry with the ``CaseClosed`` of a duplicate, so that the case that goes on knows what was
/// waived and claimed on the other (rules M1 and M3).
public struct DuplicateFound: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  /// The case that has ended.
  public var caseId: Code
}

/// 已申领奖补: written by the registry with ``ClaimSubmitted``, so that the case knows the claims that rest on it.
public struct AwardClaimed: FactPayload {
  public static var stream: StreamKind { .decedentCase }
  public var claimId: Code
  public var policyId: Code
}
