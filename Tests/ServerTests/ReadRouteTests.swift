import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird
import Testing

@testable import FrontDoor
@testable import Server

@Suite struct ReadRouteTests {
  @Test(arguments: ["/v1/capacity", "/v1/capacity?by=facility", "/v1/capacity?by=section", "/v1/entitlements/C-1"])
  func answersSayWhereTheyStand(path: String) async throws {
    let response = try await TestClient(.stub()).get(path)
    #expect(response.status == 200)
    #expect(response.json["asOf"] == ["position": 40])
    #expect(response.json["lag"] == ["events": 2, "seconds": 3, "head": 42])
    #expect(response.headers[HTTPField.Name("As-Of-Position")!] == "40")
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test func capacityIsByDivisionUnlessAskedOtherwise() async throws {
    let client = TestClient(try .stub())
    #expect(try await client.get("/v1/capacity").json["by"] == "division")
    #expect(try await client.get("/v1/capacity?by=section").json["by"] == "section")
    let wrong = try await client.get("/v1/capacity?by=name'--")
    #expect(wrong.status == 400 && wrong.problem == "bad-parameter")
    #expect(!wrong.text.contains("name'"))
  }

  @Test func entitlementIsExplainedItemByItem() async throws {
    let response = try await TestClient(.stub()).get("/v1/entitlements/C-1")
    #expect(
      response.json["items"] == [
        [
          "item_code": "cremation", "entitled": true,
          "criteria": [["item_code": "cremation", "fact": "hukou_here", "outcome": "met"]],
        ]
      ]
    )
  }

  @Test(arguments: ["/v1/entitlements/C-2", "/v1/entitlements/%20", "/v1/cases/C-2", "/v1/cases/%2e%2e%2f"])
  func unknownCases(path: String) async throws {
    let response = try await TestClient(.stub()).get(path)
    #expect(response.status == 404)
    #expect(response.problem == "no-such-case")
  }

  @Test(arguments: [
    (ReadError(.unavailable, "x"), 503, "unavailable"), (ReadError(.notReady, "x"), 503, "not-ready"),
    (ReadError(.database, "x"), 500, "internal"),
  ])
  func nothingToRead(error: ReadError, status: Int, kind: String) async throws {
    let client = TestClient(try .stub(reading: StubReading(failure: error)))
    for path in ["/v1/capacity", "/v1/entitlements/C-1", "/readyz"] {
      let response = try await client.get(path)
      #expect(response.status == status && response.problem == kind, "\(path)")
      #expect((response.headers[.retryAfter] != nil) == (status == 503))
    }
    #expect(try await client.get("/healthz").status == 200)
    let page = try await client.get("/")
    #expect(page.status == status && page.type == "text/html; charset=utf-8")
  }

  @Test func aCaseThatCannotBeRead() async throws {
    let cases = StubCases(result: .failure(FrontDoorError(.unavailable, "x")))
    let response = try await TestClient(.stub(cases: cases)).get("/v1/cases/C-1")
    #expect(response.status == 503 && response.problem == "unavailable")
  }

  @Test func readiness() async throws {
    let client = TestClient(try .stub())
    #expect(try await client.get("/readyz").json == ["status": "ready", "head": 42])
    #expect(try await client.get("/healthz").json == ["status": "ok"])
  }

  @Test func headIsGetWithoutABody() async throws {
    let response = try await TestClient(.stub()).send(.head, "/v1/capacity")
    #expect(response.status == 200 && response.body.isEmpty)
  }
}
