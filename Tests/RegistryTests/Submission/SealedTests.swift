import CanonicalJSON
import Registry
import Testing

@Suite struct SealedTests {
  @Test(arguments: [
    ("110105194912310020", "校验位不符"), ("110105491231002", "15 位"), ("110105194902300020", "出生日期在日历上不存在"),
    ("110105209912310029", "晚于"), ("910105194912310029", "行政区划"), ("1101051949", "不是 18 位"), ("", "不是 18 位"),
  ])
  func refusesACitizenID(_ number: String, _ words: String) throws {
    for line in [
      SubmissionLine.identityVerified, SubmissionLine.identityVerified.settingData("id_check", "overridden"),
    ] {
      let refusal = try line.settingSealed("id_number", .string(number)).refusal()
      #expect(refusal.rule.rawValue == "S9")
      #expect(refusal.fact.zh.contains(words), "\(refusal.fact.zh)")
      #expect(refusal.remedy.en.contains("override_reason"))
    }
  }

  @Test func refusesACertificateNumberThatIsNoCitizenID() throws {
    let refusal = try SubmissionLine.deathCertificate.settingSealed("certificate_number", "110105194912310020")
      .refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(refusal.fact.en.contains("sealed.certificate_number"))
    #expect(!refusal.remedy.en.contains("override"))
  }

  @Test(
    arguments: [
      (SubmissionLine.claimSubmitted, "bank_account", "6217 0000 0000 0000"),
      (.claimSubmitted, "bank_account", "1234567"),
      (.claimSubmitted, "bank_account", 6_217_000_000_000_000), (.deathCertificate, "certificate_number", "证 2026 1"),
      (.deathCertificate, "certificate_number", "1"), (.deathCertificate, "certificate_number", "\u{FB01}1234"),
      (.identityVerified, "id_number", .null),
    ] as [(SubmissionLine, String, JSON)]
  )
  func refusesASealedNumberOfAnotherShape(_ line: SubmissionLine, _ member: String, _ value: JSON) throws {
    let refusal = try line.settingSealed(member, value).refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(refusal.fact.en.contains("sealed.\(member)"))
  }

  /// Nothing is overridden when it is found out who somebody was.
  @Test func refusesAWrongCitizenIDOfAResolvedPerson() throws {
    let refusal = try SubmissionLine.identityResolved.settingSealed("id_number", "110105194912310020").refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(!refusal.remedy.en.contains("override"))
  }

  /// Rules D1 and D2 compare what came in different events.
  @Test func oneNumberHasOneHash() throws {
    let verified = try #require(try SubmissionLine.identityVerified.read().payload as? IdentityVerified)
    let resolved = try #require(try SubmissionLine.identityResolved.read().payload as? IdentityResolved)
    #expect(resolved.idHash != nil && resolved.idHash == verified.idHash)
    let recorded = try #require(try SubmissionLine.deathCertificate.read().payload as? DeathCertificateRecorded)
    let reissued = try #require(
      try SubmissionLine.deathCertificateReissued.read().payload as? DeathCertificateReissued
    )
    #expect(reissued.certKeyHash == recorded.certKeyHash)
  }

  @Test func refusesACodeWithWrongCheckCharacterAndNoReason() throws {
    let refusal = try SubmissionLine.deathCertificate.settingData("issuer_uscc", "11341702000111222F").refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(refusal.remedy.zh.contains("issuer_uscc_reason"))
  }

  @Test func refusesAReasonThatIsNotNeeded() throws {
    let refusal = try SubmissionLine.deathCertificate.settingData("issuer_uscc_reason", "x").refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(refusal.fact.zh.contains("校验正确"))
  }

  @Test(arguments: ["nickname", "Name", "idNumber", "11010519491231002X", "name\u{1}"])
  func takesNothingElse(_ member: String) throws {
    let refusal = try SubmissionLine.identityVerified.settingSealed(member, "王某").refusal()
    #expect(refusal.rule.rawValue == "S10")
    #expect(refusal.fact.en.contains("not taken"))
  }

  @Test(
    arguments: [
      (SubmissionLine.identityVerified, "id_number"), (.deathCertificate, "certificate_number"),
      (.claimSubmitted, "bank_account"), (.identityResolved, "id_number"),
      (.deathCertificateReissued, "certificate_number"),
    ] as [(SubmissionLine, String)]
  )
  func asksForTheNumber(_ line: SubmissionLine, _ member: String) throws {
    for missing in [line.setting("sealed", nil), line.setting("sealed", [:])] {
      let refusal = try missing.refusal()
      #expect(refusal.rule.rawValue == "S10")
      #expect(refusal.fact.zh.contains("缺少 sealed.\(member)"))
    }
  }

  @Test func refusesANumberThatNobodyReads() throws {
    let opened = SubmissionLine.caseOpened.setting("sealed", ["id_number": "11010519491231002X"])
    #expect(try opened.refusal().fact.en.contains("does not read sealed.id_number"))
    let unknown = SubmissionLine.identityVerified.settingData("id_kind", "none")
    #expect(try unknown.refusal().rule.rawValue == "S10")
  }

  @Test(
    arguments: [
      (SubmissionLine.identityVerified, "id_hash"), (.deathCertificate, "cert_key_hash"),
      (.claimSubmitted, "bank_ref_hash"),
      (.caseOpened, "id_hash"),
    ] as [(SubmissionLine, String)]
  )
  func refusesAHashOfTheSendersOwn(_ line: SubmissionLine, _ member: String) throws {
    let hash = JSON.string(String(repeating: "0", count: 64))
    for own in [line.settingData(member, hash), line.settingData(member, hash).setting("sealed", nil)] {
      let refusal = try own.refusal()
      #expect(refusal.rule.rawValue == "S10")
      #expect(refusal.fact.en.contains("data.\(member)"))
    }
  }

  @Test(arguments: ["id_number", "certificate_number", "bank_account"])
  func refusesANumberInClear(_ member: String) throws {
    let refusal = try SubmissionLine.caseOpened.settingData(member, "11010519491231002X").refusal()
    #expect(refusal.rule.rawValue == "S10")
    #expect(refusal.remedy.zh.contains("sealed.\(member)"))
  }

  @Test func findsAnIDNumberInAnyText() throws {
    let number = JSON.string("死者身份证11010519491231002x，已核对")
    let source = SubmissionLine.divisionChanged.settingData("source", number)
    #expect(try source.refusal().rule.rawValue == "S10")
    #expect(try source.refusal().fact.zh.hasPrefix("data.source "))
    let named: JSON = [["code": "371003", "name_zh": "11010519491231002X", "name_en": "x"]]
    #expect(
      try SubmissionLine.divisionChanged.settingData("to", named).refusal().fact.zh.hasPrefix("data.to[0].name_zh ")
    )
    let subject = SubmissionLine.caseOpened.setting("subject", "case/11010519491231002X")
    #expect(try subject.refusal().fact.zh.hasPrefix("subject "))
    let actor = SubmissionLine.caseOpened.setting("actor", "11010519491231002X")
    #expect(try actor.refusal().fact.zh.hasPrefix("actor "))
  }

  /// Longer numbers, wrong check characters and days that are none: order numbers and the like.
  @Test(arguments: [
    "110105194912310020", "911010519491231002X", "110105194902300020", "110105209912310029", "11010519491231002",
  ])
  func leavesOtherNumbersAlone(_ number: String) throws {
    #expect(throws: Never.self) {
      try SubmissionLine.divisionChanged.settingData("source", .string("编号 \(number)")).read()
    }
  }
}
