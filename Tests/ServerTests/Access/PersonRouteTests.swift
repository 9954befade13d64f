import Access
import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import HTTPTypes
import Logging
import Postgres
import Registry
import Synchronization
import TestSupport
import Testing

@testable import Server

/// Finding, showing and unsealing persons over HTTP: by role, in scope, recorded before it is shown, and kept nowhere.
@Suite struct PersonRouteTests {
  static let number = "11010519491231002X"
  static let name = "欧阳密封甲"
  private static let reason: [String: JSON] = [
    "purpose": "核对骨灰领取人身份", "legal_basis": "个人信息保护法第十三条",
  ]

  private static let credential = Credential.certificate(sha256: String(repeating: "a", count: 64))

  struct Scene {
    var story: Story
    let database: TestDatabase

    init(logger: Logger = .test) async throws {
      func person(_ id: String, _ role: Role, of organisation: String, in division: String) throws -> Principal {
        Principal(
          id: Code.known(id),
          roles: [role],
          organisation: Code.known(organisation),
          division: try #require(DivisionCode(division))
        )
      }
      func machine(_ roles: Set<Role>) -> Principal {
        Principal(
          .machine,
          id: Code.known("WH-0107"),
          roles: roles,
          organisation: Code.known("371002-BYG-01"),
          division: .nation
        )
      }
      database = try await TestDatabase.migrated()
      let people = [
        "clerk": try person("clerk-1", .funeralHomeClerk, of: "371002-BYG-01", in: "371002"),
        "checker": try person("checker-1", .funeralHomeChecker, of: "371002-BYG-01", in: "371002"),
        "other": try person("checker-2", .funeralHomeChecker, of: "371002-BYG-02", in: "371002"),
        "bureau": try person("officer-1", .countyBureau, of: "371002-MZ", in: "371002"),
        "neighbour": try person("officer-2", .countyBureau, of: "371082-MZ", in: "371082"),
        "elsewhere": try person("officer-3", .cityBureau, of: "370100-MZ", in: "370100"),
        "auditor": try person("auditor-1", .auditor, of: "371000-SJ", in: "371000"),
        "viewer": try person("viewer-1", .provinceViewer, of: "370000-MZ", in: "370000"),
        "machine": machine([.funeralHomeChecker]), "loader": machine(Set(Role.allCases)),
      ]
      story = try Story(in: database, signIn: ListedSignIn(people: people, credential: PersonRouteTests.credential))
      story.client.logger = logger
      var identity = Event.identity(of: "C-1", number)
      identity.sealed = ["id_number": .string(number), "name": .string(name)]
      let certified = Event.cremated("C-1", number, certificate: "SD-0001").prefix(2)
      for event in [Event.licence("371002-BYG-01", "funeral_home")] + certified + [identity] {
        #expect(try await send("/v1/submissions", event.bytes, as: "loader").status == 201)
      }
    }

    func send(_ path: String, _ body: [UInt8], as who: String, type: String = "application/json") async throws
      -> TestResponse
    {
      try await story.client.send(
        .post,
        path,
        headers: [.authorization: who, .contentType: type],
        body: body
      )
    }

    func ask(_ what: String, _ members: [String: JSON], as who: String) async throws -> TestResponse {
      var object = JSONObject()
      for (name, value) in members { object[name] = value }
      return try await send("/v1/persons/\(what)", JSON.object(object).canonicalBytes, as: who)
    }

    func unsealed() async throws -> [JSON] {
      try await story.log.read(after: .start, limit: 100).filter { $0.type == "PartUnsealed" }.map {
        try JSON.parse($0.bytes, maximumBytes: $0.bytes.count)
      }
    }
  }

  @Test func aPersonIsFoundByTheNumberInScope() async throws {
    let scene = try await Scene()
    func found(_ who: String, _ members: [String: JSON]) async throws -> JSON? {
      let answer = try await scene.ask("find", members, as: who)
      #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store", "\(answer.text)")
      return answer.json["persons"]
    }
    let there: JSON = [["city": "weihai", "person": "P-C-1"]]
    for who in ["clerk", "checker", "bureau"] {
      #expect(try await found(who, ["id_number": .string(Self.number)]) == there, "\(who)")
    }
    // Small letters are no other number; another kind of document is.
    #expect(try await found("bureau", ["id_number": .string(Self.number.lowercased())]) == there)
    #expect(try await found("bureau", ["id_number": .string(Self.number), "id_kind": "passport"]) == [])
    for who in ["other", "neighbour"] {
      #expect(try await found(who, ["id_number": .string(Self.number)]) == [], "\(who)")
    }
    for who in ["elsewhere", "auditor", "viewer"] {
      #expect(try await scene.ask("find", ["id_number": .string(Self.number)], as: who).status == 403, "\(who)")
    }
    #expect(try await scene.unsealed().isEmpty)
  }

