import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import Registry
import TestSupport
import Testing

@testable import Server

/// OWASP API Security Top 10 (2023): one attempt, at least, of each kind.
@Suite struct OwaspTests {
  private static func principal(_ roles: Set<Role>, of organisation: String, in division: String) throws -> Principal {
    Principal(
      .machine,
      id: Code.known("WH-0107"),
      roles: roles,
      organisation: Code.known(organisation),
      division: try #require(DivisionCode(division))
    )
  }

  /// One home that has a case, another one, and the bureau.
  private static func story() async throws -> Story {
    let people = [
      "home": try principal([.funeralHomeClerk, .funeralHomeChecker], of: "371002-BYG-01", in: "371002"),
      "other": try principal([.funeralHomeClerk, .funeralHomeChecker], of: "371002-BYG-02", in: "371002"),
      "bureau": try principal([.countyBureau], of: "371002-MZ", in: "371002"),
      "operator": try principal(Set(Role.allCases), of: "371002-BYG-01", in: "000000"),
    ]
    let story = try Story(in: try await TestDatabase.migrated(), signIn: ListedSignIn(people: people))
    for event in Event.toThePaidAward {
      #expect(try await send(event, as: "operator", to: story).status == 201)
    }
    return story
  }

  private static func send(_ event: Event, as who: String, to story: Story, source: String? = nil) async throws
    -> TestResponse
  {
    var bytes = event.bytes
    if let source {
      let text = String(decoding: bytes, as: UTF8.self)
      bytes = Array(text.replacing(#""source":"371002-BYG-01""#, with: #""source":"\#(source)""#).utf8)
    }
    return try await story.client.send(
      .post,
      "/v1/submissions",
      headers: [.authorization: who, .contentType: "application/json"],
      body: bytes
    )
  }

  /// API1, broken object level authorisation: a case of another home is not there, and nothing is added to it.
  @Test func api1AnothersCase() async throws {
    let story = try await Self.story()
    func status(_ path: String, _ who: String) async throws -> Int {
      try await story.client.send(.get, path, headers: [.authorization: who]).status
    }
    #expect(try await status("/v1/cases/C-1", "home") == 200)
    #expect(try await status("/v1/cases/C-1", "other") == 404)
    #expect(try await status("/v1/cases/C-none", "other") == 404)
    let events = try await story.log.read(after: .start, limit: 100)
    let opened = try #require(events.first { $0.stream.rawValue == "case/C-1" })
    #expect(try await status("/v1/log/events/\(opened.id.uuidString.lowercased())", "home") == 200)
    #expect(try await status("/v1/log/events/\(opened.id.uuidString.lowercased())", "other") == 404)

    let closing = Event("CaseClosed", "case/C-1", "2025-03-10T09:00:00+08:00", ["outcome": "cremated"])
    let refused = try await Self.send(closing, as: "other", to: story, source: "371002-BYG-02")
    #expect(refused.status == 403 && refused.json["rule"] == "W5", "\(refused.text)")
    #expect(try await story.log.head().rawValue == Int64(events.count))
  }

  /// API2, broken authentication: what is no token of the issuer's opens nothing; a page's cookie does nothing for others.
  @Test func api2NoTokenOfOurs() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let issuer = try LocalIssuer(keyFile: folder.appending(path: "issuer.key"))
    let stranger = try LocalIssuer(keyFile: folder.appending(path: "other.key"))
    let client = TestClient(try .stub(signIn: SignIn(try await issuer.verifier())))
    let principal = try Self.principal([.auditor], of: "371002-MZ", in: "371000")
    let token = try await issuer.token(for: principal)
    func status(_ authorization: String?) async throws -> (Int, String?) {
      let headers: HTTPFields = authorization.map { [.authorization: $0] } ?? [:]
      let response = try await client.send(.get, "/v1/capacity", headers: headers)
      return (response.status, response.headers[.wwwAuthenticate])
    }
    #expect(try await status("Bearer \(token)").0 == 200)
    #expect(try await status(nil) == (401, "Bearer"))
    let unsigned = token.split(separator: ".").prefix(2).joined(separator: ".") + "."
    let foreign = try await stranger.token(for: principal)
    let old = try await issuer.token(for: principal, at: .now - 2 * LocalIssuer.lifetime)
    for bad in ["Bearer", "Bearer x", "Basic \(token)", "Bearer \(unsigned)", "Bearer \(foreign)", "Bearer \(old)"] {
      #expect(try await status(bad) == (401, #"Bearer error="invalid_token""#), "\(bad.prefix(20))")
    }

    let cookie: HTTPFields = [.cookie: "qingming=\(token)"]
    #expect(try await client.send(.get, "/v1/capacity", headers: cookie).status == 200)
    for origin in [nil, "http://evil.example"] as [String?] {
      var headers = cookie
      headers[.contentType] = "application/json"
      headers[.origin] = origin
      let refused = try await client.send(.post, "/v1/submissions", headers: headers, body: Array("{}".utf8))
      #expect(refused.status == 403 && refused.problem == "foreign-origin")
    }
  }

  /// API3, broken object property level authorisation: nobody sets what the log sets, nor says that somebody else did it.
  @Test func api3PropertiesOfOthers() async throws {
    let story = try await Self.story()
    let event = Event.toThePaidAward[0]
    for member in [#""position":1"#, #""recordedAt":"2020-01-01T00:00:00Z""#, #""version":7"#, #""principal":"x""#] {
      let text = event.text.replacing("{\"actor\"", with: "{\(member),\"actor\"")
      let headers: HTTPFields = [.authorization: "operator", .contentType: "application/json"]
      let refused = try await story.client.send(.post, "/v1/submissions", headers: headers, body: Array(text.utf8))
      #expect(refused.status == 422 && refused.json["rule"] == "S6", "\(refused.text)")
    }
    let opening = Event(
      "CaseOpened",
      "case/C-9",
      "2025-03-10T09:00:00+08:00",
      ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
    )
    let refused = try await Self.send(opening, as: "other", to: story)
    #expect(refused.status == 403 && refused.json["rule"] == "W2")
  }

  /// API4, unrestricted resource consumption: sizes, pages and rates have bounds.
  @Test func api4TooMuch() async throws {
    let client = TestClient(try .stub(rates: RequestRates(perSecond: 1, atOnce: 4)))
    let large = [UInt8](repeating: UInt8(ascii: " "), count: SubmissionBody.maximumBytes + 1)
    #expect(try await client.submit(large).status == 413)
    #expect(try await client.get("/v1/log/events?limit=1001").status == 400)
    #expect(try await client.get("/v1/read-models/plot_capacity/plot?limit=1000000").status == 400)
    #expect(try await client.get("/v1/capacity").status == 200)
    #expect(try await client.get("/v1/capacity").status == 429)
  }

  /// API5, broken function level authorisation: a bureau opens no case, a home publishes no policy and sees no metrics.
  @Test func api5FunctionsOfOthers() async throws {
    let story = try await Self.story()
    let opening = Event(
      "CaseOpened",
      "case/C-9",
      "2025-03-10T09:00:00+08:00",
      ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
    )
    let byBureau = try await Self.send(opening, as: "bureau", to: story, source: "371002-MZ")
    #expect(byBureau.status == 403 && byBureau.json["rule"] == "W1")
    let policy = try #require(Event.toThePaidAward.first { $0.type == "PolicyPublished" })
    var other = policy
    other.id = UUID().uuidString.lowercased()
    let byHome = try await Self.send(other, as: "home", to: story)
    #expect(byHome.status == 403 && byHome.json["rule"] == "W1")
    #expect(try await story.client.send(.get, "/metrics", headers: [.authorization: "home"]).problem == "not-allowed")
  }

  /// API6, unrestricted access to sensitive business flows: one person has one case, whoever asks how often.
  @Test func api6TheSamePersonTwice() async throws {
    let story = try await Self.story()
    let again = Event(
      "CaseOpened",
      "case/C-2",
      "2025-03-10T09:00:00+08:00",
      ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
    )
    #expect(try await Self.send(again, as: "home", to: story).status == 201)
    var identity = Event.identity(of: "C-2", "11010519491231002X")
    identity.time = "2025-03-10T10:00:00+08:00"
    let refused = try await Self.send(identity, as: "home", to: story)
    #expect(refused.status == 422 && refused.json["rule"] == "D1", "\(refused.text)")
  }

  /// API7, server side request forgery: a key that only the address in a token would give stays unknown, and keys are fetched
  /// from nowhere but where the operator says, over HTTPS.
  @Test func api7AddressesInTokens() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let verifier = try await LocalIssuer(keyFile: folder.appending(path: "issuer.key")).verifier()
    let head = Data(#"{"alg":"EdDSA","kid":"x","jku":"http://127.0.0.1/keys","x5u":"http://127.0.0.1/x"}"#.utf8)
    let token = head.base64EncodedString().replacing("=", with: "") + ".e30.AAAA"
    await #expect(throws: TokenVerifier.Flaw.unknownKey) { try await verifier.principal(from: token) }
    for address in ["http://169.254.169.254/keys", "gopher://127.0.0.1/"] {
      let location = try #require(URL(string: address))
      #expect(throws: AccessError.self) { try KeySource(location, logger: .test) }
    }
  }

  /// API8, security misconfiguration: errors tell nothing of the inside, and every answer has its safety headers.
  @Test func api8NothingOfTheInside() async throws {
    let client = TestClient(try .stub(reading: StubReading(failure: ReadError(.database, "SELECT secret FROM x"))))
    let failed = try await client.get("/v1/capacity")
    #expect(failed.status >= 500 && !failed.text.contains("secret") && !failed.text.contains("SELECT"))
    for (method, path) in [(HTTPRequest.Method.trace, "/"), (.options, "/v1/capacity"), (.put, "/v1/submissions")] {
      #expect(try await client.send(method, path).status == 405)
    }
    #expect(failed.headers[.xContentTypeOptions] == "nosniff")
    #expect(failed.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
  }

  /// API9, improper inventory management: what is not in the contract is not there, signed in or not.
  @Test func api9WhatIsNotListed() async throws {
    let client = TestClient(try .stub())
    for path in ["/v2/capacity", "/v1", "/admin", "/debug", "/v1/cases", "/.git/config", "/v1/../metrics"] {
      #expect(try await client.get(path).status == 404, "\(path)")
    }
  }

  /// API10, unsafe consumption of APIs: an issuer's key set that is not one changes nothing.
  @Test(arguments: [
    "", "[]", #"{"keys":{}}"#, #"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"a","x":""}]}"#,
    #"{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#,
  ])
  func api10WhatAnIssuerSends(_ text: String) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let source = try KeySource(file, logger: .test)
    await #expect(throws: AccessError.self) { try await source.load() }
  }
}
