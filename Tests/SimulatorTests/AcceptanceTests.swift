import CanonicalJSON
import Registry
import Simulator
import Testing

/// The rules must find nothing wrong with an honest city.
@Suite struct AcceptanceTests {
  @Test(arguments: [UInt64(371_000), 1])
  func everyLineIsAccepted(seed: UInt64) throws {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let clock = try #require(Instant("2026-11-01T00:00:00+08:00"))
    var registry = PlainRegistry()
    var lines = 0
    for line in try SimulatedCity.make(cases: 300, seed: seed) {
      do {
        try registry.accept(try Submission.read(line, hasher: hasher), clock: clock)
      } catch let refusal as Refusal {
        Issue.record(
          "seed \(seed), line \(lines + 1): \(refusal.rule) \(refusal.fact.en) in \(String(decoding: line, as: UTF8.self))"
        )
        return
      }
      lines += 1
    }
    #expect(lines > 4_000)
    // The registry's own events: runs of cremators, forms used, sales stopped and released by the inspection,
    // reservations taken up.
    #expect(registry.derived >= 550)
  }
}

/// A registry of one thread without a database: states, and who holds which claim.
struct PlainRegistry {
  private var snapshot = Snapshot()
  private var holders: [Claim: StreamName] = [:]
  private(set) var derived = 0

  mutating func accept(_ submission: Submission, clock: Instant) throws {
    let decision = try decide(submission, clock)
    for claim in decision.releases {
      #expect(holders.removeValue(forKey: claim) != nil, "\(claim) was released, but not held")
    }
    for claim in decision.takes {
      if let holder = holders[claim] {
        throw Registrar.refusal(claimTaken: claim, heldBy: holder, for: submission.subject)
      }
      holders[claim] = submission.subject
    }
    derived += decision.events.count - 1
    snapshot.accept(decision)
  }

  private mutating func decide(_ submission: Submission, _ clock: Instant) throws -> Decision {
    while true {
      do throws(Undecided) {
        return try Registrar.decide(submission, knowing: snapshot, clock: clock)
      } catch {
        switch error {
        // What has not been accepted here before does not exist.
        case .needs(let streams): for stream in streams { try snapshot.load(stream, events: []) }
        case .refused(let refusal): throw refusal
        case .needsHolders: throw error
        }
      }
    }
  }
}
