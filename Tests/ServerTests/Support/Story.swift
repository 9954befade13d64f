import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Notary
import Postgres
import Registry
import SealedStore
import TestSupport
import Testing

@testable import Server

/// A registry over a database of its own, spoken to through HTTP.
struct Story {
  var client: TestClient
  let log: EventLog
  let pool: ConnectionPool

  init() async throws {
    try self.init(in: try await TestDatabase.migrated())
  }

  init(in database: TestDatabase, signIn: any SigningIn = StubSignIn(), proofs: TileDirectory? = nil) throws {
    let past = TimeTravel(database.configuration(user: "registry_inspector"), logger: .test)
    try self.init(database.configuration(user: "registry_app"), past: past, signIn: signIn, proofs: proofs)
  }

  init(
    _ configuration: Configuration,
    past: TimeTravel = TimeTravel(Configuration("host=/nowhere"), logger: .test),
    signIn: any SigningIn = StubSignIn(),
    proofs: TileDirectory? = nil
  ) throws {
    pool = ConnectionPool(configuration, maximum: 2, logger: .test)
    let whole = ConnectionPool(configuration.with("user", "registry_reader"), maximum: 2, logger: .test)
    let node = Node(rawValue: TestDatabase.node)
    log = EventLog(pool: pool, node: node, logger: .test)
    let hasher = try #require(KeyedHasher(key: [UInt8](repeating: 7, count: 32)))
    let sealer = Sealer(pool: pool, node: node.rawValue, keys: try TestDatabase.keys())
    let door = FrontDoor(log: log, hasher: hasher, sealer: sealer, logger: .test)
    client = TestClient(
      try .stub(
        reception: door,
        cases: log,
        log: log,
        reading: ReadModels(pool: pool, whole: whole, node: node),
        divisions: DivisionBook(log),
        persons: try .keeping(configuration, log),
        signIn: signIn,
        past: past,
        proofs: proofs
      )
    )
  }

  /// Submits an event and expects it to be recorded.
  func record(_ event: Event, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let response = try await client.submit(event.bytes)
    #expect(response.status == 201, "\(response.text)", sourceLocation: sourceLocation)
  }

  /// From the facility's licence to the paid award: one cremation, one placement in a pool for one.
  static func toThePaidAward() async throws -> Story {
    let story = try await Story()
    for event in Event.toThePaidAward { try await story.record(event) }
    return story
  }
}

extension PersonDesk {
  /// What is sealed in a test's database.
  static func keeping(_ configuration: Configuration, _ log: EventLog) throws -> PersonDesk {
    let pool = ConnectionPool(configuration.with("user", "registry_keeper"), maximum: 2, logger: .test)
    let keeper = Keeper(pool: pool, node: TestDatabase.node, keys: try TestDatabase.keys())
    let hasher = try #require(KeyedHasher(key: [UInt8](repeating: 7, count: 32)))
    return PersonDesk(office: PrivacyOffice(log: log, keeper: keeper), hasher: hasher)
  }
}

/// A submission, well-formed unless a test spoils it.
struct Event: Sendable {
  var id = UUID().uuidString.lowercased()
  var source = "371002-BYG-01"
  let type: String
  let subject: String
  var time: String
  var data: JSON
  var sealed: JSON?

  init(_ type: String, _ subject: String, _ time: String, _ data: JSON, sealed: JSON? = nil) {
    (self.type, self.subject, self.time, self.data, self.sealed) = (type, subject, time, data, sealed)
  }

