import HTTPTypes
import Registry
import Access
import CanonicalJSON
import EventLog
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Server

/// Single records as programs read them, of a simulated city.
@Suite struct RecordRouteTests {
  private func inspector() async throws -> (city: AccessibleCity, visitor: Visitor) {
    let city = try await AccessibleCity.shared()
    return (city, try #require(city.visitors.first { $0.role == "inspector" && $0.prefix == "" }))
  }

  private func list(_ json: JSON?) throws -> [JSON] {
    guard case .array(let items)? = json else { throw Unexpected() }
    return items
  }

  @Test func policiesAreInForceOnTheirDays() async throws {
    let (city, visitor) = try await inspector()
    let answer = try await city.get("/v1/policies?on=2026-01-15", as: visitor)
    #expect(answer.status == 200 && answer.json["on"] == "2026-01-15")
    let policies = try list(answer.json["policies"])
    let published = city.parties.keys.filter { $0.hasPrefix("policy/") }.map { String($0.dropFirst("policy/".count)) }
    #expect(Set(policies.compactMap { $0["policy"]?.stringValue }) == Set(published))
    for policy in policies {
      let data = policy["data"]
      let from = try #require(data?["valid_from"]?.stringValue)
      let isInForce = from <= "2026-01-15" && "2026-01-15" <= data?["valid_to"]?.stringValue ?? "9999-12-31"
      #expect(policy["inForce"] == .bool(isInForce), "\(policy["policy"] ?? .null)")
    }
    let before = try list(try await city.get("/v1/policies?on=1990-01-01", as: visitor).json["policies"])
    #expect(before.count == policies.count && before.allSatisfy { $0["inForce"] == .bool(false) })
    let eco = try list(try await city.get("/v1/policies?scheme=eco_subsidy", as: visitor).json["policies"])
    #expect(!eco.isEmpty && eco.count < policies.count)
    #expect(eco.allSatisfy { $0["data"]?["scheme"] == "eco_subsidy" })
    for wrong in ["on=2026-02-30", "scheme=lottery"] {
      #expect(try await city.get("/v1/policies?\(wrong)", as: visitor).problem == "bad-parameter")
    }
  }

  @Test func aPlotTellsWhatHappenedToIt() async throws {
    let (city, visitor) = try await inspector()
    let rows = try list(try await city.get("/v1/read-models/plot_capacity/plot?limit=1000", as: visitor).json["rows"])
    let used = try #require(rows.first { ![.integer(0), nil].contains($0["occupants"]) })
    let id = try #require(used["plot_id"]?.stringValue)
    let plot = try await city.get("/v1/plots/\(id)", as: visitor)
    #expect(plot.status == 200 && plot.json["plot_id"]?.stringValue == id)
    let types = try list(plot.json["events"]).compactMap { $0["type"]?.stringValue }
    #expect(types.first == "PlotRangeCreated" && types.contains("AshesPlaced"))
    let facility = try #require(id.split(separator: "/").first)
    #expect(try await city.get("/v1/plots/\(facility)/S99/R99/1", as: visitor).status == 404)
  }

  @Test func anInspectionTellsItsSteps() async throws {
    let (city, visitor) = try await inspector()
    let stream = try #require(city.parties.keys.sorted().first { $0.hasPrefix("inspection/") })
    let record = try await city.get("/v1/inspections/\(stream.dropFirst("inspection/".count))", as: visitor).json
    let lines = try await city.get("/v1/log/events?limit=1000&type=InspectionOpened", as: visitor).text
    let event = try #require(record["opened"]?["event"]?.stringValue)
    #expect(lines.contains(event) && record["status"]?.stringValue != nil)
    _ = try list(record["tasks"])
    // Of the log and of a read model: no one position is that of both.
    #expect(record["asOf"] == nil)
    for wrong in ["371002-GM-01/1890", "nobody/2025", "371002-GM-01/02025"] {
      #expect(try await city.get("/v1/inspections/\(wrong)", as: visitor).status == 404, "\(wrong)")
    }
  }

  /// A cemetery's clerk sees the steps; nobody tells them that there is nothing to do where they may not see what there is.
  @Test func tasksAreNotForClerks() async throws {
    let city = try await AccessibleCity.shared()
    let stream = try #require(city.parties.keys.sorted().first { $0.hasPrefix("inspection/") })
    let place = stream.dropFirst("inspection/".count)
    let cemetery = String(try #require(place.split(separator: "/").first))
    let clerk = try Visitor(role: .cemeteryClerk, organisation: cemetery, prefix: String(cemetery.prefix(6)))
    let node = Node(rawValue: TestDatabase.node)
    let pool = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    let whole = ConnectionPool(city.database.configuration(user: "registry_reader"), maximum: 1, logger: .test)
    let client = TestClient(
      try .stub(
        log: EventLog(pool: pool, node: node, logger: .test),
        reading: ReadModels(pool: pool, whole: whole, node: node),
        signIn: StubSignIn(who: clerk.principal)
      )
    )
    let answer = try await client.get("/v1/inspections/\(place)")
    #expect(answer.status == 200 && answer.json["opened"] != nil && answer.json["tasks"] == nil, "\(answer.text)")
  }

  /// Answers that stand on different positions have none together.
  @Test func aPositionIsThatOfAllAnswers() {
    func rows(_ position: Int64) -> ModelRows {
      ModelRows(standing: Standing(model: "", position: position, head: 9, state: "working"), rows: [])
    }
    let answers = BureauAnswers([.facilities: rows(7), .sections: rows(7), .custody: rows(8)])
    #expect(answers.position(ofAll: [.facilities, .sections]) == 7)
    #expect(answers.position(ofAll: [.facilities, .custody]) == nil)
    #expect(answers.position(ofAll: [.facilities, .risks]) == nil)
  }

  /// For programs and on pages alike; whoever does not reach it is not told that there is such a facility.
  @Test func facilitiesAreForThoseWhoReachThem() async throws {
    let city = try await AccessibleCity.shared()
    let matrix = try AccessMatrix()
    let facilities = city.parties.keys.filter { $0.hasPrefix("facility/") }.map { $0.dropFirst("facility/".count) }
    for path in ["/v1/facilities/{id}", "/facilities/{id}"] {
      let cells = try #require(matrix.routes.first { $0.path == path }).cells
      for visitor in city.visitors where cells[visitor.role] == "scope" && !visitor.isElsewhere {
        for id in facilities.sorted().prefix(3) + [Substring(visitor.organisation)] where facilities.contains(id) {
          let answer = try await city.get(path.replacing("{id}", with: id), as: visitor)
          #expect(answer.status == (visitor.sees(String(id)) ? 200 : 404), "\(visitor) \(id): \(answer.status)")
        }
      }
    }
  }

  /// A facility that opens in one role shows nothing of what only another role may see elsewhere.
  @Test func aRoleDoesNotOpenWhatAnotherReaches() async throws {
    func member(_ organisation: String) throws -> Principal {
      Principal(
        id: Code.known("p-1"),
        roles: [.cemeteryClerk, .policyEditor],
        organisation: Code.known(organisation),
        division: try #require(DivisionCode("371002"))
      )
    }
    let people = ["own": try member("371002-GM-01"), "other": try member("371002-GM-02")]
    let client = TestClient(try .stub(signIn: ListedSignIn(people: people)))
    for (who, may) in [("own", true), ("other", false)] {
      let answer = try await client.send(.get, "/v1/facilities/371002-GM-01", headers: [.authorization: who])
      #expect(answer.status == 200 && answer.json["sections"] != nil, "\(who): \(answer.text)")
      #expect((answer.json["custody"] != nil) == may && (answer.json["expiries"] != nil) == may, "\(who)")
    }
  }
}
