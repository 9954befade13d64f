import Access
import CanonicalJSON
import EventLog
import FrontDoor
import Postgres
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

/// What the pages ask, and what replays show, is held to its reader's reach by the database too: asked without any of the
/// server's own conditions.
@Suite struct HeldByTheDatabaseTests {
  private let matrix: AccessMatrix

  init() throws {
    matrix = try AccessMatrix()
  }

  @Test func everyQuestionOfAPageIsAnsweredWithinReach() async throws {
    let city = try await AccessibleCity.shared()
    let pool = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 3, logger: .test)
    let whole = ConnectionPool(city.database.configuration(user: "registry_reader"), maximum: 3, logger: .test)
    let models = ReadModels(pool: pool, whole: whole, node: Node(rawValue: TestDatabase.node))
    var cut = 0
    for query in BureauQuery.allCases {
      guard let view = query.view else { continue }
      let row = try #require(matrix.views.first { $0.model == view.model && $0.name == view.name }, "\(query)")
      let rows = try await models.answers([BureauQuestion(query: query, reader: nil)])[query]
      for visitor in city.visitors {
        let reader: Reader = try #require(visitor.reader)
        let question = BureauQuestion(query: query, reader: reader)
        switch row.cells[visitor.role] {
        case "all":
          #expect(try await models.answers([question])[query] == rows, "\(visitor) \(query)")
        case "scope":
          let expected = rows.filter { visitor.sees(.object($0), of: row, city.parties) }
          #expect(try await models.answers([question])[query] == expected, "\(visitor) \(query)")
          cut += rows.count - expected.count
        default:
          // What the database shows nobody is to the pages as if it were not there yet.
          #expect(try await models.answers([question]).position(of: query) == nil, "\(visitor) \(query)")
        }
      }
    }
    #expect(cut > 100)
    await pool.close()
    await whole.close()
  }

  @Test func everyReplayShowsEveryOfficeItsRows() async throws {
    let city = try await AccessibleCity.shared()
    let inspector = city.database.configuration(user: "registry_inspector")
    var cut = 0
    for model in try ModelCatalogue(directory: Repository.projections).models {
      let replay = try await Replay(
        model,
        node: Node(rawValue: TestDatabase.node),
        moment: Moment(position: 1_000_000),
        configuration: inspector,
        logger: .test
      ).run()
      for view in model.views {
        let row = try #require(matrix.views.first { $0.model == model.name && $0.name == view.name })
        let rows = try await replay.rows(of: view).json
        for visitor in city.visitors {
          let settings = try #require(visitor.reader).settings
          switch row.cells[visitor.role] {
          case "all": #expect(try await replay.rows(of: view, as: settings).json == rows, "\(visitor) \(view.name)")
          case "scope":
            let expected = try rows.filter { visitor.sees(try Self.json($0), of: row, city.parties) }
            #expect(
              try await replay.rows(of: view, as: settings).json == expected,
              "\(visitor) \(model.name).\(view.name)"
            )
            cut += rows.count - expected.count
          default:
            await #expect(throws: ProjectionError.self, "\(visitor) \(model.name).\(view.name)") {
              try await replay.rows(of: view, as: settings)
            }
          }
        }
      }
      await replay.close()
    }
    #expect(cut > 100)
  }

  /// The rows of a section's map are those of its cemetery's part of the registry, and of a place's events each is held to the
  /// reach by itself.
  @Test func placesAreShownWithinReach() async throws {
    let city = try await AccessibleCity.shared()
    let pool = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 3, logger: .test)
    let whole = ConnectionPool(city.database.configuration(user: "registry_reader"), maximum: 3, logger: .test)
    let models = ReadModels(pool: pool, whole: whole, node: Node(rawValue: TestDatabase.node))
    let plot = try #require(
      try await whole.query("SELECT plot_id FROM plot_capacity.plot WHERE state = 'occupied' ORDER BY 1 LIMIT 1")
        .decode(String.self).first
    )
    let parts = plot.split(separator: "/").map(String.init)
    let (facility, section) = (Code.known(parts[0]), Code.known(parts[1]))
    let file = try #require(try await models.plot(plot, as: nil))
    #expect(file.events.count > 1)
    let view = try #require(matrix.views.first { $0.model == "plot_capacity" && $0.name == "plot" })
    for visitor in city.visitors where view.cells[visitor.role] == "scope" {
      let reader = try #require(visitor.reader)
      let isSeen = visitor.hasAllOfIt || visitor.sees(parts[0])
      #expect(try await models.plots(of: facility, section: section, as: reader).plots.isEmpty == !isSeen, "\(visitor)")
      let shown = try await models.plot(plot, as: reader)
      let expected = file.events.filter { visitor.sees(stream: $0.event.stream, city.parties) }
      #expect(shown?.events.map(\.id) == (isSeen ? expected.map(\.id) : nil), "\(visitor)")
    }
    await pool.close()
    await whole.close()
  }

  private static func json(_ text: String) throws -> JSON {
    try JSON.parse(Array(text.utf8), maximumBytes: text.utf8.count)
  }
}

extension Visitor {
  /// As whom the server reads for them.
  var reader: Reader? {
    let reaches = Reaches(principal, DivisionHistory(), on: Instant.now().localDate)
    return principal.roles.first.map { Reader(role: $0, reach: reaches[$0]) }
  }
}