  @Test func whatIsShownIsMasked() async throws {
    let scene = try await Scene()
    for who in ["clerk", "bureau", "auditor"] {
      let answer = try await scene.ask("show", ["person": "P-C-1"], as: who)
      #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
      #expect(answer.text.contains("欧**") && answer.text.contains("1101**********002X"), "\(who): \(answer.text)")
      #expect(!answer.text.contains(Self.name) && !answer.text.contains(Self.number))
    }
    let decedent = try await scene.ask("show", ["person": "case/C-1"], as: "bureau")
    #expect(decedent.text.contains("certificate_number") && !decedent.text.contains("SD-0001"))
    // Beyond the scope it is as if there were nothing.
    for (who, person) in [("other", "P-C-1"), ("neighbour", "P-C-1"), ("bureau", "P-nobody")] {
      let answer = try await scene.ask("show", ["person": .string(person)], as: who)
      #expect(answer.status == 404 && answer.json["rule"] == "V3", "\(who)")
    }
    #expect(try await scene.unsealed().isEmpty)
  }

  @Test func whatIsUnsealedIsRecordedWithWhoSeesItInWhichRole() async throws {
    let scene = try await Scene()
    let question = Self.reason.merging(["person": "P-C-1"]) { $1 }
    let answer = try await scene.ask("unseal", question, as: "checker")
    #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store", "\(answer.text)")
    #expect(answer.text.contains(Self.name) && answer.text.contains(Self.number))
    let recorded = try #require(try await scene.unsealed().first)
    #expect(recorded["actor"] == "checker-1" && recorded["source"] == "371002-BYG-01")
    #expect(recorded["data"]?["role"] == "funeral_home_checker" && recorded["data"]?["purpose"] == question["purpose"])
    #expect(recorded["data"]?["person_ref"] == "P-C-1")
    let event = try #require(try await scene.story.log.read(after: .start, types: ["PartUnsealed"], limit: 1).first)
    let voucher = try await scene.story.log.voucher(try #require(event.voucher))
    #expect(voucher == Self.credential.voucher.document)

    #expect(try await scene.ask("unseal", question, as: "bureau").status == 200)
    #expect(try await scene.unsealed().last?["data"]?["role"] == "county_bureau")
    let events = try #require(recorded["data"]?["event_ids"])
    guard case .array(let ids) = events, let part = ids.first else { throw Unexpected() }
    let one = try await scene.ask("unseal", Self.reason.merging(["event": part]) { $1 }, as: "bureau")
    #expect(one.status == 200 && one.text.contains(Self.number))
    #expect(try await scene.unsealed().count == 3)
  }

  @Test func whoMayNotUnsealDoesNot() async throws {
    let scene = try await Scene()
    let question = Self.reason.merging(["person": "P-C-1"]) { $1 }
    for who in ["clerk", "auditor", "viewer", "elsewhere"] {
      let answer = try await scene.ask("unseal", question, as: who)
      #expect(answer.status == 403, "\(who): \(answer.status)")
    }
    #expect(try await scene.ask("unseal", question, as: "machine").problem == "persons-only")
    for who in ["other", "neighbour"] {
      #expect(try await scene.ask("unseal", question, as: who).status == 404, "\(who)")
    }
    for (changed, rule) in [("……", "V1"), ("\(Self.number) 是哪一位", "S10")] {
      let answer = try await scene.ask("unseal", question.merging(["purpose": .string(changed)]) { $1 }, as: "bureau")
      #expect(answer.status == 422 && answer.json["rule"]?.stringValue == rule, "\(answer.text)")
      #expect(!answer.text.contains(changed))
    }
    for name in ["purpose", "legal_basis", "person"] {
      var less = question
      less[name] = nil
      let answer = try await scene.ask("unseal", less, as: "bureau")
      #expect(answer.status == 400 && answer.json["member"]?.stringValue == name)
    }
    #expect(try await scene.unsealed().isEmpty)
  }

  /// Nothing is shown of which the log does not know.
  @Test func itIsNotShownWhenItCannotBeRecorded() async throws {
    let scene = try await Scene()
    try await scene.database.tamper(
      """
      CREATE FUNCTION registry.full() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END$$;
      CREATE TRIGGER full_log BEFORE INSERT ON registry.event_371000 FOR EACH ROW
        WHEN (NEW.type = 'PartUnsealed') EXECUTE FUNCTION registry.full()
      """
    )
    let answer = try await scene.ask("unseal", Self.reason.merging(["person": "P-C-1"]) { $1 }, as: "bureau")
    #expect(answer.status == 507 && answer.problem == "disk-full")
    #expect(!answer.text.contains(Self.number) && !answer.text.contains(Self.name))
  }

  @Test func eachPersonAsksSoOften() async throws {
    let scene = try await Scene()
    var answers: [TestResponse] = []
    // Some are given back while it asks, fewer than it asks for.
    while answers.last?.status != 429, answers.count < 1_000 {
      answers.append(try await scene.ask("find", ["id_number": "11010519491231002x"], as: "bureau"))
    }
    let last = try #require(answers.last)
    answers.removeLast()
    #expect(answers.count >= 30 && answers.allSatisfy { $0.status == 200 })
    #expect(last.problem == "too-many-requests" && last.headers[.retryAfter] == "1")
    // Somebody else of the same organisation, or of another one, goes on.
    #expect(try await scene.ask("find", ["id_number": .string(Self.number)], as: "checker").status == 200)
  }

  /// What is asked and what is answered is in no line of the server's log, no metric, no problem and no address.
  @Test func nothingPersonalIsKept() async throws {
    let lines = KeptLines()
    let scene = try await Scene(logger: Logger(label: "test") { _ in lines })
    let question = Self.reason.merging(["person": "P-C-1"]) { $1 }
    #expect(try await scene.ask("find", ["id_number": .string(Self.number)], as: "bureau").status == 200)
    #expect(try await scene.ask("show", ["person": "P-C-1"], as: "bureau").status == 200)
    #expect(try await scene.ask("unseal", question, as: "bureau").status == 200)
    var problems = ""
    let personal: JSON = .string(Self.number + Self.name)
    for (what, members) in [
      ("find", ["id_number": personal, "id_kind": personal]), ("find", [Self.number: personal]),
      ("show", ["person": .string(Self.number)]), ("show", ["person": personal]), ("show", ["event": personal]),
      ("unseal", question.merging(["purpose": personal]) { $1 }),
      ("unseal", question.merging(["person": .string(Self.number)]) { $1 }),
    ] as [(String, [String: JSON])] {
      let answer = try await scene.ask(what, members, as: "bureau")
      #expect((400..<500).contains(answer.status), "\(what): \(answer.status)")
      problems += answer.text
    }
    for (body, type) in [(Self.number, "text/plain"), ("{\"\(Self.name)\": ", "application/json")] {
      let answer = try await scene.send("/v1/persons/find", Array(body.utf8), as: "bureau", type: type)
      #expect([400, 415].contains(answer.status))
      problems += answer.text
    }
    let metrics = try await scene.story.client.send(.get, "/metrics", headers: [.authorization: "loader"]).text
    #expect(metrics.contains("/v1/persons/unseal"))
    let log = lines.text
    // Each question has its line.
    for said in ["a number was looked for", "personal data were shown masked", "personal data were unsealed"] {
      #expect(log.contains(said))
    }
    #expect(log.contains("officer-1") && log.contains("county_bureau"))
    for text in [Self.number, Self.number.lowercased(), Self.name, "P-C-1"] {
      #expect(!log.contains(text) && !metrics.contains(text), "\(text)")
    }
    for text in [Self.number, Self.name] { #expect(!problems.contains(text), "\(problems)") }
  }
}

/// Every line that a logger writes, with its metadata.
final class KeptLines: LogHandler {
  private let lines = Mutex<[String]>([])
  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set { if let newValue { lines.withLock { $0.append("\(newValue)") } } }
  }

  func log(event: LogEvent) {
    lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
  }
}
