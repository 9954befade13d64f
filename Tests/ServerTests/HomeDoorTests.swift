import Access
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import FrontDoor
@testable import Server

/// Who may use the pages of a funeral home, and from where.
@Suite struct HomeDoorTests {
  private static func clerk(_ organisation: String) throws -> Principal {
    Principal(
      id: Code.known("WH-0107"),
      roles: [.funeralHomeClerk, .funeralHomeChecker],
      organisation: Code.known(organisation),
      division: try #require(DivisionCode("371002"))
    )
  }

  /// A registry that knows the home.
  private static func licensed() async throws -> TestDatabase {
    let database = try await TestDatabase.migrated()
    try await Story(in: database).record(.licence("371002-BYG-01", "funeral_home"))
    return database
  }

  /// A case of another home is not there, and nothing is entered into it.
  @Test func anothersCase() async throws {
    let people = ["home": try Self.clerk("371002-BYG-01"), "other": try Self.clerk("371002-BYG-02")]
    let story = try Story(in: try await Self.licensed(), signIn: ListedSignIn(people: people))
    let home = FormClient(client: story.client, who: "home")
    let other = FormClient(client: story.client, who: "other")
    let fields = try await home.fields("/home/begin")
    #expect(try await home.post("/home/begin", fields).status == 303)
    let path = "/home/cases/\(try #require(fields["key"]))"
    #expect(try await home.get(path).status == 200)
    let head = try await story.log.head()
    for page in [path, "\(path)/steps/BodyCollected", "\(path)/entitlement"] {
      #expect(try await other.get(page).status == 404, "\(page)")
    }
    #expect(try await other.post("\(path)/steps/KeepingEnded", ["id": UUID().uuidString.lowercased()]).status == 404)
    // What the form says of source and actor is the home's own, whatever is sent.
    #expect(try await story.log.head() == head)
    for type in ["Nothing", "ClaimApproved", "CaseOpened", "StockReceived"] {
      #expect(try await home.get("\(path)/steps/\(type)").status == 404, "\(type)")
    }
  }

  /// A page of another site cannot send a form in the name of whoever has signed in here.
  @Test func formsOfOtherSites() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let issuer = try LocalIssuer(keyFile: folder.appending(path: "issuer.key"))
    let story = try Story(in: try await Self.licensed(), signIn: SignIn(try await issuer.verifier()))
    let head = try await story.log.head()
    let token = try await issuer.token(for: try Self.clerk("371002-BYG-01"))
    let cookie: HTTPFields = [.cookie: "qingming=\(token)"]
    let shown = try await story.client.send(.get, "/home/begin", headers: cookie)
    let fields = FormClient.fields(of: shown.text)
    let form = FormClient(client: story.client)
    let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
    let posts = try AccessTables.written().routes.filter { route in
      route.method == "POST" && (route.path.hasPrefix("/home") || route.path.hasPrefix("/inspections"))
    }.map(\.path)
    #expect(posts.count >= 8)
    for path in posts.map({ $0.replacing("{id}", with: "C-1").replacing("{type}", with: "StockReceived") }) {
      for origin in ["cross-site", "same-site", "none", nil] {
        var headers = cookie
        headers[site] = origin
        if origin == nil { headers[.origin] = "http://evil.example" }
        let refused = try await form.post(path, fields, headers: headers)
        #expect(refused.status == 403 && refused.problem == "foreign-origin", "\(path) \(origin ?? "-")")
      }
    }
    #expect(try await story.log.head() == head)
    var own = cookie
    own[site] = "same-origin"
    #expect(try await form.post("/home/begin", fields, headers: own).status == 303)
    // Whoever is not signed in is led to where that is done; what they sent is not recorded.
    #expect(try await form.post("/home/begin", fields).headers[.location] == "/sign-in?to=%2Fhome%2Fbegin")

