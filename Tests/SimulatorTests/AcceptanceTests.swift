import CanonicalJSON
import Registry
import Simulator
import Testing

/// The rules must find nothing wrong with an honest city.
@Suite struct AcceptanceTests {
  @Test(arguments: [UInt64(371_000), 1])
  func everyLineOfAYearIsAccepted(seed: UInt64) throws {
    let accepted = try everyLineIsAccepted(try SimulatedCity.make(cases: 300, seed: seed), "seed \(seed)")
    #expect(accepted.lines > 4_000)
    // The registry's own events: runs of cremators, forms used, sales stopped and released by the inspection,
    // reservations taken up.
    #expect(accepted.derived >= 550)
  }

  @Test(arguments: City.all.map(\.id))
  func everyCityIsAccepted(city: String) throws {
    let city = try #require(City.all.first { $0.id == city })
    _ = try everyLineIsAccepted(try SimulatedCity.make(city, cases: 100), city.id)
  }

  /// The rules accept what is planted for auditors: that is what makes it fraud.
  @Test func fraudsAreAccepted() throws {
    let simulation = try SimulatedCity.make(cases: 300, frauds: Set(Fraud.allCases))
    _ = try everyLineIsAccepted(simulation, "frauds")
  }

  /// Years of older policies, over the days on which a city's divisions changed.
  @Test(arguments: [("jinan", "2018-10-01"), ("yantai", "2019-10-01"), ("weihai", "2013-09-01")])
  func changingCitiesAreAccepted(city: String, from: String) throws {
    let city = try #require(City.all.first { $0.id == city })
    let simulation = try SimulatedCity.make(city, cases: 60, years: 2, from: Day(from))
    _ = try everyLineIsAccepted(simulation, "\(city.id) \(from)")
  }

  private func everyLineIsAccepted(
    _ simulation: Simulation,
    _ name: String
  ) throws -> (lines: Int, derived: Int) {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let clock = try #require(Instant("2026-11-01T00:00:00+08:00"))
    var registry = PlainRegistry()
    var lines = 0
    for line in simulation {
      do {
        try registry.accept(try Submission.read(line, hasher: hasher), clock: clock)
      } catch let refusal as Refusal {
        Issue.record(
          "\(name), line \(lines + 1): \(refusal.rule) \(refusal.fact.en) in \(String(decoding: line, as: UTF8.self))"
        )
        return (lines, registry.derived)
      }
      lines += 1
    }
    return (lines, registry.derived)
  }
}

/// A registry of one thread without a database: states, and who holds which claim.
struct PlainRegistry {
  private var snapshot = Snapshot()
  private var holders: [Claim: StreamName] = [:]
  private var stored: [StreamName: [(position: Int64, bytes: [UInt8])]] = [:]
  private var places: [EventID: StreamName] = [:]
  private var head: Int64 = 0
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
    for event in decision.events {
      head += 1
      stored[event.stream, default: []].append((head, event.bytes))
      places[event.id] = event.stream
    }
    snapshot.accept(decision)
  }

  private mutating func decide(_ submission: Submission, _ clock: Instant) throws -> Decision {
    if submission.isAmendment { return try reconsider(submission, clock) }
    while true {
      do throws(Undecided) {
        return try Registrar.decide(submission, knowing: snapshot, clock: clock)
      } catch {
        switch error {
        case .needs(let streams):
          for stream in streams { try snapshot.load(stream, events: stored[stream]?.map(\.bytes) ?? []) }
        case .comesLate: return try reconsider(submission, clock)
        case .refused(let refusal): throw refusal
        case .needsHolders, .needsEvents, .needsFollower: throw error
        }
      }
    }
  }

  private func reconsider(_ submission: Submission, _ clock: Instant) throws -> Decision {
    var records = Records()
    while true {
      do throws(Undecided) {
        return try Registrar.reconsider(submission, knowing: records, clock: clock)
      } catch {
        switch error {
        case .needs(let streams): for stream in streams { try records.load(stream, events: stored[stream] ?? []) }
        case .needsHolders(let claims): records.learn(holders.filter { claims.contains($0.key) }, of: claims)
        case .needsEvents(let events): records.learn(places.filter { events.contains($0.key) }, of: events)
        case .refused(let refusal): throw refusal
        case .comesLate, .needsFollower: throw error
        }
      }
    }
  }
}
