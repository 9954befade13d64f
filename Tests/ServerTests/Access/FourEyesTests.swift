import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// An amendment takes two people who have each signed in, and neither says what the other does.
@Suite struct FourEyesTests {
  private static func person(_ id: String, _ roles: Set<Role>, of organisation: String, in division: String) throws
    -> Principal
  {
    Principal(
      id: Code.known(id),
      roles: roles,
      organisation: Code.known(organisation),
      division: try #require(DivisionCode(division))
    )
  }

  struct Scene {
    let story: Story
    let database: TestDatabase
    let people: [String: Principal]
    let target: Event

    init() async throws {
      let both: Set<Role> = [.funeralHomeClerk, .funeralHomeChecker]
      people = [
        "clerk": try person("clerk-1", [.funeralHomeClerk], of: "371002-BYG-01", in: "371002"),
        "author": try person("author-1", both, of: "371002-BYG-01", in: "371002"),
        "checker": try person("checker-1", both, of: "371002-BYG-01", in: "371002"),
        "other": try person("checker-2", both, of: "371002-BYG-02", in: "371002"),
        "bureau": try person("officer-1", [.countyBureau], of: "371002-MZ", in: "371002"),
        "neighbour": try person("officer-2", [.countyBureau], of: "371082-MZ", in: "371082"),
        "elsewhere": try person("officer-3", [.cityBureau], of: "370100-MZ", in: "370100"),
      ]
      database = try await TestDatabase.migrated()
      let machine = Principal(
        .machine,
        id: Code.known("WH-0107"),
        roles: Set(Role.allCases),
        organisation: Code.known("371002-BYG-01"),
        division: .nation
      )
      story = try Story(in: database, signIn: ListedSignIn(people: people.merging(["machine": machine]) { $1 }))
      let events =
        [Event.licence("371002-BYG-01", "funeral_home")]
        + Event.cremated("C-1", "11010519491231002X", certificate: "SD-0001").prefix(2)
      for event in events {
        let headers: HTTPFields = [.authorization: "machine", .contentType: "application/json"]
        #expect(
          try await story.client.send(.post, "/v1/submissions", headers: headers, body: event.bytes).status == 201
        )
      }
      target = events[2]
    }

