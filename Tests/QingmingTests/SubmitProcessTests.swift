import EventLog
import Foundation
import Logging
import Postgres
import Registry
import Simulator
import Subprocess
import TestSupport
import Testing

/// `qingming submit` as a process that can die and be run again.
@Suite struct SubmitProcessTests {
  @Test func killedInTheMiddleAndRunAgain() async throws {
    let place = try await Place(cases: 40)
    let killed = try await Program.run(place.submit) { pid in
      try await place.waitForEvents(600)
      kill(pid, SIGKILL)
    }
    #expect(killed.status == .signaled(SIGKILL))
    let before = try await place.log.head().rawValue
    #expect(before >= 600 && before < place.lineCount)

    let again = try await Program.run(place.submit)
    #expect(again.status == .exited(0))
    try await place.expectEachLineStoredOnce()
  }

  @Test func oneFileByTwoProcessesAtOnce() async throws {
    let place = try await Place(cases: 25)
    async let one = Program.run(place.submit + ["--json"])
    async let other = Program.run(place.submit + ["--json"])
    let ended = try await [one, other]
    #expect(ended.map(\.status) == [.exited(0), .exited(0)])
    let answers = ended.flatMap { $0.output.split(separator: "\n") }
    #expect(answers.count == 2 * place.lineCount)
    #expect(answers.count { $0.contains(#""outcome":"accepted""#) } == place.lineCount)
    try await place.expectEachLineStoredOnce()
  }
}

/// A migrated database, a directory for the keys, and a file with a small city's submissions.
struct Place: Sendable {
  let directory: URL
  let database: TestDatabase
  let log: EventLog
  let ids: Set<String>
  let lineCount: Int

  init(cases: Int) async throws {
    directory = URL(filePath: "/tmp/qmp-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    database = try await TestDatabase.migrated()
    log = EventLog(
      pool: ConnectionPool(database.configuration(), maximum: 2, logger: .test),
      node: Node(rawValue: TestDatabase.node),
      logger: .test
    )

    let lines = Array(Simulation(cases: cases, seed: 1, policies: try PolicyFiles.read(Repository.policies)))
    lineCount = lines.count
    ids = Set(
      try lines.map {
        try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])["id"] as? String ?? ""
      }
    )
    try Data(lines.joined(separator: [UInt8(ascii: "\n")])).write(to: file)
  }

  private var file: URL { directory.appending(path: "city.ndjson") }
  var submit: [String] {
    ["submit", file.path, "--data", directory.path, "--database", database.connectionString()]
  }

  /// Returns once the log holds so many events.
  func waitForEvents(_ count: Int64) async throws {
    let events = log.follow(after: .start, listeningOn: database.configuration())
    for try await event in events where event.position.rawValue >= count { return }
  }

  /// Every line's event is in the log, and nothing else but what the rules derived from them.
  func expectEachLineStoredOnce() async throws {
    var stored: [String] = []
    for try await event in log.events(after: .start) {
      stored.append(event.id.uuidString.lowercased())
      #expect(event.position.rawValue == Int64(stored.count))
    }
    #expect(Set(stored).isSuperset(of: ids))
    #expect(Set(stored).count == stored.count)
    let derived = Set(stored).subtracting(ids)
    // Version 8 marks the ids that the registry itself gives.
    #expect(derived.allSatisfy { Array($0)[14] == "8" })
  }
}
