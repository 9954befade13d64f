import CanonicalJSON
import EventLog
import FrontDoor
import Postgres
import Registry
import TestSupport
import Testing

/// Senders whose program is old, through the door and into the log.
@Suite struct OldVersionTests {
  @Test("it is stored as it was sent, once, and decided as it is read")
  func storedAsSent() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let lines = [sender.home(), sender.opened("C-1"), sender.certificateOfVersion1("C-1", number: "371002202601")]
    #expect(try await place.door.submit(lines).map(\.rule) == [nil, nil, nil])
    #expect(try await place.door.submit(lines).map(\.isRepeated) == [true, true, true])

    let stored = try #require(try await place.log.read(stream: StreamID(rawValue: "case/C-1")).last)
    let event = try JSON.parse(stored.bytes)
    #expect(event["dataschema"] == "DeathCertificateRecorded/v1")
    #expect(event["data"]?["electronic"] == true && event["data"]?["medium"] == nil)
    let certificate = try #require(try await place.certificate(of: "C-1"))
    #expect(certificate.data.medium == .electronic && certificate.data.numberKind == .regionalSerial)

    // The same certificate in today's words is the same certificate, and other content.
    let id = try #require(event["id"]?.stringValue)
    let answers = try await place.door.submit([
      sender.opened("C-2"), sender.certificate("C-2", number: "371002202601"),
      sender.certificate("C-1", number: "371002202601", id: id),
    ])
    #expect(answers.map(\.rule) == [nil, "D2", "L2"])
  }

  @Test("facts of old and of current versions are corrected in either")
  func corrected() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let (old, new) = (
      sender.certificateOfVersion1("C-1", number: "371002202601"), sender.certificate("C-2", number: "371002202602")
    )
    let answers = try await place.door.submit([
      sender.home(), sender.opened("C-1"), sender.opened("C-2"), old, new,
      // As it stands, in the words of another version: nothing is corrected.
      sender.correction(of: old, version: 2, in: 3) { $0 = Self.current($0, "electronic", "regional_serial") },
      sender.correction(of: old, version: 1, in: 1) { $0["manner"] = "unknown" },
      sender.correction(of: new, version: 1, in: 1) { $0 = Self.old($0) },
      sender.correction(of: new, version: 2, in: 1) { $0 = Self.old($0, issued: "2026-03-02") },
      sender.correction(of: new, version: 2, in: 4) { _ in },
    ])
    #expect(answers.map(\.rule) == [nil, nil, nil, nil, nil, "L4", "D5", "L4", nil, "S8"])
    let now = try #require(try await place.certificate(of: "C-2"))
    #expect(now.data.issuedOn == LocalDate("2026-03-02") && now.data.medium == .paper)
  }

  @Test("a licence of the version that knew no towns is given its town by a correction, in today's version only")
  func townOfOldLicence() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let old = sender.licenceOfVersion1("371002-GM-01")
    let town = { (code: String) -> JSON in ["code": .string(code), "name_zh": "张村镇", "name_en": "Zhangcun Town"] }
    let because = { (data: inout JSONObject) -> Void in
      (data["reason_code"], data["evidence_digest"]) = ("audit_finding", .string(String(repeating: "ab", count: 32)))
    }
    let answers = try await place.door.submit([
      old, sender.correction(of: old, version: 2, in: 1, as: because) { $0["town"] = town("371002151") },
      sender.correction(of: old, version: 2, in: 2, as: because) { $0["town"] = town("371003151") },
      sender.correction(of: old, version: 2, in: 2, as: because) { $0["town"] = town("371002000") },
      sender.correction(of: old, version: 2, in: 2, as: because) { $0["town"] = town("371002151") },
    ])
    #expect(answers.map(\.rule) == [nil, "S8", "F7", "S8", nil])
    let stored = try #require(try await place.log.read(stream: StreamID(rawValue: "facility/371002-GM-01")).first)
    #expect(try JSON.parse(stored.bytes)["dataschema"] == "FacilityLicensed/v1")
  }

  @Test("a version that nobody knows is refused, in two languages")
  func unknownVersion() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let line = sender.line(
      "CaseOpened",
      "case/C-1",
      data: ["facility_id": "371002-FH-01", "place_kind": "hospital", "unknown_person": false],
      dataschema: "CaseOpened/v2"
    )
    let answer = try #require(try await place.door.submit([sender.home(), line]).last)
    guard case .refused(let refusal) = answer.outcome else {
      Issue.record("accepted")
      return
    }
    #expect(refusal.rule.rawValue == "S6")
    #expect(refusal.fact.zh.contains("CaseOpened/v1") && refusal.fact.en.contains("CaseOpened/v1"))
  }

  @Test("the database and the program know the same versions")
  func sameVersions() async throws {
    let place = try await Doorway()
    let pool = ConnectionPool(place.database.configuration(user: "registry_reader"), maximum: 1, logger: .test)
    let types = EventCatalogue.types.map { $0.type }
    let versions = try await pool.query(
      "SELECT registry.current_version(t)::bigint FROM unnest(\(types)) WITH ORDINALITY AS u (t, nth) ORDER BY nth"
    ).decode(Int64.self)
    #expect(versions == EventCatalogue.types.map { Int64($0.version.value) })
    await pool.close()
  }

  private static func current(_ data: JSONObject, _ medium: JSON, _ kind: JSON) -> JSONObject {
    var data = data
    (data["electronic"], data["medium"], data["number_kind"]) = (nil, medium, kind)
    return data
  }

  private static func old(_ data: JSONObject, issued: JSON = "2026-03-01") -> JSONObject {
    var data = data
    (data["electronic"], data["medium"], data["number_kind"], data["issued_on"]) = (false, nil, nil, issued)
    return data
  }
}

