import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import Registry

@Suite struct SealedContentTests {
  private static let details: JSON = ["name": "王建国", "telephone": "+86 138-0000-0000", "address": "威海市环翠区 1 号"]

  /// Of each type that names a person: a line, and the person.
  static let named: [(SubmissionLine, String)] = [
    (.identityVerified, "p-1"), (.identityResolved, "p-1"), (.claimSubmitted, "p-9"), (.deathCertificate, "case/01JD"),
    (.deathCertificateReissued, "case/01JD"), (.cremationAuthorised, "p-2"), (.plotReserved, "p-3"),
  ]

  @Test(arguments: named)
  func keepsAllOfTheSealedPartForThePerson(_ line: SubmissionLine, _ person: String) throws {
    var line = line
    for (member, value) in [("name", "王建国"), ("telephone", "+86 138-0000-0000"), ("address", "威海市环翠区 1 号")] {
      line = line.settingSealed(member, .string(value))
    }
    let submission = try line.read()
    let sealed = try #require(submission.sealed)
    #expect(sealed.person.text == person)
    #expect(try JSON.parse(sealed.text) == line.event["sealed"])
    let stored = String(decoding: submission.bytes, as: UTF8.self)
    for text in ["王建国", "138-0000", "威海", "1101051949", "6217000"] { #expect(!stored.contains(text)) }
  }

  /// Every member of an event that is a reference to a person is one that the sealed part can be about.
  @Test func knowsEveryPerson() throws {
    let others: Set = ["pay_ref", "niche_ref"]
    for type in EventCatalogue.types where type is any FactPayload.Type {
      let file = Repository.events.appending(path: "\(type.type)/v\(type.version.value).schema.json")
      guard case .object(let properties)? = try JSON.parse([UInt8](Data(contentsOf: file)))["properties"] else {
        continue
      }
      let members = properties.members.map(\.name).filter { $0.hasSuffix("_ref") && !others.contains($0) }
      switch NamedPerson(type) {
      case .member(let member): #expect(members == [member], "\(type)")
      case .decedentOfTheCase, nil: #expect(members.isEmpty, "\(type)")
      }
    }
  }

  @Test(
    arguments: [
      ("name", ""), ("name", " "), ("name", "王\n"), ("name", .string(String(repeating: "王", count: 101))), ("name", 7),
      ("name", .null), ("telephone", "1234"), ("telephone", "138000000000000000000000000"),
      ("telephone", "打给我 13800000000"),
      ("telephone", "-----"), ("telephone", 13_800_000_000), ("address", ""),
      ("address", .string(String(repeating: "路", count: 201))), ("address", ["威海"]),
    ] as [(String, JSON)]
  )
  func refusesADetailOfAnotherShape(_ member: String, _ value: JSON) throws {
    let refusal = try SubmissionLine.identityVerified.settingSealed(member, value).refusal()
    #expect(refusal.rule.rawValue == "S9")
    #expect(refusal.fact.en.contains("sealed.\(member)"))
  }

  @Test(
    arguments: [
      ("name", .string(String(repeating: "王", count: 100))), ("name", "K"), ("telephone", "12345"),
      ("telephone", "(0631) 523-0000"),
      ("address", .string(String(repeating: "路", count: 200))), ("address", "村"),
    ] as [(String, JSON)]
  )
  func takesADetailAtTheEdge(_ member: String, _ value: JSON) throws {
    #expect(try SubmissionLine.identityVerified.settingSealed(member, value).read().sealed != nil)
  }

  @Test(arguments: ["name", "telephone", "address"])
  func refusesDetailsWhereNobodyIsNamed(_ member: String) throws {
    let refusal = try SubmissionLine.caseOpened.settingSealed(member, "13800000000").refusal()
    #expect(refusal.rule.rawValue == "S10")
    #expect(refusal.fact.en.contains("does not read sealed.\(member)"))
    let inClear = try SubmissionLine.identityVerified.settingData(member, "13800000000").refusal()
    #expect(inClear.rule.rawValue == "S10")
    #expect(inClear.remedy.zh.contains("sealed.\(member)"))
  }

  @Test func nothingSealedIsNoContent() throws {
    #expect(try SubmissionLine.caseOpened.read().sealed == nil)
    #expect(try SubmissionLine.caseOpened.setting("sealed", [:]).read().sealed == nil)
    #expect(try SubmissionLine.cremationAuthorised.read().sealed == nil)
  }

  @Test func nobodyElseFillsInTheDigest() throws {
    let own = SubmissionLine.identityVerified.setting("sealeddigest", .string(String(repeating: "0", count: 64)))
    #expect(try own.refusal().rule.rawValue == "S6")
  }

  @Test func theEventCarriesTheDigest() throws {
    var submission = try SubmissionLine.identityVerified.read()
    let plain = submission.bytes
    submission.carry(Array(repeating: 0xAB, count: 32))
    #expect(submission.bytes.count == plain.count + Submission.digestBytes)
    let event = try JSON.parse(submission.bytes)
    #expect(event["sealeddigest"]?.stringValue == String(repeating: "ab", count: 32))
    #expect(event.canonicalBytes == submission.bytes)
  }

  /// An x at the end of an ID number is an X: the same number is the same event.
  @Test func numbersAreSealedAsTheyWereChecked() throws {
    let small = SubmissionLine.identityVerified.settingSealed("id_number", "11010519491231002x")
    #expect(try small.read().sealed?.text == SubmissionLine.identityVerified.read().sealed?.text)
    #expect(try small.read().sealed?.number == SubmissionLine.identityVerified.read().sealed?.number)
  }

  @Test func theSearchFindsTheNumber() throws {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let day: LocalDate = "2026-07-02"
    let submission = try SubmissionLine.identityVerified.read()
    let number = try #require(submission.sealed?.number)
    for text in ["11010519491231002X", "11010519491231002x"] {
      #expect(hasher.searchHash(of: text, .citizenId, on: day) == number)
    }
    #expect(hasher.searchHash(of: "11010519491231002X", .passport, on: day) != number)
    // What stands in the log for ever is another hash.
    #expect((submission.payload as? IdentityVerified)?.idHash != KeyedHash(bytes: number))
    let wrong = SubmissionLine.identityVerified.settingSealed("id_number", "110105194912310020")
      .settingData("id_check", "failed")
    #expect(try wrong.read().sealed?.number == hasher.searchHash(of: "110105194912310020", .citizenId, on: day))
  }

  @Test func knowsItselfAgain() throws {
    let line = SubmissionLine.identityVerified.settingSealed("name", "王建国")
    var submission = try line.read()
    let digest = Array(repeating: UInt8(1), count: 32)
    submission.carry(digest)
    #expect(submission.isStored(as: submission.bytes))
    var other = try line.settingSealed("name", "王建军").read()
    other.carry(Array(repeating: 2, count: 32))
    #expect(!other.isStored(as: submission.bytes))
    // Once the person has been erased, nobody can tell what the part said.
    let erased = try line.read()
    #expect(erased.isStored(as: submission.bytes))
    #expect(try !line.settingData("method", "dna").read().isStored(as: submission.bytes))
    // Stored before there was a sealed store: the hashes are all that was kept.
    let old = try SubmissionLine.identityVerified.read().bytes
    var again = try SubmissionLine.identityVerified.read()
    again.carry(digest)
    #expect(again.isStored(as: old))
    #expect(!submission.isStored(as: old))
    #expect(!again.isStored(as: Array("{".utf8)))
  }

  @Test func aCorrectionSealsForThePersonItNames() throws {
    let target = try #require(SubmissionLine.identityVerified.event["data"])
    let data: JSON = [
      "target_event_id": "01979e3a-1111-7abc-8def-0123456789ac",
      "replaces_event_id": "01979e3a-1111-7abc-8def-0123456789ac",
      "target_type": "IdentityVerified", "time": "2026-07-02T10:30:00+08:00", "data_version": 1, "data": target,
      "reason_code": "clerical_error", "approver_id": "a-1",
    ]
    let line = SubmissionLine(
      "FactCorrected",
      subject: "case/01JD",
      data: data,
      sealed: ["id_number": .string(SubmissionLine.idNumber), "name": "王建国"]
    )
    let sealed = try #require(try line.read().sealed)
    #expect(sealed.person.text == "p-1" && sealed.number != nil)
  }

  @Test func personsHaveNames() {
    for good in ["p-1", "case/C-1", "P.1_x"] { #expect(PersonName(good)?.text == good) }
    for bad in ["", "王", "case/", "case/a/b", "plot/a/b/c/1", "p 1", "facility/x"] { #expect(PersonName(bad) == nil) }
  }

  @Test func aRefusalOfAnErasedPersonSaysWhatToDo() throws {
    let refusal = Refusal.s11Erased(try #require(PersonName("case/C-1")))
    #expect(refusal.rule.rawValue == "S11")
    #expect(refusal.fact.zh.contains("case/C-1") && refusal.fact.en.contains("case/C-1"))
    #expect(refusal.remedy.en.hasSuffix("."))
  }
}
