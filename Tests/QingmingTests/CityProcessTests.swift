import EventLog
import Foundation
import Subprocess
import Testing

/// Several cities in one database: each command says which, or is about all.
@Suite struct CityProcessTests {
  @Test func aSecondCityHasALogOfItsOwn() async throws {
    let place = try await Place(cases: 1)
    // One city needs no name.
    #expect(try await Program.run(place.submit).status == .exited(0))
    let first = try await place.log.head()

    let simulated = try await Program.run(["simulate", "--city", "ningguo", "--scale", "0.0003"])
    #expect(simulated.status == .exited(0))
    let file = place.directory.appending(path: "ningguo.ndjson")
    try Data(simulated.output.utf8).write(to: file)
    let submit = ["submit", file.path] + place.options
    #expect(try await Program.run(submit + ["--city", "ningguo"]).status == .exited(0))
    #expect(try await place.log.head() == first)

    // Now there are two, and a submission has to say for which it is.
    #expect(try await Program.run(submit).status == .exited(64))
    #expect(try await Program.run(["log", "tail"] + place.options).status == .exited(64))
    let tail = try await Program.run(
      ["log", "tail", "--city", "ningguo", "--after", "0", "--lines", "1"] + place.options
    )
    #expect(tail.status == .exited(0) && tail.output.contains("reference/divisions"))
  }
}
