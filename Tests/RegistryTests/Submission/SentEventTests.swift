import CanonicalJSON
import Registry
import Testing

/// What a sender has kept, beside what is stored of it.
@Suite struct SentEventTests {
  private static let digest = [UInt8](repeating: 3, count: 32)

  /// As the log has it.
  private func stored(_ line: SubmissionLine) throws -> [UInt8] {
    var submission = try line.read()
    submission.carry(Self.digest)
    return submission.bytes
  }

  private func differences(_ sent: SubmissionLine, _ stored: [UInt8]) throws -> [String] {
    try #require(SentEvent(sent.bytes)).differences(from: stored)
  }

  @Test(arguments: [
    SubmissionLine.caseOpened, .cremationCompleted, .identityVerified, .deathCertificate, .claimSubmitted,
    .identityVerified.settingSealed("name", "王建国"),
  ])
  func whatWasSentIsWhatIsStored(_ line: SubmissionLine) throws {
    #expect(try differences(line, stored(line)) == [])
  }

  @Test(
    arguments: [
      ("type", "CaseClosed"), ("subject", "case/01JE"), ("time", "2026-07-02T02:30:00Z"), ("source", "371002-BYG-02"),
      ("actor", "clerk-02"), ("dataschema", "IdentityVerified/v9"), ("traceparent", "x"), ("data", [:]),
    ] as [(String, JSON)]
  )
  func aMemberThatDiffersIsNamed(_ member: String, _ value: JSON) throws {
    let line = SubmissionLine.identityVerified
    #expect(try differences(line.setting(member, value), stored(line)) == [member])
  }

  @Test func dataAndSealedParts() throws {
    let line = SubmissionLine.identityVerified
    #expect(try differences(line.settingData("checker_id", "c-3"), stored(line)) == ["data"])
    #expect(try differences(line.settingData("id_hash", "x"), stored(line)) == ["data"])
    // A sealed part that was not sent, or that is not there.
    #expect(try differences(line.setting("sealed", nil), stored(line)) == ["data", "sealed"])
    #expect(try differences(line.settingSealed("bank_account", "1"), stored(line)) == ["data"])
    let opened = SubmissionLine.caseOpened
    #expect(try differences(opened.settingSealed("name", "王建国"), stored(opened)) == ["sealed"])
    // Before there was a sealed store, the hash alone stood for a number.
    #expect(try differences(line, line.read().bytes) == [])
    #expect(try differences(line.settingSealed("name", "王建国"), line.read().bytes) == ["sealed"])
  }

  @Test func theSealedPartOfACorrectionIsHashedInsideIt() throws {
    let data = #"{"data":{"a":1,"id_hash":"h"},"target_type":"IdentityVerified"}"#
    let kept = Array(#"{"data":\#(data),"id":"i","sealeddigest":"d"}"#.utf8)
    func differences(_ data: String) -> [String]? {
      let sent = #"{"id":"i","data":{"target_type":"IdentityVerified","data":\#(data)},"sealed":{"id_number":"1"}}"#
      return SentEvent(Array(sent.utf8))?.differences(from: kept)
    }
    #expect(differences(#"{"a":1}"#) == [])
    #expect(differences(#"{"a":2}"#) == ["data"])
  }

  @Test(arguments: ["", "{}", "[]", #"{"id":1}"#]) func whatIsNoEvent(_ text: String) {
    #expect(SentEvent(Array(text.utf8)) == nil)
  }
}