  var bytes: [UInt8] {
    var object: JSON = [
      "specversion": "1.0", "id": .string(id), "source": .string(source), "actor": "WH-0107", "type": .string(type),
      "subject": .string(subject), "time": .string(time), "dataschema": .string("\(type)/v1"), "data": data,
    ]
    if let sealed, case .object(var members) = object {
      members["sealed"] = sealed
      object = .object(members)
    }
    return object.canonicalBytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Event {
  static let toThePaidAward: [Event] =
    [
      licence("371002-BYG-01", "funeral_home"), licence("371002-GM-01", "cemetery"), cremator, crematorsTest,
      Event(
        "SectionOpened",
        "section/371002-GM-01/ST",
        "2025-01-02T09:00:00+08:00",
        [
          "name_zh": "生态区", "phase": 1, "plot_kind": "eco_pool", "designed_units": 3, "land_m2": 300, "eco": true,
          "approved_doc": "威民〔2025〕1号",
        ]
      ),
      Event(
        "PlotRangeCreated",
        "section/371002-GM-01/ST",
        "2025-01-03T09:00:00+08:00",
        ["row": "A", "first_no": 1, "count": 3, "capacity": 1, "area_cm2": 4000]
      ),
      Event(
        "PolicyPublished",
        "policy/eco",
        "2025-01-04T09:00:00+08:00",
        [
          "scheme": "eco_subsidy", "version": 1, "title_zh": "节地生态安葬奖补", "title_en": "Eco award", "source": "样例",
          "scope_divisions": ["371000"], "valid_from": "2025-01-01", "date_basis": "placement",
          "awards": [["rule_id": "tree", "forms": ["tree"], "amount_fen": 80_000, "all_ashes": true, "criteria": []]],
        ]
      ),
    ] + cremated("C-1", "11010519491231002X", certificate: "SD-0001") + [
      custody("A-1", of: "C-1"), placed("A-1", "2025-03-03T09:00:00+08:00"),
      Event(
        "ClaimSubmitted",
        "claim/Q-1",
        "2025-03-04T09:00:00+08:00",
        [
          "policy_id": "eco", "decedent_case_id": "C-1", "custody_ids": ["A-1"], "claimant_ref": "P-2",
          "relation": "child", "office_division": "371002",
        ],
        sealed: ["bank_account": "6222021602000000"]
      ),
      Event("ClaimVerified", "claim/Q-1", "2025-03-05T09:00:00+08:00", ["verifier_id": "MZ-1"]),
      Event(
        "ClaimApproved",
        "claim/Q-1",
        "2025-03-06T09:00:00+08:00",
        ["policy_version": 1, "rule_id": "tree", "amount_fen": 80_000, "approver_id": "MZ-2"]
      ),
      paid("CZ-1"),
    ]

  static func licence(_ code: String, _ kind: String) -> Event {
    Event(
      "FacilityLicensed",
      "facility/\(code)",
      "2025-01-01T09:00:00+08:00",
      [
        "name_zh": "样例设施", "name_en": "Example", "kind": .string(kind), "nature": "public_benefit",
        "level": "city", "division": "371002", "operator_uscc": "91371000000000000X",
        "operator_uscc_reason": "样例代码", "licence_no": "样例 1 号", "valid_from": "2025-01-01", "land_m2": 1000,
        "body_burial_allowed": false,
      ]
    )
  }

  static let cremator = Event(
    "UnitInstalled",
    "unit/371002-BYG-01/L-1",
    "2025-01-02T08:00:00+08:00",
    ["model": "样例", "fuel": "oil", "installed_on": "2025-01-02"]
  )

  static let crematorsTest = Event(
    "UnitTested",
    "unit/371002-BYG-01/L-1",
    "2025-01-03T08:00:00+08:00",
    [
      "standard": "GB 13801-2015", "report_no": "样例 1 号", "tested_on": "2025-01-03", "passed": true,
      "valid_to": "2026-01-02",
      "results": [["pollutant": "so2", "unit": "mg_per_m3", "value_milli": 9_000, "limit_milli": 30_000]],
    ]
  )

  /// A case from its opening to the cremation on 2025-03-01.
  static func cremated(_ id: String, _ number: String, certificate: String) -> [Event] {
    [
      Event(
        "CaseOpened",
        "case/\(id)",
        "2025-02-27T09:00:00+08:00",
        ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
      ),
      Event(
        "DeathCertificateRecorded",
        "case/\(id)",
        "2025-02-27T10:00:00+08:00",
        [
          "cert_kind": "medical", "regime": "2013", "issuer_uscc": "91371000000000000X", "issuer_uscc_reason": "样例代码",
          "death_at": "2025-02-27T02:00:00+08:00", "death_at_precision": "minute", "death_division": "371002",
          "manner": "normal", "issued_on": "2025-02-27", "electronic": false,
        ],
        sealed: ["certificate_number": .string(certificate)]
      ),
      identity(of: id, number),
      Event(
        "CremationAuthorised",
        "case/\(id)",
        "2025-02-28T09:00:00+08:00",
        [
          "confirm_form_no": .string("F-\(id)"), "signer_ref": "P-2", "relation_code": "child",
          "signer_id_check": "passed", "checker_id": "WH-1", "second_checker_id": "WH-2",
        ]
      ),
      cremation(of: id, "2025-03-01T08:00:00+08:00", "2025-03-01T09:00:00+08:00"),
    ]
  }

  static func identity(of id: String, _ number: String) -> Event {
    Event(
      "IdentityVerified",
      "case/\(id)",
      "2025-02-27T11:00:00+08:00",
      [
        "person_ref": .string("P-\(id)"), "id_kind": "citizen_id", "id_check": "passed", "method": "document",
        "checker_id": "WH-1",
      ],
      sealed: ["id_number": .string(number)]
    )
  }

  static func cremation(of id: String, _ started: String, _ ended: String) -> Event {
    Event(
      "CremationCompleted",
      "case/\(id)",
      ended,
      [
        "facility_id": "371002-BYG-01", "unit_id": "L-1", "operator_id": "WH-3", "started_at": .string(started),
        "ended_at": .string(ended), "furnace_grade": "ordinary", "ash_portions": 1,
      ]
    )
  }

  static func custody(_ custody: String, of id: String) -> Event {
    Event(
      "CustodyOpened",
      "ashes/\(custody)",
      "2025-03-01T10:00:00+08:00",
      [
        "case_id": .string(id), "facility_id": "371002-BYG-01", "portion_no": 1, "portions_total": 1,
        "container_tag": .string("T-\(custody)"),
      ]
    )
  }

  static func placed(_ custody: String, _ time: String, number: Int = 1, position: Int64 = 1) -> Event {
    Event(
      "AshesPlaced",
      "ashes/\(custody)",
      time,
      [
        "facility_id": "371002-GM-01", "plot_id": .string("371002-GM-01/ST/A/\(number)"),
        "position_no": .integer(position), "form": "tree", "degradable": true, "marker": "none",
        "agreement_no": .string("XY-\(custody)"),
      ]
    )
  }

  static func paid(_ reference: String) -> Event {
    Event(
      "ClaimPaid",
      "claim/Q-1",
      "2025-03-07T09:00:00+08:00",
      ["amount_fen": 80_000, "pay_ref": .string(reference)]
    )
  }
}
