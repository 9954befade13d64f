import Registry
import Testing

/// What the log does with a decision, done plainly: versions, guards and claims.
struct MemoryLog {
  enum Outcome {
    case appended
    case repeated
    case refused(Refusal)
    case conflict
  }

  private(set) var streams: [StreamName: [[UInt8]]] = [:]
  /// Where each of them is in the log.
  private var positions: [StreamName: [Int64]] = [:]
  private(set) var holders: [Claim: StreamName] = [:]
  private(set) var lines: [[UInt8]] = []
  private var ids: [EventID: [UInt8]] = [:]
  private var places: [EventID: StreamName] = [:]

  mutating func append(_ decision: Decision, of submission: Submission) -> Outcome {
    if let known = ids[submission.id] { return known == submission.bytes ? .repeated : .refused(.reused) }
    for (stream, version) in decision.guards where streams[stream]?.count ?? 0 != version { return .conflict }
    var counts: [StreamName: Int] = [:]
    for event in decision.events {
      counts[event.stream] = (counts[event.stream] ?? streams[event.stream]?.count ?? 0) + 1
      if counts[event.stream] != event.version { return .conflict }
    }
    for claim in decision.takes where !decision.releases.contains(claim) {
      if let holder = holders[claim] {
        return .refused(Registrar.refusal(claimTaken: claim, heldBy: holder, for: submission.subject))
      }
    }
    for claim in decision.releases { holders[claim] = nil }
    for claim in decision.takes { holders[claim] = submission.subject }
    for event in decision.events {
      streams[event.stream, default: []].append(event.bytes)
      lines.append(event.bytes)
      positions[event.stream, default: []].append(Int64(lines.count))
      ids[event.id] = event.bytes
      places[event.id] = event.stream
    }
    return .appended
  }

  func load(_ names: some Sequence<StreamName>, into snapshot: inout Snapshot) throws {
    for name in names where snapshot.version(of: name) == nil {
      try snapshot.load(name, events: streams[name] ?? [])
    }
  }

  /// The event behind another one, with a leaf of its bytes.
  private func follower(of event: EventID) -> Follower? {
    guard let bytes = ids[event], let index = lines.firstIndex(of: bytes), index + 1 < lines.count,
      let next = ids.first(where: { $0.value == lines[index + 1] })?.key
    else { return nil }
    return Follower(id: next, leaf: Digest(of: [0] + lines[index + 1]))
  }

  /// After everything that is submitted.
  private static let clock = Instant("2026-11-22T00:00:00+08:00")

  /// On what the snapshot knows, and on this log where it knows nothing.
  func decide(_ submission: Submission, knowing snapshot: inout Snapshot) throws -> Result<Decision, Refusal> {
    let clock = try #require(Self.clock)
    defer { snapshot.forgetUnfollowed() }
    while true {
      do throws(Undecided) {
        return .success(try Registrar.decide(submission, knowing: snapshot, clock: clock))
      } catch {
        switch error {
        case .refused(let refusal): return .failure(refusal)
        case .comesLate: return try reconsider(submission, clock)
        case .needs(let missing): try load(missing, into: &snapshot)
        case .needsFollower(let event): snapshot.learn(follower(of: event), of: event)
        case .needsHolders, .needsEvents: throw error
        }
      }
    }
  }

  private func reconsider(_ submission: Submission, _ clock: Instant) throws -> Result<Decision, Refusal> {
    var records = Records()
    while true {
      do throws(Undecided) {
        return .success(try Registrar.reconsider(submission, knowing: records, clock: clock))
      } catch {
        switch error {
        case .refused(let refusal): return .failure(refusal)
        case .needs(let missing):
          for stream in missing {
            try records.load(stream, events: zip(positions[stream] ?? [], streams[stream] ?? []).map { ($0, $1) })
          }
        case .needsHolders(let claims): records.learn(holders.filter { claims.contains($0.key) }, of: claims)
        case .needsEvents(let events): records.learn(places.filter { events.contains($0.key) }, of: events)
        case .needsFollower(let event): records.learn(follower(of: event), of: event)
        case .comesLate: throw error
        }
      }
    }
  }
}

extension Refusal {
  /// Rule L2; its text is the front door's.
  fileprivate static let reused = Refusal(
    rule: RuleID(rawValue: "L2"),
    fact: Bilingual(zh: "", en: ""),
    remedy: Bilingual(zh: "", en: "")
  )
}
