import Postgres
import Subprocess
import TestSupport
import Testing

/// What `qingming database` says of what keeps the log as it is.
@Suite(.timeLimit(.minutes(5))) struct DatabaseProcessTests {
  @Test func aMissingSafeguardIsSaid() async throws {
    let place = try await Place(cases: 1)
    let status = ["database", "status"] + place.options
    let whole = try await Program.run(status)
    #expect(whole.status == .exited(0) && whole.output == "running, 0 events in 1 logs\n", "\(whole.output)")
    let connection = try await Connection.open(place.database.configuration(), logger: .test)
    try await connection.script("ALTER EVENT TRIGGER guard_after DISABLE")
    await connection.close()
    let open = try await Program.run(status)
    #expect(open.status == .exited(0) && open.output.contains("结构守卫未生效"), "\(open.output)")
    #expect(open.output.contains("ENABLE ALWAYS"), "\(open.output)")
    let json = try await Program.run(status + ["--json"])
    #expect(json.output == #"{"events":0,"missingSafeguards":["guard"],"running":true}"# + "\n", "\(json.output)")
    let migrated = try await Program.run(["database", "migrate"] + place.options)
    #expect(
      migrated.status == .exited(0) && migrated.output.contains("guard of the schemas is off"),
      "\(migrated.output)"
    )
  }
}
