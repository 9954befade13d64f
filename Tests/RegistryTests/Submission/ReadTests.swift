import CanonicalJSON
import Registry
import Testing

@Suite struct ReadTests {
  @Test func readsTheEnvelope() throws {
    let submission = try SubmissionLine.cremationCompleted.read()
    #expect(submission.id.text == "01979e3a-1111-7abc-8def-0123456789ab")
    #expect(submission.source.text == "371002-BYG-01")
    #expect(submission.actor.text == "clerk-01")
    #expect(submission.type == "CremationCompleted")
    #expect(submission.subject == StreamName(.decedentCase, "01JD"))
    #expect(submission.time.text == "2026-07-02T10:30:00+08:00")
    let completed = try #require(submission.payload as? CremationCompleted)
    #expect(completed.ashPortions.value == 2)
    #expect(completed.fuel == nil)
    #expect(completed.furnaceGrade == .ordinary)
  }

  @Test func keepsAnEventWithoutSealedPartAsItIs() throws {
    for line in [SubmissionLine.caseOpened, .cremationCompleted, .divisionChanged] {
      #expect(try line.read().bytes == line.bytes)
    }
  }

  @Test func theOrderAndTheSpacingOfTheLineDoNotMatter() throws {
    let text = """
      { "type":"CaseOpened","time":"2026-07-02T10:30:00+08:00","subject":"case\\/01JD","specversion":"1.0" ,
        "source":"371002-BYG-01","id":"01979e3a-1111-7abc-8def-0123456789ab","dataschema":"CaseOpened\\u002fv1",
        "data":{"unknown_person":false,"place_kind":"hospital","facility_id":"371002-BYG-01"},"actor":"clerk-01"}\r\n
      """
    #expect(try SubmissionLine.read(Array(text.utf8)).bytes == SubmissionLine.caseOpened.bytes)
  }

  /// The hash was computed by Python's hmac, over the capital X.
  @Test(arguments: ["11010519491231002X", "11010519491231002x"])
  func turnsAnIDNumberIntoItsHash(_ number: String) throws {
    let submission = try SubmissionLine.identityVerified.settingSealed("id_number", .string(number)).read()
    let verified = try #require(submission.payload as? IdentityVerified)
    #expect(verified.idHash?.text == "d23aaeec5ca05c1a9c1351f14498e80a526817b32651a7fd78d3ef031871a6a9")
    let stored = try JSON.parse(submission.bytes)
    #expect(stored["data"]?["id_hash"]?.stringValue == verified.idHash?.text)
    #expect(stored["sealed"] == nil)
    #expect(!String(decoding: submission.bytes, as: UTF8.self).contains("1949"))
  }

  @Test func hashesAreSeparatedByFieldKindAndForm() throws {
    let identity = SubmissionLine.identityVerified
    let certificate = SubmissionLine.deathCertificate
    let hashes = try [
      identity.read(), identity.settingData("id_kind", "passport").read(),
      certificate.read(), certificate.settingData("regime", "2013").read(),
    ].map { submission in
      let data = try JSON.parse(submission.bytes)["data"]
      return try #require((data?["id_hash"] ?? data?["cert_key_hash"])?.stringValue)
    }
    #expect(Set(hashes).count == 4)
  }

  @Test func anotherKeyGivesAnotherHash() throws {
    let other = try #require(KeyedHasher(key: Array(repeating: 8, count: 32)))
    let line = SubmissionLine.claimSubmitted
    let bytes = try Submission.read(line.bytes, hasher: other).bytes
    #expect(try line.read().bytes == line.read().bytes)
    #expect(try line.read().bytes != bytes)
    #expect(KeyedHasher(key: Array(repeating: 8, count: 31)) == nil)
  }

  @Test func aPersonWithoutDocumentHasNoHash() throws {
    let line = SubmissionLine.identityVerified.settingData("id_kind", "none").setting("sealed", nil)
    #expect(try #require(line.read().payload as? IdentityVerified).idHash == nil)
  }

  @Test func takesACodeWithWrongCheckCharacterForAReason() throws {
    let wrong = SubmissionLine.deathCertificate.settingData("issuer_uscc", "11341702000111222F")
    let submission = try wrong.settingData("issuer_uscc_reason", "证书原件如此").read()
    #expect(try #require(submission.payload as? DeathCertificateRecorded).issuerUsccReason?.text == "证书原件如此")
  }

  @Test func recordsAnOverriddenOrFailedCheckWithItsNumber() throws {
    let wrong = SubmissionLine.identityVerified.settingSealed("id_number", "110105194912310020")
    let overridden = wrong.settingData("id_check", "overridden").settingData("override_reason", "户口簿如此")
    #expect(try #require(overridden.read().payload as? IdentityVerified).idHash != nil)
    #expect(try #require(wrong.settingData("id_check", "failed").read().payload as? IdentityVerified).idHash != nil)
    let old = overridden.settingSealed("id_number", "110105491231002")
    #expect(try #require(old.read().payload as? IdentityVerified).idHash != nil)
  }

  @Test func aHoldIsTakenFromAnyAuthority() throws {
    let hold = SubmissionLine(
      "HoldPlaced",
      subject: "case/01JD",
      data: ["hold_kind": "judicial", "authority_uscc": "11341702000111222F", "doc_no": "威公〔2026〕1号"]
    )
    #expect(try hold.read().type == "HoldPlaced")
  }

  @Test func theLongestLineStillFits() throws {
    let line = SubmissionLine.caseOpened.bytes
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: Submission.maximumBytes - line.count)
    #expect(try SubmissionLine.read(line + padding).bytes == line)
    #expect(try SubmissionLine.refusal(line + padding + [UInt8(ascii: " ")]).rule.rawValue == "S5")
  }
}
