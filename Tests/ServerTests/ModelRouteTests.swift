import CanonicalJSON
import HTTPTypes
import TestSupport
import Testing

@testable import ProjectionEngine
@testable import Server

@Suite struct ModelRouteTests {
  @Test func everyReadModelIsListed() async throws {
    let answer = try await TestClient(.stub()).get("/v1/read-models").json
    guard case .array(let models)? = answer["models"] else { throw Unexpected() }
    let definitions = try ProjectionDefinition.all(in: Repository.projections)
    #expect(models.compactMap { $0["name"]?.stringValue } == definitions.map(\.name))
    #expect(models.first?["title"] == ["zh": "疑点", "en": "Anomalies"])
    guard case .array(let views)? = models.first?["views"] else { throw Unexpected() }
    #expect(views.first?["href"] == "/v1/read-models/anomalies/finding")
  }

  @Test func rowsSayWhereTheyStand() async throws {
    let answer = try await TestClient(.stub()).get("/v1/read-models/expiries/due")
    #expect(answer.status == 200 && answer.type == "application/json")
    #expect(answer.json["asOf"] == ["position": 40])
    #expect(answer.json["rows"] == [["a": "=1", "b": .null]])
    #expect(answer.headers[HTTPField.Name("As-Of-Position")!] == "40")
    #expect(answer.headers[HTTPField.Name("Link")!] == nil)
  }

  @Test func aTableForSpreadsheets() async throws {
    let answer = try await TestClient(.stub()).get("/v1/read-models/expiries/due?format=csv")
    #expect(answer.type == "text/csv; charset=utf-8; header=present")
    // With a mark that spreadsheet programs know; what they would take for a formula is text.
    #expect(answer.text == "\u{FEFF}a,b\r\n'=1,\r\n")
    let name = answer.headers[.contentDisposition] ?? ""
    #expect(name.hasPrefix(#"attachment; filename="expiries.due.csv"; filename*=UTF-8''%E5%88%B0"#), "\(name)")
  }

  @Test(arguments: ["/v1/read-models/expiries/dues", "/v1/read-models/expirys/due", "/v1/read-models/expiries/%2e%2e"])
  func noSuchView(path: String) async throws {
    let answer = try await TestClient(.stub()).get(path)
    #expect(answer.status == 404 && answer.problem == "no-such-view")
  }

  @Test(arguments: [
    "limit=0", "limit=1001", "limit=x", "on=2026-02-30", "division=37100", "wait-for=-1", "format=xlsx", "cursor=!",
    "cursor=W10", "cursor=WzFd", "city=paris",
  ])
  func badParameters(query: String) async throws {
    let answer = try await TestClient(.stub()).get("/v1/read-models/expiries/due?\(query)")
    #expect(answer.status == 400 && answer.problem == "bad-parameter", "\(query): \(answer.text)")
    #expect(answer.json["parameter"]?.stringValue.map { query.hasPrefix($0) } == true)
  }

  @Test func aCityHasToBeNamedWhereThereAreSeveral() async throws {
    let client = TestClient(try .stub(others: [.jinan()]))
    #expect(try await client.get("/v1/read-models/expiries/due").problem == "bad-parameter")
    #expect(try await client.get("/v1/read-models/expiries/due?city=jinan").status == 200)
  }

  @Test func whoHasWrittenWaitsToReadIt() async throws {
    let client = TestClient(try .stub())
    #expect(try await client.get("/v1/read-models/expiries/due?wait-for=40").status == 200)
    // The log ends at 42.
    #expect(try await client.get("/v1/read-models/expiries/due?wait-for=43").problem == "bad-parameter")
    let answer = try await client.get("/v1/read-models/expiries/due?wait-for=41")
    #expect(answer.status == 503 && answer.problem == "behind" && answer.headers[.retryAfter] != nil)
  }

  @Test func cursorsKeepWhatTheyAreGiven() {
    for key in [[], ["371002"], [nil, "a\"b", "墓位"], ["", nil]] as [[String?]] {
      let cursor = RowCursor(key)
      #expect(RowCursor(cursor.text) == cursor)
      #expect(cursor.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    }
  }
}
