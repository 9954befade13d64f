import HTTPTypes
import Hummingbird
import Testing

@testable import Server

/// What stands before every route: methods, hosts, headers.
@Suite struct DoorTests {
  @Test(arguments: ["127.0.0.1:8080", "127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:8080", "[::1]"])
  func thisMachineIsAnswered(host: String) async throws {
    #expect(try await TestClient(.stub()).get("/healthz", host: host).status == 200)
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "", "[::2]", "evil:1:127.0.0.1",
  ])
  func otherNamesAreNot(host: String) async throws {
    let client = TestClient(try .stub())
    for path in ["/", "/v1/cases/C-1", "/metrics"] {
      let response = try await client.get(path, host: host)
      #expect(response.status == 421 && response.problem == "foreign-host")
    }
  }

  @Test func unknownAddresses() async throws {
    let response = try await TestClient(.stub()).get("/v2/anything")
    #expect(response.status == 404 && response.problem == "not-found")
  }

  @Test func otherMethods() async throws {
    let client = TestClient(try .stub())
    let get = try await client.get("/v1/submissions")
    #expect(get.status == 405 && get.problem == "method-not-allowed" && get.headers[.allow] == "POST")
    let post = try await client.send(.post, "/v1/cases/C-1")
    #expect(post.status == 405 && post.headers[.allow] == "GET, HEAD")
  }

  @Test(arguments: ["/", "/v1/capacity", "/v1/nothing"])
  func browsersAreTold(path: String) async throws {
    let headers = try await TestClient(.stub()).get(path).headers
    #expect(headers[.xContentTypeOptions] == "nosniff")
    #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
    #expect(headers[.cacheControl] == "no-store")
  }

  @Test(arguments: ["0.0.0.0", "::", "192.168.1.2", "weihai.example", ""])
  func otherMachinesCannotBeServed(host: String) {
    #expect {
      try ListeningAddress(loopback: host, port: 8080)
    } throws: { error in
      (error as? ServerError)?.code == .notLoopback
    }
  }

  @Test func theDefaultIsThisMachine() throws {
    #expect(try ListeningAddress(loopback: "127.0.0.1", port: 8080).description == "http://127.0.0.1:8080")
    #expect(try ListeningAddress(loopback: "localhost", port: 1).host == "127.0.0.1")
  }
}
