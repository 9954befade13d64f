import CanonicalJSON
import HTTPTypes
import Testing

@testable import Server

/// A server of two registries: each request says which, or is about both.
@Suite struct CityTests {
  @Test func theFirstPageListsTheCities() async throws {
    let page = try await TestClient(.stub(others: [.jinan()])).get("/")
    #expect(page.status == 200)
    for text in ["各市概况", "威海市", "济南市", "href=\"/?city=jinan\"", "合计", "2,468", "模拟数据", "落后 2 件"] {
      #expect(page.text.contains(text), "\(text)")
    }
    let english = try await TestClient(.stub(others: [.jinan()])).get("/?lang=en").text
    for text in ["Jinan", "href=\"/?city=jinan&amp;lang=en\"", "2 events behind"] {
      #expect(english.contains(text), "\(text)")
    }
  }

  @Test func aCityHasItsPage() async throws {
    let client = TestClient(try .stub(others: [.jinan(reading: StubReading(countyName: "历下区"))]))
    let page = try await client.get("/?city=jinan").text
    for text in ["济南市殡葬登记", "历下区", "href=\"/\">全部城市", "/v1/capacity?city=jinan"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("环翠区"))
    let unknown = try await client.get("/?city=atlantis")
    #expect(unknown.status == 400 && unknown.text.contains("weihai, jinan") && !unknown.text.contains("atlantis"))
  }

  @Test func submissionsSayWhichRegistry() async throws {
    let (one, other) = (StubReception.accepting(), StubReception.accepting())
    let client = TestClient(try .stub(reception: one, others: [.jinan(reception: other)]))
    let line = Array(#"{"specversion":"1.0"}"#.utf8)
    let unsaid = try await client.submit(line)
    #expect(unsaid.status == 400 && unsaid.problem == "bad-parameter")
    #expect(unsaid.json["allowed"] == ["weihai", "jinan"])
    #expect(try await client.submit(line, to: "/v1/submissions?city=jinan").status == 201)
    #expect(one.received.isEmpty && other.received.count == 1)
  }

  @Test func capacityOfAllCities() async throws {
    let client = TestClient(try .stub(others: [.jinan()]))
    let all = try await client.get("/v1/capacity")
    guard case .array(let cities)? = all.json["cities"] else { throw Missing() }
    #expect(cities.map { $0["city"] } == ["weihai", "jinan"])
    #expect(cities.allSatisfy { $0["asOf"] == ["position": 40] })
    #expect(all.headers[HTTPField.Name("As-Of-Position")!] == nil)
    let one = try await client.get("/v1/capacity?city=jinan")
    #expect(one.json["asOf"] == ["position": 40] && one.json["cities"] == nil)
  }

  /// Whichever city has it.
  @Test func aCaseIsFoundInAnyCity() async throws {
    let client = TestClient(try .stub(others: [.jinan()]))
    #expect(try await client.get("/v1/entitlements/C-1").status == 200)
    #expect(try await client.get("/v1/entitlements/C-2").status == 404)
    #expect(try await client.get("/v1/cases/C-2?city=jinan").status == 404)
  }

  @Test func metricsNameTheCity() async throws {
    let client = TestClient(try .stub(others: [.jinan()]))
    let text = try await client.get("/metrics").text
    #expect(text.contains(#"qingming_log_position{city="jinan"} 42"#))
    #expect(text.contains(#"qingming_projection_lag_events{city="weihai",projection="plot_capacity"} 2"#))
    #expect(try await client.get("/readyz").json["head"] == 84)
  }

  private struct Missing: Error {}
}
