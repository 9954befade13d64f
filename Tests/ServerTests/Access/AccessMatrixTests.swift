import Access
import CanonicalJSON
import Foundation
import FrontDoor
import HTTPTypes
import Hummingbird
import Postgres
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

/// Every cell of Schemas/access, through HTTP and in the database.
@Suite struct AccessMatrixTests {
  private let matrix: AccessMatrix

  init() throws {
    matrix = try AccessMatrix()
  }

  // MARK: The tables

  @Test func everyRouteHasARowAndEveryRowARoute() throws {
    let router = RegistryRouter<InProcessContext>(services: try .stub()).router()
    let routes = router.routes.filter { $0.method != .head }.map { "\($0.method) \($0.path)" }
    #expect(routes.sorted() == matrix.routes.map { "\($0.method) \($0.path)" }.sorted())
  }

  @Test func everyViewHasARow() throws {
    let views = try ModelCatalogue(directory: Repository.projections).models.flatMap { model in
      model.views.map { "\(model.name).\($0.name)" }
    }
    let rows = matrix.views.map { "\($0.model).\($0.name)" }
    #expect(Set(rows).subtracting(views) == ["free_service_entitlement.decedent_case"])
    #expect(Set(views).isSubset(of: rows) && Set(rows).count == rows.count)
  }

