import Access
import EventLog
import Logging
import Postgres
import Registry
import TestSupport
import Testing

@testable import ProjectionEngine
@testable import Server

/// Whoever asks for one case is not kept waiting while the policy on events is asked of every event of the log.
@Suite struct CasePlanTests {
  @Test(arguments: ["case_item", "case_criterion"])
  func whoHasEnteredSomethingIsFoundByTheStream(_ view: String) async throws {
    let city = try await AccessibleCity.shared()
    let pool = ConnectionPool(city.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    let name = "free_service_entitlement"
    let model = try #require(try ModelCatalogue(directory: Repository.projections).model(named: name))
    let definition = try #require(model.views.first { $0.name == view })
    let visitor = try #require(city.visitors.first(where: { $0.role == "funeral_home_clerk" }))
    let reader: Reader = try #require(visitor.reader)
    let scope = RowScope(
      divisions: reader.reach.divisions,
      organisation: reader.reach.facility?.text,
      record: .decedentCase
    )
    let condition = try scope.condition(on: ["case_id"], of: definition)
    let plan = try await pool.transaction { connection in
      // A log of a hundred pages is as well read from end to end.
      try connection.execute("SET LOCAL enable_seqscan = off")
      try connection.set(reader.settings)
      return try connection.query(
        """
        EXPLAIN (COSTS OFF) SELECT FROM \(identifier: name).\(identifier: view) v
        CROSS JOIN (SELECT \(reader.reach.divisions) AS divisions, \(reader.reach.facility?.text) AS organisation) a
        WHERE v.node = \(TestDatabase.node) AND v.case_id = 'C-1' AND \(unsafe: condition)
        """
      ).decode(String.self)
    }
    let scans = plan.indices.filter { plan[$0].contains(" on event_\(TestDatabase.node)") }
    #expect(!scans.isEmpty, "\(plan)")
    for scan in scans {
      #expect(plan[scan...].dropFirst().first?.contains("stream = ") == true, "\(plan.joined(separator: "\n"))")
    }
    await pool.close()
  }
}