    // A sign-in ends within a quarter of an hour. What was typed into a form of ours stays, to be sent again.
    var later: HTTPFields = [.cookie: "qingming=\(token)x"]
    later[site] = "same-origin"
    let recorded = try await story.log.head()
    let kept = try await form.post("/home/begin?lang=en", fields, headers: later)
    #expect(kept.status == 401 && kept.text.contains(#"action="/home/begin?lang=en""#))
    let again = FormClient.fields(of: kept.text)
    #expect(again == fields.filter { !$0.value.isEmpty })
    #expect(try await story.log.head() == recorded)
    later[site] = "cross-site"
    let foreign = try await form.post("/home/begin", fields, headers: later)
    #expect(foreign.status == 403 && !foreign.text.contains("C-2026"))
  }

  /// A scan cannot be kept, but what was typed beside it is; of an upload there is nothing else.
  @Test func formsWithAScan() async throws {
    let client = TestClient(try .stub(signIn: StubSignIn(who: nil)))
    let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
    let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=x", site: "same-origin"]
    func send(_ path: String, scan: String) async throws -> TestResponse {
      let body =
        "--x\r\nContent-Disposition: form-data; name=\"data.kind\"\r\n\r\nlow_income\r\n"
        + "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n\r\n\(scan)\r\n--x--"
      return try await client.send(.post, path, headers: headers, body: Array(body.utf8))
    }
    let path = "/home/cases/C-1/steps/EvidenceAttached"
    let kept = try await send(path, scan: "scan")
    #expect(kept.status == 401 && FormClient.fields(of: kept.text) == ["data.kind": "low_income"])
    #expect(kept.text.contains("文件请重新选择") && kept.text.contains(#"enctype="multipart/form-data""#))
    #expect(!(try await send(path, scan: "")).text.contains("文件请重新选择"))
    #expect(try await send("/home/upload", scan: "scan").headers[.location] == "/sign-in?to=%2Fhome%2Fupload")
  }

  /// What was typed of a person is in no address, and what a form may hold has a bound.
  @Test func formsAreBounded() async throws {
    let client = TestClient(try .stub())
    let form = FormClient(client: client)
    let long = try await form.post("/home/begin", ["id": String(repeating: "x", count: TypedForm.maximumBytes)])
    #expect(long.status == 413)
    let json = try await client.submit(Array("{}".utf8), to: "/home/begin")
    #expect(json.status == 415 && json.type == "text/html; charset=utf-8")
    let page = try await client.get("/home/begin")
    #expect(page.text.contains(#"<form method="post" action="/home/begin""#))
  }

  /// Nothing is lost when the database is away.
  @Test func theDatabaseIsAway() async throws {
    let away = StubReception { (_, _) throws(FrontDoorError) -> Answer in
      throw FrontDoorError(.unavailable, "away")
    }
    let form = FormClient(client: TestClient(try .stub(reception: away)))
    let sent = try await form.send("/home/begin", ["key": "C-77"])
    #expect(sent.status == 503 && sent.text.contains("数据库暂时不可用") && sent.text.contains("不会重复登记"))
    #expect(FormClient.fields(of: sent.text)["key"] == "C-77")
  }

  /// A clerk's day begins at the home's page; a bureau's at the first page.
  @Test func signingInLeadsToOnesWork() async throws {
    let gate = Gate(tables: try .written(), signIn: StubSignIn(), rates: .usual)
    #expect(gate.begins(try Self.clerk("371002-BYG-01")) == "/home")
    let bureau = Principal(
      id: Code.known("B"),
      roles: [.cityBureau, .funeralHomeClerk],
      organisation: Code.known("371000-MZ"),
      division: try #require(DivisionCode("371000"))
    )
    #expect(gate.begins(bureau) == "/")
    let cemetery = Principal(
      id: Code.known("GM-1"),
      roles: [.cemeteryClerk],
      organisation: Code.known("371002-GM-01"),
      division: try #require(DivisionCode("371002"))
    )
    #expect(gate.begins(cemetery) == "/home")
    let page = try await TestClient(try .stub()).get("/")
    #expect(page.text.contains(#"href="/home""#))
  }
}
