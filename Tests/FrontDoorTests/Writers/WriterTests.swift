import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Testing

@testable import Registry

/// Writers who meet in one log: whatever they do at the same time, the log is one that could have been written line by
/// line, it breaks no rule, and nobody was refused without a reason. A failure prints its seed; `QINGMING_SEED` repeats it.
@Suite struct WriterTests {
  /// Without a database: writers decide on what they knew a while ago, and the log in memory takes or refuses it.
  @Test(arguments: 0..<8)
  func writersInMemory(_ part: Int) async throws {
    let town = try Town()
    let seed = SplitMix.seed() &+ UInt64(part)
    for history in 0..<Self.histories {
      let own = seed &+ UInt64(history) &* 0x1_0000
      let run = try Interleaving(from: town.log, seed: own, steps: 60)
      let faults = try PlainLedger(run.log.lines).faults
      #expect(faults == [], "QINGMING_SEED=\(own)")
      let rehearsal = try Rehearsal(run.log.lines, of: run.accepted, after: town.log, keepsMoments: false)
      #expect(rehearsal.faults == [], "QINGMING_SEED=\(own)")
      if !faults.isEmpty || !rehearsal.faults.isEmpty { return }
    }
  }

  /// Through front doors: several tasks at each, the doors apart as those of different processes.
  @Test(arguments: [1, 3])
  func writersAtTheDoors(_ doors: Int) async throws {
    let place = try await Doorway()
    let founded = try await place.door.submit(SmallTown.lines())
    try #require(founded.compactMap(\.rule) == [])
    let seed = SplitMix.seed()
    let all = try (0..<doors).map { $0 == 0 ? place.door : try place.anotherDoor() }
    let attempts = try await withThrowingTaskGroup(of: [Attempt].self) { group in
      for writer in 0..<6 {
        group.addTask { try await Self.write(writer, seed, at: all[writer % doors], of: place.log) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    try await judge(attempts, in: place.log, seed)
  }

  /// Some write while others correct and void what is there: the claims in the log stay those of the states.
  @Test func amendersAtTheDoors() async throws {
    let place = try await Doorway()
    let founded = try await place.door.submit(SmallTown.lines())
    try #require(founded.compactMap(\.rule) == [])
    let seed = SplitMix.seed()
    let doors = [place.door, try place.anotherDoor()]
    let amended = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<4 {
        group.addTask {
          _ = try await Self.write(writer, seed, at: doors[writer % 2], of: place.log)
          return 0
        }
        group.addTask { try await Self.amend(writer, seed, at: doors[writer % 2], of: place.log) }
      }
      return try await group.reduce(0, +)
    }
    #expect(amended > 5, "QINGMING_SEED=\(seed)")
    #expect(try await place.claimsHeld() == place.claimsOfStates(), "QINGMING_SEED=\(seed)")
  }

  /// In each part; `QINGMING_HISTORIES` asks for more.
  private static var histories: Int {
    ProcessInfo.processInfo.environment["QINGMING_HISTORIES"].flatMap(Int.init) ?? 8
  }

  // MARK: At the doors

  private struct Attempt {
    let submission: Submission
    let answer: Answer
    /// How long the log was before and afterwards.
    let before, after: Int
  }

  private static func write(
    _ writer: Int,
    _ seed: UInt64,
    at door: FrontDoor,
    of log: EventLog
  ) async throws -> [Attempt] {
    var random = RandomWriter(number: writer, seed: seed)
    var attempts: [Attempt] = []
    for _ in 0..<40 {
      let lines = (0..<(random.chance(50) ? 1 : 4)).map { _ in random.line() }
      let before = Int(try await log.head().rawValue)
      let answers = try await door.submit(lines)
      let after = Int(try await log.head().rawValue)
      for (line, answer) in zip(lines, answers) {
        let submission = try Submission.read(line, hasher: Doorway.hasher)
        attempts.append(Attempt(submission: submission, answer: answer, before: before, after: after))
      }
    }
    return attempts
  }

  /// - Returns: how many were taken.
  private static func amend(
    _ writer: Int,
    _ seed: UInt64,
    at door: FrontDoor,
    of log: EventLog
  ) async throws -> Int {
    var random = RandomAmender(number: writer, seed: seed)
    var taken = 0
    for _ in 0..<30 {
      guard let line = try random.line(try await log.read(after: .start, limit: 10_000)) else { continue }
      taken += try await door.submit([line]).count(where: \.isStored)
    }
    return taken
  }

  private func judge(_ attempts: [Attempt], in log: EventLog, _ seed: UInt64) async throws {
    let all = try await log.read(after: .start, limit: 10_000)
    // What was refused stands between them.
    let stored = all.filter { $0.type != SubmissionsRefused.type }
    func storedLines(upTo position: Int) -> Int { stored.count { $0.position.rawValue <= position } }
    let lines = try stored.map { try Self.unsealed($0.bytes) }
    #expect(all.map(\.position.rawValue) == (1...Int64(all.count)).map(\.self))
    for (stream, events) in Dictionary(grouping: all, by: \.stream) {
      #expect(events.map(\.version) == (1...Int32(events.count)).map(\.self), "\(stream), QINGMING_SEED=\(seed)")
    }
    let faults = try PlainLedger(lines).faults
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n")), QINGMING_SEED=\(seed)")

    let town = try Town()
    var accepted = town.accepted
    for attempt in attempts where attempt.answer.isStored { accepted[attempt.submission.id] = attempt.submission }
    let rehearsal = try Rehearsal(lines, of: accepted, keepsMoments: true)
    #expect(rehearsal.faults == [], "QINGMING_SEED=\(seed)")
    let refused = attempts.filter { !$0.answer.isStored }
    #expect(refused.count > 50 && attempts.count - refused.count > 20, "nobody met anybody, QINGMING_SEED=\(seed)")
    for attempt in refused {
      guard case .refused(let refusal) = attempt.answer.outcome else { continue }
      let isJustified = try rehearsal.refuses(
        attempt.submission,
        by: refusal.rule,
        between: storedLines(upTo: attempt.before),
        and: storedLines(upTo: attempt.after)
      )
      #expect(isJustified, "\(attempt.submission.type) by \(refusal.rule): \(refusal.fact.en), QINGMING_SEED=\(seed)")
    }
    let kept = try all.filter { $0.type == SubmissionsRefused.type }.flatMap { event in
      try JSON.parse(event.bytes)["data"]?.list("lines").map { $0.text("event_id") } ?? []
    }
    #expect(Set(kept) == Set(refused.map(\.submission.id.text)), "QINGMING_SEED=\(seed)")
  }

  /// As it was submitted: the digest of the sealed part, which the front door puts in, depends on keys.
  private static func unsealed(_ bytes: [UInt8]) throws -> [UInt8] {
    guard case .object(var event) = try JSON.parse(bytes) else { return bytes }
    event["sealeddigest"] = nil
    return JSON.object(event).canonicalBytes
  }

  // MARK: In memory

  /// The small town's log, written once.
  private struct Town {
    var log = MemoryLog()
    var accepted: [EventID: Submission] = [:]

    init() throws {
      var known = Snapshot()
      for line in SmallTown.lines() {
        let submission = try Submission.read(line, hasher: Doorway.hasher)
        let decision = try log.decide(submission, knowing: &known).get()
        guard case .appended = log.append(decision, of: submission) else {
          Issue.record("\(submission.type) of the town was not taken")
          return
        }
        known.accept(decision)
        accepted[submission.id] = submission
      }
    }
  }
}
