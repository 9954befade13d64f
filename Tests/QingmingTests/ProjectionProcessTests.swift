import Foundation
import Postgres
import Subprocess
import TestSupport
import Testing

/// The commands that look after read models, as processes with an exit status.
@Suite(.timeLimit(.minutes(5))) struct ProjectionProcessTests {
  private struct Status: Decodable {
    struct Projection: Decodable {
      let model, schema: String
      let live: Bool
      let position, head, parked: Int
    }

    let projections: [Projection]
  }

  private struct Verification: Decodable {
    struct Model: Decodable {
      let schema: String
      let position: Int
      let differences: [String]
    }

    let models: [Model]
  }

  @Test func aReadModelIsFilledShownAndCheckedWithoutAWorker() async throws {
    let place = try await Place(cases: 2)
    #expect(try await Program.run(place.submit).status == .exited(0))
    func run(_ arguments: String...) async throws -> Program.Ended { try await Program.run(arguments + place.options) }

    let rebuilt = try await run("projection", "rebuild", "plot_capacity")
    #expect(rebuilt.status == .exited(0))
    #expect(rebuilt.output.contains("plot_capacity：在用 live plot_capacity_v"))

    let status = try await run("projection", "status", "--json")
    #expect(status.status == .exited(0))
    let projections = try JSONDecoder().decode(Status.self, from: Data(status.output.utf8)).projections
    let one = try #require(projections.first { $0.model == "plot_capacity" })
    #expect(one.live && one.parked == 0 && one.position == one.head && one.position >= place.lineCount)

    let why = try await run("projection", "why", "plot_capacity", "--json")
    #expect(why.status == .exited(0))
    #expect(why.output.contains(#""obstacles":[]"#))
    let resumed = try await run("projection", "resume", "plot_capacity")
    #expect(resumed.status == .exited(0) && resumed.output.isEmpty)

    let shown = try await run("show", "plot_capacity", "--view", "by_facility", "--csv")
    #expect(shown.status == .exited(0))
    #expect(shown.output.hasPrefix("\u{FEFF}") && shown.output.split(whereSeparator: \.isNewline).count > 10)
    #expect(try await run("show", "plot_capacity", "--view", "by_moon").status == .exited(64))
    #expect(try await run("show", "moon").status == .exited(64))

    let verified = try await run("projection", "verify", "plot_capacity", "--json")
    #expect(verified.status == .exited(0))
    try expect(verified, at: one, differs: [])

    // Somebody with the keys to the database changes a figure by hand.
    let intruder = try await Connection.open(place.database.configuration(), logger: .test)
    try await intruder.script("UPDATE \(one.schema).section SET kind = 'single' WHERE kind = 'double'")
    await intruder.close()
    let found = try await run("projection", "verify", "plot_capacity", "--json")
    #expect(found.status == .exited(1))
    try expect(found, at: one, differs: ["section"])
    #expect(try await run("projection", "rebuild", "plot_capacity").status == .exited(0))
    #expect(try await run("projection", "verify", "plot_capacity").status == .exited(0))
  }

  private func expect(_ ended: Program.Ended, at one: Status.Projection, differs: [String]) throws {
    let models = try JSONDecoder().decode(Verification.self, from: Data(ended.output.utf8)).models
    #expect(models.map(\.schema) == [one.schema] && models.map(\.position) == [one.position])
    #expect(models.flatMap(\.differences) == differs)
  }
}