  /// `QINGMING_WRITE_SCHEMA=1` writes it.
  @Test func theDatabaseHasTheTables() throws {
    func list(_ view: AccessMatrix.View, _ isSeen: (String) -> Bool) -> String {
      let roles = Role.allCases.map(\.rawValue).filter { isSeen(view.cells[$0] ?? "-") }
      return "'{\(roles.joined(separator: ","))}'::text[]"
    }
    let rows = matrix.views.map { view in
      "  ('\(view.model)', '\(view.name)', '\(view.rows)', \(list(view) { $0 != "-" }), \(list(view) { $0 == "all" }))"
    }
    let text = """
      -- Which views of read models are shown to whom: Schemas/access/read-models.csv, for the database. Written by
      -- `QINGMING_WRITE_SCHEMA=1 swift test --filter theDatabaseHasTheTables`, which fails when it is not the same.
      CREATE OR REPLACE VIEW access.shown (model, view, rows, seen_by, seen_whole_by) AS
      VALUES
      \(rows.joined(separator: ",\n"));

      ALTER VIEW access.shown OWNER TO registry_owner;

      """
    let file = Repository.root.appending(path: "Schemas/database/views/access_shown.sql")
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_SCHEMA"] != nil { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func everyTypeIsForTheRolesOfItsRow() throws {
    let tables = try AccessTables.written()
    for (type, cells) in matrix.events {
      for (role, cell) in cells {
        let may = tables.events[try #require(Role(rawValue: role))]?.contains(type) ?? false
        #expect(may == (cell == "yes"), "\(type) \(role)")
      }
    }
  }

  // MARK: Through HTTP

  @Test func everyRouteIsForTheRolesOfItsRow() async throws {
    let city = try await AccessibleCity.shared()
    for (method, path, cells) in matrix.routes {
      let address = Self.example(path)
      let method = try #require(HTTPRequest.Method(rawValue: method))
      let nobody = try await city.client.respond(method, address).status.code
      let isOpen = cells.values.allSatisfy { $0 == "open" }
      let isPage = !path.hasPrefix("/v1") && path != "/metrics"
      #expect((nobody == 401 || isPage && nobody == 303) == !isOpen, "nobody \(method) \(path): \(nobody)")
      if isOpen { continue }
      for visitor in city.visitors where visitor.prefix == "" || visitor.isBound && visitor.prefix != "370102" {
        // Without its body, which may have no end.
        let response = try await city.client.respond(method, address, headers: [.authorization: visitor.description])
        let isRefused = response.status == .forbidden && response.headers[.contentType] == "application/problem+json"
        if cells[visitor.role] == "-" {
          #expect(isRefused, "\(visitor) \(method) \(path): \(response.status)")
        } else {
          #expect(![401, 500, 503].contains(response.status.code), "\(visitor) \(method) \(path): \(response.status)")
        }
      }
    }
  }

  private static func example(_ path: String) -> String {
    path.replacing("{id}", with: "C-1").replacing("{case}", with: "C-1").replacing("{model}", with: "plot_capacity")
      .replacing("{view}", with: "by_division")
  }

  @Test func everyViewShowsEveryRoleItsRows() async throws {
    let city = try await AccessibleCity.shared()
    let all = ConnectionPool(city.database.configuration(), maximum: 1, logger: .test)
    for view in matrix.views where view.name != "decedent_case" {
      let rows = try await city.rows(of: view, all)
      for visitor in city.visitors {
        let cell = visitor.isElsewhere ? "elsewhere" : view.cells[visitor.role] ?? "-"
        let (status, shown) = try await city.shown(view, to: visitor)
        switch cell {
        case "all":
          #expect(shown == rows, "\(visitor) \(view.model).\(view.name)")
        case "scope" where view.rows != "whole" || visitor.hasAllOfIt:
          let expected = rows.filter { visitor.sees(Self.json($0), of: view, city.parties) }
          #expect(shown == expected, "\(visitor) \(view.model).\(view.name): \(shown.count) of \(expected.count)")
        default:
          #expect(status == 403, "\(visitor) \(view.model).\(view.name): \(status)")
        }
      }
    }
    await all.close()
  }

  /// Nobody is led to a door that is shut to them.
  @Test func theFirstPageLeadsWhereItsVisitorMayGo() async throws {
    let city = try await AccessibleCity.shared()
    for visitor in city.visitors where !visitor.isElsewhere {
      let page = try await city.get("/", as: visitor)
      #expect(page.status == (visitor.role == "system" ? 403 : 200), "\(visitor)")
      for link in page.text.matches(
        of: /<a href="(\/(?:read-models|divisions|facilities|inspections|streams|cases|plots)[^"]*)"/
      ) {
        let path = String(link.output.1)
        let status = try await city.client.respond(.get, path, headers: [.authorization: visitor.description]).status
          .code
        #expect(status == 200, "\(visitor) \(path): \(status)")
      }
    }
  }

  /// Nor is anybody led to one from the pages behind it: of each kind of page two are opened, and every link of theirs.
  @Test(arguments: Role.allCases)
  func noPageLeadsToAShutDoor(_ role: Role) async throws {
    let city = try await AccessibleCity.shared()
    let visitor = try #require(city.visitors.first { $0.role == role.rawValue && !$0.isElsewhere })
    var (waiting, seen, opened) = (["/"], Set(["/"]), [String: Int]())
    while let address = waiting.popLast() {
      let kind = kind(of: address)
      guard opened[kind, default: 0] < 2 else { continue }
      opened[kind, default: 0] += 1
      let page = try await city.get(address, as: visitor)
      // Nothing but the log knows into which of these somebody has entered something.
      let mayBeOfOthers = page.status == 404 && (kind.hasPrefix("/streams/") || kind.hasPrefix("/cases/"))
      #expect(page.status == (role == .system ? 403 : 200) || mayBeOfOthers, "\(visitor) \(address): \(page.status)")
      for link in page.text.matches(of: /<a [^>]*href="(\/[^"#]*)"/) where page.type?.hasPrefix("text/html") == true {
        let next = String(link.output.1).replacing("&amp;", with: "&")
        // What was true and known then is replayed, for which there is no worker here.
        if next.contains("asOf=") || next.contains("trueAt=") { continue }
        if !next.hasPrefix("/sign-"), seen.insert(next).inserted { waiting.append(next) }
      }
    }
    #expect(role == .system || opened.count > 10)
  }

  /// The route of an address; of tables the view as well, and whether it is about the past.
  private func kind(of address: String) -> String {
    let path = address.prefix { $0 != "?" }
    let parts = path.split(separator: "/")
    let route = matrix.routes.first { route in
      let names = route.path.split(separator: "/")
      return names.count == parts.count && zip(names, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
    guard let route, !route.path.contains("read-models") else { return String(path) }
    return route.path
  }

  @Test func casesAreForThoseWhoTakePart() async throws {
    let city = try await AccessibleCity.shared()
    let cases = city.parties.keys.filter { $0.hasPrefix("case/") }.sorted().prefix(12)
    for path in ["/v1/cases/", "/v1/entitlements/"] {
      let cells = try #require(matrix.routes.first { $0.path.hasPrefix(path) }).cells
      let isFile = path == "/v1/cases/"
      for visitor in city.visitors where cells[visitor.role] == "scope" && !visitor.isElsewhere {
        for stream in cases {
          let id = stream.dropFirst("case/".count)
          let status = try await city.get(path + id, as: visitor).status
          if !isFile, visitor.role == "cemetery_clerk" {
            #expect(status == 403, "\(visitor) \(path)\(id)")
            continue
          }
          // A file has the ashes and the services in it; a read model knows who has entered something into the case or its services.
          let takesPart = visitor.sees(stream: stream, city.parties)
          let hasServices = visitor.sees(stream: "waiver/\(id)", city.parties)
          if isFile {
            #expect(status == 200 || !takesPart && !hasServices, "\(visitor) \(path)\(id): \(status)")
          } else {
            #expect((status == 200) == (takesPart || hasServices), "\(visitor) \(path)\(id): \(status)")
          }
          if !takesPart, !hasServices, !isFile { #expect(status == 404, "\(visitor) \(path)\(id)") }
        }
      }
    }
  }

  @Test func theLogShowsWhatIsInReach() async throws {
    let city = try await AccessibleCity.shared()
    let cells = try #require(matrix.routes.first { $0.path == "/v1/log/events" }).cells
    for visitor in city.visitors where cells[visitor.role] == "scope" && !visitor.isElsewhere {
      var seen: Set<String> = []
      var next: String? = "/v1/log/events?limit=1000"
      while let address = next {
        let page = try await city.get(address, as: visitor)
        for line in page.text.split(separator: "\n") {
          let event = try JSON.parse(Array(line.utf8), maximumBytes: line.utf8.count)["event"]
          seen.insert(try #require(event?["subject"]?.stringValue))
        }
        next = page.next
      }
      let expected = Set(city.parties.keys.filter { visitor.sees(stream: $0, city.parties) })
      #expect(seen == expected, "\(visitor): \(seen.symmetricDifference(expected).sorted().prefix(3))")
    }
  }

  // MARK: In the database

  @Test func everyViewHoldsEveryOfficeToItsRows() async throws {
    let city = try await AccessibleCity.shared()
    let all = ConnectionPool(city.database.configuration(), maximum: 1, logger: .test)
    let app = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    for view in matrix.views {
      let rows = try await city.rows(of: view, all)
      for visitor in city.visitors {
        let shown = try await city.read(view, as: visitor, app)
        switch view.cells[visitor.role] {
        case "all": #expect(shown == rows, "\(visitor) \(view.model).\(view.name)")
        case "scope":
          let expected = rows.filter { visitor.sees(Self.json($0), of: view, city.parties) }
          #expect(
            shown == expected,
            "\(visitor) \(view.model).\(view.name): \(shown?.count ?? -1) of \(expected.count)"
          )
        default: #expect(shown == nil, "\(visitor) \(view.model).\(view.name)")
        }
      }
    }
    await all.close()
    await app.close()
  }

  @Test func theLogHoldsEveryOfficeToItsReach() async throws {
    let city = try await AccessibleCity.shared()
    let app = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    for visitor in city.visitors {
      let streams = try await app.transaction { connection in
        try connection.set(visitor.settings)
        return try connection.query("SELECT DISTINCT stream FROM registry.event").decode(String.self)
      }
      let expected = Set(city.parties.keys.filter { visitor.sees(stream: $0, city.parties) })
      #expect(Set(streams) == expected, "\(visitor)")
    }
    await app.close()
  }

  /// Whoever forgets to say how far an office reaches sees nothing; whoever forgets the office has no right at all.
  @Test func whatIsNotSaidIsNotSeen() async throws {
    let city = try await AccessibleCity.shared()
    let app = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    for role in Role.allCases {
      let seen = try await app.transaction { connection in
        try connection.set([("role", "office_\(role.rawValue)")])
        return try connection.query("SELECT DISTINCT split_part(stream, '/', 1) FROM registry.event").decode(
          String.self
        )
      }
      #expect(Set(seen) == ["policy", "reference"], "\(role)")
    }
    for view in matrix.views.prefix(12) {
      let statement: SQL = "SELECT FROM \(identifier: view.model).\(identifier: view.name) LIMIT 1"
      await #expect(throws: PostgresError.self, "\(view)") { try await app.query(statement) }
    }
    await app.close()
  }

  /// No office writes, nor sees what its views are made of, nor becomes anybody else for good.
  @Test(arguments: Role.allCases)
  func officesOnlyRead(_ role: Role) async throws {
    let city = try await AccessibleCity.shared()
    let app = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    let forbidden: [SQL] = [
      "INSERT INTO registry.event (node) VALUES (1)", "UPDATE registry.event SET type = 'x'",
      "DELETE FROM registry.event",
      "TRUNCATE registry.event", "SELECT FROM registry.append(371000, '{}', '{}', '{}')",
      "SELECT FROM registry.claim LIMIT 1", "SELECT FROM registry.line LIMIT 1",
      "SELECT FROM plot_capacity.division LIMIT 1", "SELECT FROM access.shown",
      "CREATE TEMPORARY TABLE event (x integer)", "CREATE SCHEMA mine",
      "CREATE FUNCTION public.leak() RETURNS integer RETURN 1",
      "UPDATE plot_capacity.by_division SET node = 1", "SET LOCAL row_security = off; SELECT FROM registry.event",
    ]
    for statement in forbidden {
      await #expect(throws: (any Error).self, "\(role): \(statement)") {
        try await app.transaction { connection in
          try connection.set([("access.divisions", "{\"\"}"), ("role", "office_\(role.rawValue)")])
          _ = try connection.query(statement)
        }
      }
    }
    // The next transaction is the application's own again.
    #expect(try await app.query("SELECT current_user::text").decode(String.self) == ["registry_app"])
    await app.close()
  }

  private static func json(_ text: String) -> JSON {
    (try? JSON.parse(Array(text.utf8), maximumBytes: text.utf8.count)) ?? .null
  }
}

extension Visitor {
  /// As the server sets them.
  var settings: [(name: String, value: String)] { reader?.settings ?? [] }
}

extension AccessibleCity {
  /// All rows of a view, each as the text of its JSON, in the order of their texts.
  func rows(of view: AccessMatrix.View, _ pool: ConnectionPool) async throws -> [String] {
    try Self.canonical(try await pool.query(Self.statement(view)).decode(String.self))
  }

  /// The same as an office sees them; nil where it has no right to the view.
  func read(_ view: AccessMatrix.View, as visitor: Visitor, _ pool: ConnectionPool) async throws -> [String]? {
    do {
      return try await pool.transaction { connection in
        try connection.set(visitor.settings)
        return try Self.canonical(try connection.query(Self.statement(view)).decode(String.self))
      }
    } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
      return nil
    }
  }

  private static func canonical(_ rows: [String]) throws -> [String] {
    try rows.map { row in
      String(decoding: try JSON.parse(Array(row.utf8), maximumBytes: row.utf8.count).canonicalBytes, as: UTF8.self)
    }.sorted()
  }

  private static func statement(_ view: AccessMatrix.View) -> SQL {
    "SELECT to_json(v)::text FROM \(identifier: view.model).\(identifier: view.name) v"
  }

  /// What HTTP shows of a view: the status, and the rows in the order of their texts.
  func shown(_ view: AccessMatrix.View, to visitor: Visitor) async throws -> (status: Int, rows: [String]) {
    var rows: [String] = []
    var status = 0
    var next: String? = "/v1/read-models/\(view.model)/\(view.name)?limit=1000"
    while let address = next {
      let page = try await get(address, as: visitor)
      status = page.status
      if case .array(let found)? = page.json["rows"] {
        rows += found.map { String(decoding: $0.canonicalBytes, as: UTF8.self) }
      }
      next = page.next
    }
    return (status, rows.sorted())
  }
}
