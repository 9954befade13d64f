import EventLog
import Foundation
import Postgres
import PrivateCluster
import TestSupport
import Testing

/// Sixteen writers who conflict, repeat themselves and send rubbish, while sessions are ended under them; judged by
/// ``HistoryChecker``.
@Suite struct RandomizedRunTests {
  @Test func backendsKilledInMidBatch() async throws {
    let fixture = try await LogFixture.make()
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    let killer = try await fixture.open()
    let (attempts, kills) = try await run(fixture, seed: seed, rounds: 40, every: 20) {
      // On a busy machine there may be nobody in mid-batch at that very moment.
      for _ in 0..<200 {
        let ended = try await killer.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'registry_app' AND state = 'active'
          """
        )
        if ended > 0 { return ended }
      }
      return 0
    }
    await killer.close()
    #expect(kills > 0, "seed \(seed): no session was ended in mid-batch")
    try await judge(fixture, attempts, seed: seed)
  }

  /// The whole server is killed, twice, with its disk as safe as in production.
  @Test func serverKilledInMidBatch() async throws {
    let cluster = try await TestCluster.separate()
    let fixture = try await LogFixture.make(in: cluster)
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    let (attempts, kills) = try await run(fixture, seed: seed, rounds: 30, every: 100) {
      guard let pid = cluster.postmasterPID() else { return 0 }
      kill(pid, SIGKILL)
      try await eventually { kill(pid, 0) != 0 }
      // Its orphans take a moment to notice, and the next server waits for them to be gone.
      try await eventually { (try? await cluster.start()) != nil }
      try await eventually { (try? await fixture.open().close()) != nil }
      return 1
    }
    #expect(kills > 0, "seed \(seed): the writers were done before the first kill")
    try await judge(fixture, attempts, seed: seed)
    try await cluster.stop()
  }

  private func judge(_ fixture: LogFixture, _ attempts: [HistoryChecker.Attempt], seed: UInt64) async throws {
    let stored = try await fixture.stored()
    let delivered = try await fixture.follower(count: stored.count).value
    let checker = HistoryChecker(
      attempts: attempts,
      stored: stored,
      delivered: delivered.map {
        HistoryChecker.Entry(
          position: $0.position.rawValue,
          stream: $0.stream.rawValue,
          version: $0.version,
          id: $0.id,
          recordedAt: $0.recordedAt,
          bytes: $0.bytes
        )
      }
    )
    #expect(checker.violations() == [], "seed \(seed)")
    let refused = attempts.filter { if case .refused = $0.answer { true } else { false } }
    #expect(!refused.isEmpty, "seed \(seed): nothing conflicted")
    #expect(stored.count > attempts.count / 4, "seed \(seed): hardly anything was stored")
  }

  /// Runs the writers, and beside them `disturb` each time that the log has so many events more. Returns what the writers
  /// tried, and the sum of what `disturb` says it ended.
  private func run(
    _ fixture: LogFixture,
    seed: UInt64,
    rounds: Int,
    every gap: Int,
    disturb: @escaping @Sendable () async throws -> Int
  ) async throws -> (attempts: [HistoryChecker.Attempt], ended: Int) {
    let logs = [fixture.log, fixture.otherLog()]
    let events = fixture.log.follow(after: .start, listeningOn: fixture.application)
    let disturber = Task {
      var (seen, ended) = (0, 0)
      for try await _ in events {
        seen += 1
        // Not cancelled half-way, when the writers are done: what it took down it must bring up again.
        if seen.isMultiple(of: gap) { ended += try await Task { try await disturb() }.value }
      }
      return ended
    }
    let attempts = await withTaskGroup(of: [HistoryChecker.Attempt].self) { group in
      for index in 0..<16 {
        group.addTask {
          var writer = RandomWriter(index: index, log: logs[index % 2], seed: seed)
          for _ in 0..<rounds { await writer.act() }
          return writer.attempts
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    disturber.cancel()
    return (attempts, try await disturber.value)
  }
}

/// One writer: what it does next is drawn from its seed.
private struct RandomWriter {
  let index: Int
  let log: EventLog
  var generator: SeededGenerator
  var versions: [String: Int32] = [:]
  var attempts: [HistoryChecker.Attempt] = []
  var count = 0

  init(index: Int, log: EventLog, seed: UInt64) {
    self.index = index
    self.log = log
    generator = SeededGenerator(seed: seed &+ UInt64(index) &* 1_000_003)
  }

  mutating func act() async {
    count += 1
    let own = "own\(index)"
    let shared = "shared\(Int.random(in: 0..<4, using: &generator))"
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: await attempt(AppendUnit(events: [next(own), next(shared)]))
    case 1: await attempt(raw("not JSON \(index) \(count)"))
    case 2: await attempt(raw([0xff, UInt8(index)]))
    case 3:
      // An old submission again.
      if let old = attempts.randomElement(using: &generator) { await attempt(AppendUnit(events: old.events)) }
    case 4:
      // An old id with new content.
      if let id = attempts.randomElement(using: &generator)?.events.first?.id {
        await attempt(unit(own, (versions[own] ?? 0) + 1, id: id, note: "\(index) \(count)"))
      }
    case 5:
      let claim = Claim(kind: "place", key: "\(Int.random(in: 0..<8, using: &generator))")
      await attempt(AppendUnit(events: [next(own)], takes: [claim]))
    case 6, 7: await attempt(AppendUnit(events: [next(shared)]))
    default: await attempt(AppendUnit(events: [next(own), next(own, ahead: 2)]))
    }
  }

  private func next(_ stream: String, ahead: Int32 = 1) -> ProposedEvent {
    event(stream, (versions[stream] ?? 0) + ahead, note: "\(index) \(count)")
  }

  private mutating func attempt(_ unit: AppendUnit) async {
    let answer: HistoryChecker.Answer
    do {
      let outcome = try await log.append(unit)
      if let receipts = outcome.receipts {
        for receipt in receipts {
          versions[receipt.stream.rawValue] = max(versions[receipt.stream.rawValue] ?? 0, receipt.version)
        }
        answer = .acknowledged(receipts)
      } else {
        if case .conflict(let stream, _, let actual) = outcome { versions[stream.rawValue] = actual }
        answer = .refused
      }
    } catch {
      answer = .unknown
    }
    attempts.append(HistoryChecker.Attempt(events: unit.events, answer: answer))
  }
}
