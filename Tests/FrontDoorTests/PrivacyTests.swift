import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import Registry
import SealedStore
import Sealing
import TestSupport
import Testing

/// Finding, showing, unsealing and erasing persons.
@Suite struct PrivacyTests {
  private struct Scene {
    let place: Doorway
    let office: PrivacyOffice
    var sender = Sender()
    let person = PersonName("P-c1")

    init() async throws {
      place = try await Doorway()
      let pool = ConnectionPool(place.database.configuration(user: "registry_keeper"), maximum: 2, logger: .test)
      let keeper = Keeper(pool: pool, node: TestDatabase.node, keys: try TestDatabase.keys())
      office = PrivacyOffice(log: place.log, keeper: keeper)
      let lines = [
        sender.home(), sender.opened("c1"), sender.certificate("c1", number: "DC-2026-0001"), sender.identity("c1"),
      ]
      #expect(try await place.door.submit(lines).allSatisfy(\.isAccepted))
    }

    func unseal(_ person: String, purpose: String = "核对身份信息") async throws -> Result<[PersonalData], Refusal> {
      try await office.unseal(
        .person(try #require(PersonName(person))),
        for: try #require(Text(purpose)),
        by: try #require(Text("个人信息保护法第十三条")),
        try code("MZ.officer-02"),
        of: try code("371000-MZ")
      ).map(\.data)
    }

    func erase(_ person: String, approver: String = "MZ.chief-01") async throws -> Result<Int, Refusal> {
      let order = ErasureOrder(
        .relativesRequest,
        document: try #require(Text("威模拟删〔2026〕3号")),
        by: try code("MZ.officer-02"),
        approvedBy: try code(approver),
        office: try code("371000-MZ")
      )
      return try await office.erase(try #require(PersonName(person)), order)
    }

    private func code(_ text: String) throws -> Code { try #require(Code(String(text))) }

    func recorded(_ type: String) async throws -> [JSON] {
      try await place.log.read(after: .start, types: [type], limit: 100).map { try JSON.parse($0.bytes) }
    }
  }

  @Test func isShownMasked() async throws {
    let scene = try await Scene()
    let data = try await scene.office.show(.person(try #require(PersonName("P-c1")))).get()
    #expect(data.map(\.type) == ["IdentityVerified"])
    #expect(data[0].members.map(\.text) == ["1101**********002X"])
    let certificate = try await scene.office.show(.person(try #require(PersonName("case/c1")))).get()
    #expect(certificate.map(\.stream) == ["case/c1"] && certificate[0].members.map(\.text) == ["DC-2****0001"])
    let one = try await scene.office.show(.event(data[0].event)).get()
    #expect(one.map(\.event) == [data[0].event])
    #expect(try await scene.recorded("PartUnsealed").isEmpty)
  }

  @Test func isUnsealedOnceThatIsRecorded() async throws {
    let scene = try await Scene()
    let data = try await scene.unseal("P-c1").get()
    #expect(data.map { $0.members.map(\.text) } == [["11010519491231002X"]])
    let recorded = try await scene.recorded("PartUnsealed")
    #expect(recorded.count == 1)
    #expect(recorded[0]["actor"] == "MZ.officer-02" && recorded[0]["source"] == "371000-MZ")
    #expect(recorded[0]["data"]?["person_ref"] == "P-c1" && recorded[0]["data"]?["purpose"] == "核对身份信息")
    #expect(recorded[0]["data"]?["event_ids"] == [.string(data[0].event.text)])
    _ = try await scene.unseal("case/c1").get()
    #expect(try await scene.recorded("PartUnsealed").last?["data"]?["case_id"] == "c1")
  }

  /// Nothing is shown of which the log does not know.
  @Test func isNotShownWhenItCannotBeRecorded() async throws {
    let scene = try await Scene()
    try await scene.place.database.tamper(
      """
      CREATE FUNCTION registry.full() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END$$;
      CREATE TRIGGER full_log BEFORE INSERT ON registry.event_371000 FOR EACH ROW
        WHEN (NEW.type IN ('PartUnsealed', 'PersonErased')) EXECUTE FUNCTION registry.full()
      """
    )
    await #expect(throws: FrontDoorError.self) { try await scene.unseal("P-c1") }
    // And nobody is erased of whom it does not know.
    await #expect(throws: FrontDoorError.self) { try await scene.erase("P-c1") }
    #expect(try await scene.office.show(.person(try #require(PersonName("P-c1")))).get()[0].members.count == 1)
  }

  @Test func refusesWithoutAReason() async throws {
    let scene = try await Scene()
    #expect(try await scene.unseal("P-c1", purpose: "……").rule == "V1")
    #expect(try await scene.unseal("P-c1", purpose: "11010519491231002X 是哪一位").rule == "S10")
    #expect(try await scene.unseal("P-nobody").rule == "V3")
    #expect(try await scene.erase("P-c1", approver: "MZ.officer-02").rule == "V2")
    #expect(try await scene.erase("P-nobody").rule == "V3")
    #expect(try await scene.recorded("PartUnsealed").isEmpty)
    #expect(try await scene.recorded("PersonErased").isEmpty)
  }

  @Test func isFoundByTheNumber() async throws {
    let scene = try await Scene()
    let day = try #require(Instant("2026-03-01T10:00:00+08:00")).localDate
    let hash = try Doorway.hasher.searchHash(of: "11010519491231002x", .citizenId, on: day)
    #expect(try await scene.office.persons(having: hash).map(\.text) == ["P-c1"])
    _ = try await scene.erase("P-c1").get()
    #expect(try await scene.office.persons(having: hash).isEmpty)
  }

  @Test func isErasedForGood() async throws {
    var scene = try await Scene()
    #expect(try await scene.erase("P-c1").get() == 1)
    let recorded = try await scene.recorded("PersonErased")
    #expect(recorded.count == 1)
    #expect(
      recorded[0]["data"] == [
        "person_ref": "P-c1", "basis": "relatives_request", "doc_no": "威模拟删〔2026〕3号", "approver_id": "MZ.chief-01",
        "parts": 1,
      ]
    )
    #expect(try await scene.unseal("P-c1").rule == "V4")
    #expect(try await scene.erase("P-c1").rule == "V4")
    #expect(try await scene.office.show(.person(try #require(PersonName("P-c1")))).get().map(\.isErased) == [true])
    #expect(try await scene.recorded("PersonErased").count == 1)
    // The case itself has another key.
    #expect(try await scene.unseal("case/c1").get().count == 1)
    // What is said of them again is not taken, and what was stored is answered as ever.
    let again = scene.sender.identity("c1")
    #expect(try await scene.place.door.submit([again])[0].rule == "S11")
  }

  /// Whoever is sealing while the key is destroyed is either before or after it: no event speaks of a part that never was.
  @Test func erasingAndSealingAtOnce() async throws {
    let scene = try await Scene()
    let lines = (0..<12).map { index in
      var sender = scene.sender
      return sender.line(
        "IdentityVerified",
        "case/c1",
        data: [
          "person_ref": "P-c1", "id_kind": "citizen_id", "id_check": "failed", "method": "document",
          "checker_id": "c-1",
        ],
        sealed: ["id_number": "11010519491231002X"],
        id: "019c0000-0000-7000-9000-\(String(format: "%012d", index))"
      )
    }
    let (erased, answers) = try await withThrowingTaskGroup(of: (Int?, Answer?).self) { group in
      for line in lines {
        group.addTask { () async throws -> (Int?, Answer?) in
          (nil, try await scene.place.anotherDoor().submit([line])[0])
        }
      }
      group.addTask { () async throws -> (Int?, Answer?) in (try await scene.erase("P-c1").get(), nil) }
      var (erased, answers): (Int?, [Answer]) = (nil, [])
      for try await (count, answer) in group {
        erased = erased ?? count
        if let answer { answers.append(answer) }
      }
      return (erased, answers)
    }
    #expect(answers.allSatisfy { $0.isAccepted || $0.rule == "S11" })
    let shown = try await scene.office.show(.person(try #require(PersonName("P-c1")))).get()
    #expect(shown.count == 1 + answers.count(where: \.isAccepted) && shown.allSatisfy(\.isErased))
    // Parts whose events came a moment after the key was gone are not in the count.
    #expect(try #require(erased) <= shown.count)
  }

  @Test func nobodySubmitsWhatTheRegistryRecords() async throws {
    var scene = try await Scene()
    let data: JSON = ["event_ids": [], "purpose": "x", "legal_basis": "x"]
    let line = scene.sender.line("PartUnsealed", "privacy/1", data: data)
    #expect(try await scene.place.door.submit([line])[0].rule == "S6")
  }
}

extension Result where Failure == Refusal {
  fileprivate var rule: String? {
    if case .failure(let refusal) = self { refusal.rule.rawValue } else { nil }
  }
}
