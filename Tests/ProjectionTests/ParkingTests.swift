import CanonicalJSON
import EventLog
import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// An event that cannot be applied keeps its stream waiting, and no other.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ParkingTests {
  /// Sums up the counts of each clock; a count that is no number cannot be.
  private static let sums = ProjectionDefinition(
    name: "sums",
    title: .none,
    version: 1,
    applies: ["Ticked"],
    ignores: [],
    tables: """
      CREATE TABLE tick (node integer, stream text, position bigint, count bigint CHECK (count < 1000));
      """,
    apply: """
      INSERT INTO tick (node, stream, position, count)
      SELECT node, stream, position, (data ->> 'count')::bigint FROM batch WHERE type = 'Ticked';
      """,
    retract: "DELETE FROM tick t WHERE t.node = current_node() AND t.stream = ANY (restated());"
  )

  private func tick(_ clock: Int, _ count: JSON) -> Happening {
    Happening("Ticked", "clock/\(clock)", ["count": count])
  }

  private func voided(_ happening: Happening) -> Happening {
    Happening("EventVoided", happening.stream, ["target_event_id": .string(happening.id.text)])
  }

  private func sums(_ registry: Registry, _ schema: String = "sums") async throws -> [[String]] {
    try await registry.rows(
      "(SELECT stream, sum(count) AS sum FROM \(schema).tick GROUP BY stream) s",
      ["stream", "sum"]
    )
  }

  @Test func `a stream waits at its bad event, and the others go on`() async throws {
    let registry = try await Registry.make()
    let bad = tick(2, "many")
    try await registry.append([tick(1, 1), tick(2, 10), bad, tick(2, 20), tick(1, 2), tick(3, 5)])
    try await registry.applyAll(Self.sums)
    #expect(try await sums(registry) == [["clock/1", "3"], ["clock/2", "10"], ["clock/3", "5"]])
    let worker = registry.worker([Self.sums])
    let status = try #require(try await worker.status().first)
    #expect(status.state == "streams parked")
    #expect((status.parked, status.position, status.failures) == (1, 6, 0))
    let why = try await registry.rows("projection.why", ["kind", "position", "stream", "code"])
    #expect(why == [["parked", "3", "clock/2", "22P02"]])
    #expect(try await registry.rows("projection.why", ["detail"])[0][0].contains("apply_few() line 2"))

    // Whoever waits for an event of that stream is told so; for another, it is there.
    await #expect {
      try await worker.wait(for: Position(rawValue: 4), timeout: .seconds(25))
    } throws: { error in
      (error as? ProjectionError)?.code == .stuck
    }
    try await worker.wait(for: Position(rawValue: 6), timeout: .seconds(25))
    await registry.pool.close()
  }

  @Test func `a replay leaves the same streams waiting`() async throws {
    let registry = try await Registry.make()
    try await registry.append([tick(1, 1), tick(2, 10), tick(2, "many"), tick(2, 20), tick(1, 2), tick(3, 5)])
    try await registry.applyAll(Self.sums)
    let replayed = try await ReplayTests.replay(Self.sums, registry, .now).run()
    #expect(replayed.parked == ["clock/2"])
    #expect(try await replayed.digest() == registry.digest(Self.sums.schema))
    await replayed.close()
    await registry.pool.close()
  }

  @Test func `an amendment sets the stream going again, with all that it has missed`() async throws {
    let registry = try await Registry.make()
    let bad = tick(2, "many")
    try await registry.append([tick(2, 10), bad, tick(2, 20)])
    try await registry.applyAll(Self.sums)
    #expect(try await sums(registry) == [["clock/2", "10"]])
    try await registry.append([tick(1, 7), voided(bad)])
    try await registry.applyAll(Self.sums, sizes: [1])
    #expect(try await sums(registry) == [["clock/1", "7"], ["clock/2", "30"]])
    #expect(try await registry.worker([Self.sums]).status().first?.state == "caught up")
    await registry.pool.close()
  }

  @Test func `a stream is resumed when its cause is mended, and not before`() async throws {
    let registry = try await Registry.make()
    try await registry.append([tick(2, 10), tick(2, 5000), tick(2, 20)])
    try await registry.applyAll(Self.sums)
    #expect(try await sums(registry) == [["clock/2", "10"]])
    let worker = registry.worker([Self.sums])
    try await registry.append([tick(3, 1), tick(3, "many")])
    try await registry.applyAll(Self.sums)
    let refused = try await worker.resume("sums")
    #expect(refused.map(\.stream) == ["clock/2", "clock/3"])
    #expect(refused.map(\.failure?.cause?.sqlState?.rawValue) == ["23514", "22P02"])
    #expect(try await worker.status().first?.parked == 2)
    try await registry.pool.transaction { connection in
      try connection.execute("SET LOCAL ROLE registry_worker")
      try connection.execute("ALTER TABLE sums_v1.tick DROP CONSTRAINT tick_count_check")
    }
    // One that still cannot be applied keeps no other from going on.
    #expect(try await worker.resume("sums").filter { $0.failure == nil }.map(\.stream) == ["clock/2"])
    #expect(try await sums(registry) == [["clock/2", "5030"], ["clock/3", "1"]])
    #expect(try await worker.resume("sums").map(\.stream) == ["clock/3"])
    await registry.pool.close()
  }

  @Test func `what keeps a new version from being shown is resumed too`() async throws {
    let registry = try await Registry.make()
    try await registry.append([tick(1, 5), tick(2, 50)])
    try await registry.applyAll(Self.sums)
    let strict = Self.sums.tables.replacing("< 1000", with: "< 10")
    let next = ProjectionDefinition(
      name: "sums",
      title: .none,
      version: 2,
      applies: ["Ticked"],
      ignores: [],
      tables: strict,
      apply: Self.sums.apply,
      retract: Self.sums.retract
    )
    try await registry.applyAll(next)
    let worker = registry.worker([next])
    #expect(
      try await worker.status().map { [$0.schema, $0.isLive ? "live" : "not live", $0.state] }
        == [["sums_v1", "live", "caught up"], ["sums_v2", "not live", "streams parked"]]
    )
    try await registry.pool.transaction { connection in
      try connection.execute("SET LOCAL ROLE registry_worker")
      try connection.execute("ALTER TABLE sums_v2.tick DROP CONSTRAINT tick_count_check")
    }
    #expect(try await worker.resume("sums").map(\.stream) == ["clock/2"])
    #expect(try await sums(registry, "sums_v2") == [["clock/1", "5"], ["clock/2", "50"]])
    let lead = try await registry.lead(next.schema)
    #expect(try await lead.publish())
    await lead.connection.close()
    await registry.pool.close()
  }

  @Test func `where the statements are at fault, the projection stands still`() async throws {
    let registry = try await Registry.make()
    let faulty = ProjectionDefinition(
      name: "faulty",
      title: .none,
      version: 1,
      applies: ["Ticked"],
      ignores: [],
      tables: "CREATE TABLE seen (node integer, position bigint);",
      apply: "INSERT INTO seen (node, position) SELECT node, position / 0 FROM batch;",
      retract: ""
    )
    let worker = registry.worker([faulty])
    try await worker.install()
    let lead = try await registry.lead(faulty.schema)
    try await registry.append((0..<150).map { tick($0, 1) })
    var outcomes: [Lead.Progress.Outcome] = []
    for _ in 0..<102 { outcomes.append(try await lead.advance(most: 1).outcome) }
    #expect(outcomes == Array(repeating: .parked, count: 100) + [.failed, .failed])
    let status = try #require(try await worker.status().first)
    #expect((status.state, status.position, status.parked) == ("failing", 100, 100))
    await #expect(throws: ProjectionError.self) { try await ReplayTests.replay(faulty, registry, .now).run() }
    await lead.connection.close()
    await registry.pool.close()
  }

  static let seeds: [UInt64] = (1...3).map { $0 * 104_729 }

  @Test(arguments: seeds)
  func `however events are cut, the same streams are parked and the tables are the same`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    var history: [Happening] = []
    for _ in 0..<120 {
      let isBad = Int.random(in: 0..<12, using: &random) == 0
      history.append(tick(.random(in: 0..<8, using: &random), isBad ? "many" : 1))
      if Int.random(in: 0..<20, using: &random) == 0, let bad = history.last(where: { $0.data["count"] == "many" }),
        !history.contains(where: { $0.data["target_event_id"] == .string(bad.id.text) })
      {
        history.append(voided(bad))
      }
    }
    let registry = try await Registry.make()
    try await registry.append(history)
    var answers: Set<[[String]]> = []
    for (index, plan) in [[], random.cuts(of: history.count, upTo: 5), random.cuts(of: history.count, upTo: 60)]
      .enumerated()
    {
      let copy = Self.sums.named("sums_\(index)")
      try await registry.applyAll(copy, sizes: plan + [2_000])
      answers.insert(
        try await sums(registry, copy.schema)
          + registry.rows(
            "(SELECT * FROM projection.parked WHERE schema = '\(copy.schema)') p",
            ["stream", "position"]
          )
      )
    }
    // By the plain rule: a stream goes up to its first bad event that still stands, and waits since the event at which
    // that was last found: the bad one itself, or an amendment that did not mend it.
    var expected: [[String]] = []
    var parked: [[String]] = []
    for stream in Set(history.map(\.stream)).sorted() {
      let sum = history.standing.filter { $0.stream == stream }.prefix { $0.data["count"] != "many" }.count
      if sum > 0 { expected.append([stream, String(sum)]) }
      var waiting: Int?
      for (index, happening) in history.enumerated() where happening.stream == stream {
        let isBad = history[...index].standing.contains { $0.stream == stream && $0.data["count"] == "many" }
        if happening.type == "EventVoided" || waiting == nil { waiting = isBad ? index + 1 : nil }
      }
      if let waiting { parked.append([stream, String(waiting)]) }
    }
    #expect(answers == [expected + parked], "seed \(seed)")
    #expect(!parked.isEmpty, "seed \(seed)")
    await registry.pool.close()
  }
}
