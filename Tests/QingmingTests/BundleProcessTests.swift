import EventLog
import Foundation
import Logging
import Notary
import Postgres
import ProjectionEngine
import Simulator
import Subprocess
import TestSupport
import Testing
import TransparencyLog

@testable import qingming

/// `qingming bundle` and `qingming verify`: what an inspector takes away, and whether the read models that people saw are what the
/// lines lead to.
@Suite(.timeLimit(.minutes(5))) struct BundleProcessTests {
  private func sign(_ place: Place) async throws {
    let pool = ConnectionPool(place.database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    let city = CityRegistry(.weihai, pool: pool, reader: pool, logger: .test)
    let files = NotaryFiles(of: city, in: try Installation.find(data: place.directory.path))
    _ = try await files.notary(city).step()
    await pool.close()
  }

  @Test func `read models are stated and replayed, and a figure that somebody changed is found`() async throws {
    let place = try await Place(cases: 2)
    #expect(try await Program.run(place.submit).status == .exited(0))
    #expect(try await Program.run(["projection", "rebuild"] + place.options).status == .exited(0))
    try await sign(place)
    func bundle(_ name: String, _ more: String...) async throws -> (out: String, Program.Ended) {
      let out = place.directory.appending(path: name).path
      return (out, try await Program.run(["bundle", "--out", out, "--city", "weihai"] + more + place.options))
    }

    let (whole, made) = try await bundle("whole")
    #expect(made.status == .exited(0), "\(made.output)")
    let stated = try StatedModels(Array(try Data(contentsOf: URL(filePath: "\(whole)/read-models.json"))))
    #expect(stated.models.count == 10 && stated.position >= place.lineCount)
    #expect(try StatedModels(stated.bytes) == stated)
    #expect(!FileManager.default.fileExists(atPath: "\(whole)/Projections/plot_capacity/cases"))
    let plain = try await Program.run(["verify", whole])
    #expect(plain.status == .exited(0) && plain.output.contains("未重放 stated, not replayed"), "\(plain.output)")
    let replayed = try await Program.run(["verify", whole, "--replay"])
    #expect(replayed.status == .exited(0), "\(replayed.output)")
    for model in stated.models { #expect(replayed.output.contains("✓ 重放 replay：\(model.schema)"), "\(model.schema)") }
    #expect(!replayed.output.contains("! 所用数据库结构"))

    // Somebody with the keys to the database changes a figure that people see.
    let capacity = try #require(stated.models.first { $0.name == "plot_capacity" })
    try await place.database.tamper("UPDATE \(capacity.schema).section SET kind = 'single' WHERE kind = 'double'")
    let (changed, _) = try await bundle("changed")
    #expect(try await Program.run(["verify", changed]).status == .exited(0))
    let found = try await Program.run(["verify", changed, "--replay", "--json"])
    #expect(found.status == .exited(15) && found.output.contains("plot_capacity"), "\(found.output)")
    #expect(found.output.contains(#""kind":"readModel""#) && found.output.contains(#""exitStatus":15"#))

    let (part, _) = try await bundle("part", "--cemetery", "371002-GM-01")
    #expect(try await Program.run(["verify", part]).status == .exited(0))
    #expect(try await Program.run(["verify", part, "--replay"]).status == .exited(64))
    let (silent, _) = try await bundle("silent", "--no-read-models")
    #expect(try await Program.run(["verify", silent, "--json"]).output.contains(#""readModels":null"#))
    #expect(try await bundle("none", "--case", "01JZZZZZZZZZZZZZZZZZZZZZZZ").1.status == .exited(3))
    try FileManager.default.removeItem(at: place.directory)
  }
}
