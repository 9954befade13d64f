import EventLog
import Logging
import Postgres
import TestSupport
import Testing

@testable import ProjectionEngine
@testable import Server

/// What is kept of a view shows every office the rows that the view itself would show it.
@Suite struct KeptForOfficesTests {
  @Test func everyKeptViewShowsEveryOfficeItsRows() async throws {
    let city = try await AccessibleCity.shared()
    let matrix = try AccessMatrix()
    let connection = try await Connection.open(city.database.configuration(), logger: .test)
    var cut = 0
    for model in try ProjectionDefinition.all(in: Repository.projections) where !model.keptViews.isEmpty {
      let views = matrix.views.filter { $0.model == model.name && model.keptViews.contains($0.name) }
      #expect(views.count == model.keptViews.count)
      // Others read this city too: nothing of it lasts.
      try await connection.execute("BEGIN")
      let computed = try await Self.rows(of: views, as: city.visitors, connection)
      try await connection.execute("SET LOCAL ROLE registry_worker")
      // Not while somebody else reads the views: they are shown anew.
      while try await connection.query("SELECT projection.keep_tables(\(model.schema), \(model.keptViews))")
        .decode(Bool.self) == [false]
      {}
      for view in views {
        _ = try await connection.query("SELECT projection.keep(\(model.schema), \(view.name), \(TestDatabase.node))")
      }
      try await connection.execute("RESET ROLE")
      for view in views {
        let still = try await connection.query("SELECT projection.computed(\(model.schema), \(view.name))")
          .decode([Int32].self)
        #expect(still == [[]], "\(view.name)")
      }
      let kept = try await Self.rows(of: views, as: city.visitors, connection)
      try await connection.execute("ROLLBACK")
      #expect(kept == computed, "\(model.name)")
      cut += Set(computed.values).count - views.count
    }
    // Offices see different rows.
    #expect(cut > 20)
    await connection.close()
  }

  /// By view and visitor; nil where the visitor has no right to the view.
  private static func rows(
    of views: [AccessMatrix.View],
    as visitors: [Visitor],
    _ connection: Connection
  ) async throws -> [String: String?] {
    var rows: [String: String?] = [:]
    for view in views {
      for visitor in visitors where !["-", ""].contains(view.cells[visitor.role] ?? "-") {
        try await connection.execute("SAVEPOINT visit")
        for setting in visitor.settings {
          _ = try await connection.query("SELECT set_config(\(setting.name), \(setting.value), true)")
        }
        rows["\(view.name) \(visitor)"] = try await connection.query(
          """
          SELECT coalesce(string_agg(r.row, '' ORDER BY r.row), '')
          FROM (SELECT to_json(v)::text AS row FROM \(identifier: view.model).\(identifier: view.name) v) r
          """
        ).decode(String.self).first
        try await connection.execute("ROLLBACK TO SAVEPOINT visit")
      }
    }
    return rows
  }
}