    /// In their own name, unless something else is asked for.
    func send(_ event: Event, as who: String, actor: String? = nil) async throws -> TestResponse {
      let principal = try #require(people[who])
      let text = event.text
        .replacing(#""source":"371002-BYG-01""#, with: #""source":"\#(principal.organisation)""#)
        .replacing(#""actor":"WH-0107""#, with: #""actor":"\#(actor ?? principal.id.text)""#)
      let headers: HTTPFields = [.authorization: who, .contentType: "application/json"]
      return try await story.client.send(.post, "/v1/submissions", headers: headers, body: Array(text.utf8))
    }

    func proposal(manner: String = "normal", on day: String = "2025-02-26") -> Event {
      let data: JSON = [
        "cert_kind": "medical", "regime": "2013", "issuer_uscc": "91371000000000000X", "issuer_uscc_reason": "样例代码",
        "death_at": .string("\(day)T02:00:00+08:00"), "death_at_precision": "minute", "death_division": "371002",
        "manner": .string(manner), "issued_on": "2025-02-27", "electronic": false,
      ]
      return Event(
        "AmendmentProposed",
        "case/C-1",
        "2025-03-02T09:00:00+08:00",
        [
          "target_event_id": .string(target.id), "replaces_event_id": .string(target.id),
          "target_type": "DeathCertificateRecorded", "time": .string(target.time), "data_version": 1, "data": data,
          "reason_code": "clerical_error",
        ],
        sealed: ["certificate_number": "SD-0001"]
      )
    }

    func withdrawal(of proposal: Event) -> Event {
      Event(
        "AmendmentWithdrawn",
        "case/C-1",
        "2025-03-03T09:00:00+08:00",
        ["proposal_event_id": .string(proposal.id)]
      )
    }

    func decision(on proposal: Event, _ more: [String: JSON] = [:]) -> Event {
      var data: JSON = ["proposal_event_id": .string(proposal.id), "result": "approved"]
      if case .object(var members) = data {
        for (name, value) in more { members[name] = value }
        data = .object(members)
      }
      return Event("AmendmentDecided", "case/C-1", "2025-03-03T09:00:00+08:00", data)
    }

    /// Without what was refused.
    func log() async throws -> [(type: String, event: JSON)] {
      try await story.log.read(after: .start, limit: 100).filter { $0.type != "SubmissionsRefused" }.map {
        ($0.type, try JSON.parse($0.bytes, maximumBytes: $0.bytes.count))
      }
    }
  }

  @Test func nobodyNamesAnApproverWhoHasNotSignedIn() async throws {
    let scene = try await Scene()
    let void = Event(
      "EventVoided",
      "case/C-1",
      "2025-03-02T09:00:00+08:00",
      [
        "target_event_id": .string(scene.target.id), "replaces_event_id": .string(scene.target.id),
        "reason_code": "clerical_error", "approver_id": "checker-1",
      ]
    )
    for who in ["author", "checker", "bureau"] {
      let refused = try await scene.send(void, as: who)
      #expect(refused.status == 403 && refused.json["rule"] == "W6", "\(who): \(refused.text)")
      #expect(refused.json["remedy"]?["zh"]?.stringValue?.contains("AmendmentProposed") == true)
    }
    #expect(try await scene.log().count == 3)
  }

  /// Two people of a funeral home, each signed in, do not lift what a bureau has laid on their case.
  @Test func nobodyAmendsWhatTheyCouldNotEnter() async throws {
    let scene = try await Scene()
    let hold = Event(
      "HoldPlaced",
      "case/C-1",
      "2025-03-01T09:00:00+08:00",
      [
        "hold_kind": "dispute", "authority_uscc": "1137100000435907XJ", "doc_no": "威民殡函〔2026〕6号",
      ]
    )
    #expect(try await scene.send(hold, as: "bureau").status == 201)
    let lift = Event(
      "AmendmentProposed",
      "case/C-1",
      "2025-03-02T09:00:00+08:00",
      [
        "target_event_id": .string(hold.id), "replaces_event_id": .string(hold.id), "reason_code": "clerical_error",
      ]
    )
    let refused = try await scene.send(lift, as: "author")
    #expect(refused.status == 403 && refused.json["rule"] == "W7", "\(refused.text)")
    // Nor do they agree to what the bureau proposes about it.
    #expect(try await scene.send(lift, as: "bureau").status == 201)
    let agreed = try await scene.send(scene.decision(on: lift), as: "checker")
    #expect(agreed.status == 403 && agreed.json["rule"] == "W7", "\(agreed.text)")
  }

  /// Services are those of a case: who has no part in it does not begin them.
  @Test func anEmptyWaiverIsNoWayIntoACase() async throws {
    let scene = try await Scene()
    let evidence = Event(
      "EvidenceAttached",
      "waiver/C-1",
      "2025-03-02T09:00:00+08:00",
      [
        "kind": "low_income", "value": true, "as_of": "2025-02-01", "source_system": "山东省社会救助信息系统",
        "digest": "db0da14390d427d9e07be118daed781b9b46d4c2a196cef3ff742117d91dbc51",
      ]
    )
    let refused = try await scene.send(evidence, as: "other")
    #expect(refused.status == 403 && refused.json["rule"] == "W5", "\(refused.text)")
    let own = try await scene.send(evidence, as: "author")
    #expect(own.status == 201, "\(own.text)")
  }

  @Test func whoApprovesSignsInAndIsAnother() async throws {
    let scene = try await Scene()
    let proposal = scene.proposal()
    #expect(try await scene.send(proposal, as: "author").status == 201)
    func refused(_ event: Event, as who: String, actor: String? = nil) async throws -> [String?] {
      let answer = try await scene.send(event, as: who, actor: actor)
      return ["\(answer.status)", answer.json["rule"]?.stringValue]
    }
    // The author, in their own name or in another's; a clerk, who is no checker; another home; others' divisions.
    #expect(try await refused(scene.decision(on: proposal), as: "author") == ["422", "L4"])
    #expect(try await refused(scene.decision(on: proposal), as: "author", actor: "checker-1") == ["403", "W3"])
    #expect(try await refused(scene.decision(on: proposal), as: "clerk") == ["403", "W1"])
    #expect(try await refused(scene.decision(on: proposal), as: "other") == ["403", "W5"])
    #expect(try await refused(scene.decision(on: proposal), as: "neighbour") == ["403", "W5"])
    let elsewhere = try await scene.send(scene.decision(on: proposal), as: "elsewhere")
    #expect(elsewhere.status == 403 && elsewhere.problem == "out-of-scope")
    #expect(try await scene.log().count == 4)

    #expect(try await scene.send(scene.decision(on: proposal), as: "checker").status == 201)
    let log = try await scene.log()
    #expect(log.suffix(3).map(\.type) == ["AmendmentProposed", "AmendmentDecided", "FactCorrected"])
    let correction = try #require(log.last?.event)
    #expect(correction["data"]?["approver_id"] == "checker-1" && correction["actor"] == "author-1")
    #expect(correction["data"]?["data"]?["death_at"] == "2025-02-26T02:00:00+08:00")
    // Decided once.
    #expect(try await refused(scene.decision(on: proposal), as: "bureau") == ["422", "L6"])
  }

  /// Only those who proposed it, and only as long as it is open; then nobody decides it.
  @Test func whatIsProposedIsWithdrawnByItsOwn() async throws {
    let scene = try await Scene()
    let proposal = scene.proposal()
    #expect(try await scene.send(proposal, as: "clerk").status == 201)
    func refused(_ event: Event, as who: String) async throws -> [String?] {
      let answer = try await scene.send(event, as: who)
      return ["\(answer.status)", answer.json["rule"]?.stringValue]
    }
    #expect(try await refused(scene.withdrawal(of: proposal), as: "bureau") == ["422", "L6"])
    #expect(try await refused(scene.withdrawal(of: proposal), as: "other") == ["403", "W5"])
    // A colleague of the clerk.
    #expect(try await scene.send(scene.withdrawal(of: proposal), as: "author").status == 201)
    #expect(try await refused(scene.withdrawal(of: proposal), as: "clerk") == ["422", "L6"])
    #expect(try await refused(scene.decision(on: proposal), as: "checker") == ["422", "L6"])
    #expect(try await scene.log().suffix(2).map(\.type) == ["AmendmentProposed", "AmendmentWithdrawn"])
  }

  /// Who approves says yes or no, and nothing of the content.
  @Test func theApproverAltersNothing() async throws {
    let scene = try await Scene()
    let proposal = scene.proposal()
    #expect(try await scene.send(proposal, as: "author").status == 201)
    for more: [String: JSON] in [["data": ["manner": "abnormal"]], ["time": "2025-01-01T00:00:00+08:00"]] {
      let refused = try await scene.send(scene.decision(on: proposal, more), as: "bureau")
      #expect(refused.status == 422 && refused.json["rule"] == "S8", "\(refused.text)")
    }
    // The same proposal again, with other content, is not the one that was made.
    var other = scene.proposal(on: "2025-02-25")
    other.id = proposal.id
    #expect(try await scene.send(other, as: "author").json["rule"] == "L2")
    #expect(try await scene.send(scene.decision(on: proposal), as: "bureau").status == 201)
    let last = try #require(try await scene.log().last)
    #expect(last.type == "FactCorrected")
    let proposed = try #require(try await scene.log().first { $0.type == "AmendmentProposed" }?.event["data"])
    for name in ["target_event_id", "replaces_event_id", "target_type", "time", "reason_code"] {
      #expect(last.event["data"]?[name] == proposed[name], "\(name)")
    }
    // By the current version of the fact's schema, as it is read.
    #expect(last.event["data"]?["data_version"] == 3 && last.event["data"]?["data"]?["medium"] == "paper")
    #expect(last.event["data"]?["data"]?["cert_key_hash"] == proposed["data"]?["cert_key_hash"])
  }

  @Test func whoMayApproveFindsIt() async throws {
    let scene = try await Scene()
    let (first, second, third) = (scene.proposal(), scene.proposal(on: "2025-02-25"), scene.proposal())
    let fourth = scene.proposal(on: "2025-02-24")
    for proposal in [first, second, third] { #expect(try await scene.send(proposal, as: "author").status == 201) }
    let declined = scene.decision(on: first, ["result": "declined", "reason": "与原件不符"])
    #expect(try await scene.send(declined, as: "checker").status == 201)
    #expect(try await scene.send(scene.withdrawal(of: third), as: "clerk").status == 201)
    #expect(try await scene.send(fourth, as: "bureau").status == 201)
    try await Story.project(scene.database, upTo: try await scene.story.log.head())
    func answer(_ who: String) async throws -> TestResponse {
      try await scene.story.client.send(
        .get,
        "/v1/read-models/data_quality/waiting",
        headers: [.authorization: who]
      )
    }
    func waiting(_ who: String) async throws -> [JSON] {
      let found = try await answer(who)
      guard case .array(let rows)? = found.json["rows"] else {
        Issue.record("\(who): \(found.text)")
        return []
      }
      return rows
    }
    // A home sees what its bureau proposes about its own case.
    let open: Set = [second.id, fourth.id]
    for (who, ids) in [("checker", open), ("clerk", open), ("bureau", open), ("other", []), ("neighbour", [])] {
      #expect(Set(try await waiting(who).compactMap { $0["proposal_id"]?.stringValue }) == ids, "\(who)")
    }
    let row = try #require(try await waiting("bureau").first { $0["proposal_id"]?.stringValue == second.id })
    #expect(row["amendment"] == "correction" && row["target_type"] == "DeathCertificateRecorded")
    #expect(row["stream"] == "case/C-1" && row["submitter"] == "371002-BYG-01")
    #expect(try await answer("elsewhere").status == 403)
  }
}
