import CanonicalJSON
import Testing

@testable import Registry

@Suite("Senders that have not been updated go on")
struct OldVersionTests {
  /// As a sender writes it that knows version 1 only.
  private static let certificate = SubmissionLine(
    "DeathCertificateRecorded",
    version: 1,
    subject: "case/01JD",
    data: [
      "cert_kind": "medical", "regime": "2026", "issuer_uscc": "11370100004188768U",
      "death_at": "2026-07-01T22:10:00+08:00", "death_at_precision": "minute", "death_division": "371002",
      "manner": "normal", "issued_on": "2026-07-01", "electronic": true,
    ],
    sealed: ["certificate_number": .string(SubmissionLine.idNumber)]
  )

  @Test("it is kept as it was sent, and decided as it is read now")
  func keptAndLifted() throws {
    let submission = try Self.certificate.read()
    let stored = try JSON.parse(submission.bytes)
    #expect(stored["dataschema"] == "DeathCertificateRecorded/v1")
    #expect(stored["data"]?["electronic"] == true)
    #expect(stored["data"]?["medium"] == nil)
    let payload = try #require(submission.payload as? DeathCertificateRecorded)
    #expect(payload.medium == .electronic && payload.numberKind == nil)
    // One certificate, whatever version it is reported in.
    let current = try #require(try SubmissionLine.deathCertificate.read().payload as? DeathCertificateRecorded)
    #expect(payload.certKeyHash == current.certKeyHash)
  }

  @Test("it is held to its own version")
  func heldToItsVersion() throws {
    func refusal(_ name: String, _ value: JSON?) throws -> Refusal {
      try Self.certificate.settingData(name, value).refusal()
    }
    #expect(try refusal("electronic", nil).fact.en.contains("data.electronic"))
    let text = try refusal("electronic", "是").fact.zh
    #expect(text.contains("data.electronic") && text.contains("true 或 false"))
    #expect(try refusal("medium", "paper").fact.en.contains("data.medium"))
    #expect(try refusal("number_kind", "citizen_id").fact.en.contains("data.number_kind"))
    #expect(try refusal("manner", nil).fact.en.contains("data.manner"))
  }

  @Test("a version that nobody knows is refused, and the known ones are named")
  func unknownVersion() throws {
    let refusal = try Self.certificate.setting("dataschema", "DeathCertificateRecorded/v4").refusal()
    #expect(refusal.rule.rawValue == "S6")
    for text in [refusal.fact.zh, refusal.fact.en] {
      for version in 1...3 { #expect(text.contains("DeathCertificateRecorded/v\(version)")) }
    }
    #expect(refusal.fact.zh.contains("旧版") && refusal.fact.en.contains("earlier version"))
  }

  @Test("a stated citizen ID number must be one, whatever its length")
  func statedKindOfNumber() throws {
    let line = SubmissionLine.deathCertificate.setting("sealed", ["certificate_number": "E12345678"])
    #expect(try line.refusal().rule == .s9)
    #expect(throws: Never.self) { try line.settingData("number_kind", "other_id").read() }
  }

  @Test("a correction restates a fact in the version that it names")
  func correction() throws {
    func correction(_ version: Int, _ dataVersion: JSON?, _ data: JSON) -> SubmissionLine {
      var members: JSON = [
        "target_event_id": "01927f52-93d8-7e21-b1c7-40a8e6d95f3c", "target_type": "DeathCertificateRecorded",
        "replaces_event_id": "01927f52-93d8-7e21-b1c7-40a8e6d95f3c", "time": "2026-07-02T10:00:00+08:00",
        "reason_code": "clerical_error", "approver_id": "head-1", "data": data,
      ]
      members.set("data_version", dataVersion)
      return SubmissionLine(
        "FactCorrected",
        version: version,
        subject: "case/01JD",
        data: members,
        sealed: ["certificate_number": .string(SubmissionLine.idNumber)]
      )
    }
    let old = try #require(Self.certificate.event["data"])
    let now = try #require(SubmissionLine.deathCertificate.event["data"])
    for line in [correction(1, nil, old), correction(2, 1, old)] {
      let correction = try #require(try line.read().payload as? FactCorrected)
      let restated = try #require(correction.data as? DeathCertificateRecorded)
      #expect(restated.medium == .electronic && restated.numberKind == nil && correction.dataVersion.value == 3)
    }
    let current = try #require(try correction(2, 3, now).read().payload as? FactCorrected)
    #expect((current.data as? DeathCertificateRecorded)?.numberKind == .citizenId)
    for wrong in [correction(1, nil, now), correction(1, 1, old), correction(2, 3, old), correction(2, 1, now)] {
      #expect(try wrong.refusal().rule == .s8)
    }
    let unknown = try correction(2, 4, now).refusal()
    #expect(unknown.fact.en.contains("data.data_version") && unknown.fact.en.contains("3"))
  }
}
