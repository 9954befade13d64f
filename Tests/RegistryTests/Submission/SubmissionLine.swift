import CanonicalJSON
import Registry
import Testing

/// A sound submission, to be spoilt in one place by each test.
struct SubmissionLine {
  var event: JSON

  static let idNumber = "11010519491231002X"

  /// Of the current version, unless told.
  init(_ type: String, version: Int? = nil, subject: String, data: JSON, sealed: JSON? = nil) {
    let version = version ?? EventCatalogue.payloadType(named: type)?.version.value ?? 1
    var object: JSON = [
      "specversion": "1.0", "id": "01979e3a-1111-7abc-8def-0123456789ab", "source": "371002-BYG-01",
      "type": .string(type), "subject": .string(subject), "time": "2026-07-02T10:30:00+08:00",
      "dataschema": .string("\(type)/v\(version)"), "actor": "clerk-01", "data": data,
    ]
    object.set("sealed", sealed)
    event = object
  }

  static let caseOpened = SubmissionLine(
    "CaseOpened",
    subject: "case/01JD",
    data: ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
  )

  static let cremationCompleted = SubmissionLine(
    "CremationCompleted",
    subject: "case/01JD",
    data: [
      "facility_id": "371002-BYG-01", "unit_id": "U-01", "operator_id": "op-3",
      "started_at": "2026-07-02T09:10:00+08:00", "ended_at": "2026-07-02T10:20:00+08:00", "furnace_grade": "ordinary",
      "ash_portions": 2,
    ]
  )

  static let identityVerified = SubmissionLine(
    "IdentityVerified",
    subject: "case/01JD",
    data: [
      "person_ref": "p-1", "id_kind": "citizen_id", "id_check": "passed", "method": "document", "checker_id": "c-2",
    ],
    sealed: ["id_number": .string(idNumber)]
  )

  static let deathCertificate = SubmissionLine(
    "DeathCertificateRecorded",
    subject: "case/01JD",
    data: [
      "cert_kind": "medical", "regime": "2026", "issuer_uscc": "11370100004188768U",
      "death_at": "2026-07-01T22:10:00+08:00", "death_at_precision": "minute", "death_division": "371002",
      "manner": "normal", "issued_on": "2026-07-01", "medium": "electronic", "number_kind": "citizen_id",
    ],
    sealed: ["certificate_number": .string(idNumber)]
  )

  static let identityResolved = SubmissionLine(
    "IdentityResolved",
    subject: "case/01JD",
    data: [
      "person_ref": "p-1", "id_kind": "citizen_id", "evidence_digest": .string(String(repeating: "a", count: 64)),
    ],
    sealed: ["id_number": .string(idNumber)]
  )

  static let deathCertificateReissued = SubmissionLine(
    "DeathCertificateReissued",
    subject: "case/01JD",
    data: [
      "replaces_event_id": "01979e3a-1111-7abc-8def-0123456789ac", "regime": "2026", "issued_on": "2026-07-02",
      "deregistered": false,
    ],
    sealed: ["certificate_number": .string(idNumber)]
  )

  static let claimSubmitted = SubmissionLine(
    "ClaimSubmitted",
    subject: "claim/C1",
    data: [
      "policy_id": "weihai-eco", "decedent_case_id": "01JD", "custody_ids": ["a-1"], "claimant_ref": "p-9",
      "relation": "child", "office_division": "371002",
    ],
    sealed: ["bank_account": "6217000000000000001"]
  )

  static let cremationAuthorised = SubmissionLine(
    "CremationAuthorised",
    subject: "case/01JD",
    data: [
      "confirm_form_no": "HHQR-1", "signer_ref": "p-2", "relation_code": "child", "signer_id_check": "passed",
      "checker_id": "c-1", "second_checker_id": "c-2",
    ]
  )

  static let plotReserved = SubmissionLine(
    "PlotReserved",
    subject: "plot/371002-C/S/A/1",
    data: [
      "for_ref": "p-3", "basis": "childless", "evidence_digest": .string(String(repeating: "a", count: 64)),
      "until": "2026-12-31",
    ]
  )

  static let divisionChanged = SubmissionLine(
    "DivisionChanged",
    subject: "reference/divisions",
    data: [
      "op": "rename", "from_codes": ["371081"],
      "to": [["code": "371003", "name_zh": "文登区", "name_en": "Wendeng"]], "effective_on": "2014-03-17",
      "source": "国务院批复",
    ]
  )

  var bytes: [UInt8] { event.canonicalBytes }

  /// Nil removes the member.
  func setting(_ member: String, _ value: JSON?) -> SubmissionLine {
    var copy = self
    copy.event.set(member, value)
    return copy
  }

  func settingData(_ member: String, _ value: JSON?) -> SubmissionLine { setting(member, value, in: "data") }
  func settingSealed(_ member: String, _ value: JSON?) -> SubmissionLine { setting(member, value, in: "sealed") }

  private func setting(_ member: String, _ value: JSON?, in part: String) -> SubmissionLine {
    var inner = event[part] ?? [:]
    inner.set(member, value)
    return setting(part, inner)
  }

  func read() throws -> Submission { try Self.read(bytes) }

  static func read(_ bytes: [UInt8]) throws -> Submission {
    try Submission.read(bytes, hasher: #require(KeyedHasher(key: Array(repeating: 7, count: 32))))
  }

  /// The refusal of bytes that must not be read, after a look at its texts.
  static func refusal(_ bytes: [UInt8], at location: SourceLocation = #_sourceLocation) throws -> Refusal {
    let refusal = try #require(throws: Refusal.self, sourceLocation: location) { try read(bytes) }
    for text in [refusal.fact.zh, refusal.fact.en, refusal.remedy.zh, refusal.remedy.en] {
      #expect(text.count > 6, sourceLocation: location)
      #expect(!text.contains("1949"), "repeats a number", sourceLocation: location)
    }
    for text in [refusal.fact.zh, refusal.remedy.zh] {
      #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, sourceLocation: location)
    }
    for text in [refusal.fact.en, refusal.remedy.en] {
      #expect(text.hasSuffix("."), "\(text)", sourceLocation: location)
    }
    return refusal
  }

  func refusal(at location: SourceLocation = #_sourceLocation) throws -> Refusal {
    try Self.refusal(bytes, at: location)
  }
}

extension JSON {
  mutating func set(_ member: String, _ value: JSON?) {
    guard case .object(var object) = self else { return }
    object[member] = value
    self = .object(object)
  }
}
