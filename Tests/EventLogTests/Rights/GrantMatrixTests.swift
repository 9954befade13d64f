import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct GrantMatrixTests {
  /// A new table, function or role without its line or column fails here, and so does every new right.
  /// `QINGMING_WRITE_SCHEMA=1` writes it: look at the difference.
  @Test func theMatrixIsTrue() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let text = try await GrantMatrix.text(connection)
    await connection.close()
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_SCHEMA"] != nil {
      try Data(text.utf8).write(to: GrantMatrix.file)
    }
    let written = try String(contentsOf: GrantMatrix.file, encoding: .utf8)
    #expect(text == written, "QINGMING_WRITE_SCHEMA=1 swift test --filter theMatrixIsTrue writes it")
    #expect(!text.contains(" or "), "offices, partitions or functions of one name differ")
  }

  /// What the matrix says, said again as what must never be in it.
  @Test func nobodyWritesTheLog() throws {
    let matrix = try GrantMatrix.written()
    let programs = matrix.roles.filter { $0 != "registry_owner" }
    for line in matrix.lines {
      for role in programs {
        let cell = line.cells[role] ?? "-"
        switch line.kind {
        case "role": #expect(line.name != "registry_owner" || cell == "-", "\(role)")
        case "database":
          // Whoever makes temporary tables could put them before ours.
          #expect(!line.allows("temporary", to: role) || role == "registry_inspector", "\(role)")
        case "schema": #expect(!line.allows("create", to: role), "\(line.name) \(role)")
        case "table", "partition", "view":
          let mayWrite = line.name.hasPrefix("projection.") && role == "registry_worker"
          #expect(mayWrite || cell == "-" || cell == "select", "\(line.name) \(role)")
        default: break
        }
      }
    }
    // PUBLIC runs what computes a value from its arguments, or reads what its caller may read.
    let functions = matrix.lines.filter { $0.kind == "function" && $0.allows("execute", to: "everybody") }.map(\.name)
    let internals = ["append", "append_unit", "write_events", "install_node", "parse_event"].map { "registry.\($0)" }
    #expect(functions.allSatisfy { !internals.contains($0) && !$0.hasPrefix("guard.") })
    #expect(functions.filter { $0.hasPrefix("sealed.") } == ["sealed.refuse_change"])
  }

  /// `search_path` is pinned in whatever runs with other rights than its caller's, and in all that looks names up as it runs.
  @Test func pathsArePinned() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let loose = try await connection.query(
      """
      SELECT p.oid::regprocedure::text FROM pg_proc p
      WHERE p.pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas()))
        AND (p.prosecdef OR p.prosqlbody IS NULL)
        AND coalesce(p.proconfig @> '{"search_path=pg_catalog, pg_temp"}', false) = false
      """
    ).decode(String.self)
    await connection.close()
    // Both run with the rights of their caller: one calls ours by their whole names and is called for many events, the other
    // looks for the caller's own view.
    #expect(loose.sorted() == ["projection.keys(text)", "registry.lift(text,integer,json)"])
  }
}