extension Doorway {
  fileprivate func certificate(of id: String) async throws -> Fact<DeathCertificateRecorded>? {
    let code = try #require(Code(id))
    return try await log.caseFile(code)?.state.certificate
  }
}

extension Sender {
  fileprivate mutating func certificateOfVersion1(_ id: String, number: String) -> [UInt8] {
    line(
      "DeathCertificateRecorded",
      "case/\(id)",
      at: "2026-03-01T11:00:00+08:00",
      data: [
        "cert_kind": "medical", "regime": "2013", "issuer_uscc": "11370100004188768U",
        "death_at": "2026-03-01T08:00:00+08:00", "death_at_precision": "minute", "death_division": "371002",
        "manner": "normal", "issued_on": "2026-03-01", "electronic": true,
      ],
      sealed: ["certificate_number": .string(number)],
      dataschema: "DeathCertificateRecorded/v1"
    )
  }

  fileprivate mutating func licenceOfVersion1(_ code: String) -> [UInt8] {
    line(
      "FacilityLicensed",
      "facility/\(code)",
      at: "2025-01-01T09:00:00+08:00",
      data: [
        "name_zh": "张村公墓（测试）", "name_en": "Zhangcun Cemetery (test)", "kind": "cemetery",
        "nature": "public_benefit", "level": "town", "division": "371002", "operator_uscc": "11370100004188768U",
        "licence_no": "测试许可〔2025〕2号", "valid_from": "2025-01-01", "land_m2": 20000, "body_burial_allowed": false,
      ],
      dataschema: "FacilityLicensed/v1"
    )
  }

  /// A correction of one version that restates the fact in another.
  fileprivate mutating func correction(
    of target: [UInt8],
    version: Int,
    in dataVersion: Int64,
    as grounds: (inout JSONObject) -> Void = { _ in },
    _ change: (inout JSONObject) -> Void
  ) -> [UInt8] {
    guard let event = try? JSON.parse(target), case .object(var data)? = event["data"] else { return [] }
    change(&data)
    var members: JSONObject = JSONObject()
    for name in ["target_event_id", "replaces_event_id"] { members[name] = event["id"] }
    (members["target_type"], members["time"], members["data"]) = (event["type"], event["time"], .object(data))
    (members["reason_code"], members["approver_id"]) = ("clerical_error", "head-1")
    members["data_version"] = version > 1 ? .integer(dataVersion) : nil
    grounds(&members)
    return line(
      "FactCorrected",
      event["subject"]?.stringValue ?? "",
      at: "2026-03-05T09:00:00+08:00",
      data: .object(members),
      sealed: event["sealed"],
      dataschema: "FactCorrected/v\(version)"
    )
  }
}
