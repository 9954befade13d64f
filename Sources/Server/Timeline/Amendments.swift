import CanonicalJSON
import EventLog
import FoundationEssentials
import Registry

/// Which events of some streams amend which: a fact stands as its last amendment says.
struct Amendments {
  /// An amendment, and what it replaces.
  struct Step {
    let amendment: StoredEvent
    /// The fact's own event, or the correction before; nil where it is not at hand.
    let replaced: StoredEvent?
  }

  private var steps: [UUID: [Step]] = [:]
  private var byAmendment: [UUID: Step] = [:]

  /// - Parameter events: facts and amendments, in the order of the log.
  init(_ events: [StoredEvent]) {
    let all = Dictionary(events.map { ($0.id, $0) }) { first, _ in first }
    for event in events where event.isAmendment {
      guard let target = event.uuid("target_event_id") else { continue }
      let step = Step(amendment: event, replaced: all[event.uuid("replaces_event_id") ?? target])
      steps[target, default: []].append(step)
      byAmendment[event.id] = step
    }
  }

  /// What amends a fact, in order.
  func of(_ fact: UUID) -> [Step] { steps[fact] ?? [] }

  /// What an amendment replaces.
  func step(_ amendment: UUID) -> Step? { byAmendment[amendment] }

  /// The events that are needed to tell what these amendments replace, and are not among them.
  static func missing(_ events: [StoredEvent]) -> [UUID] {
    let known = Set(events.map(\.id))
    let named = events.filter(\.isAmendment).flatMap { [$0.uuid("target_event_id"), $0.uuid("replaces_event_id")] }
    return Array(Set(named.compactMap(\.self)).subtracting(known))
  }
}

extension Amendments.Step {
  /// The members whose values differ, with the old and the new value; those of the fact's time under the name `time`.
  var changes: [(member: String, old: JSON?, new: JSON?)] {
    guard amendment.event.type == "FactCorrected", let replaced else { return [] }
    let (old, new) = (replaced.statement, amendment.statement)
    let names = Set(old.members.map(\.name)).union(new.members.map(\.name)).sorted()
    let data = names.filter { old[$0] != new[$0] }.map { (member: $0, old: old[$0], new: new[$0]) }
    let isMoved = replaced.instant != amendment.instant
    return data + (isMoved ? [("time", .string(replaced.factTime), .string(amendment.factTime))] : [])
  }
}

extension StoredEvent {
  /// When the fact happened, in microseconds; what is written differently may be the same instant.
  fileprivate var instant: Int64? { Instant(factTime)?.microsecondsSince1970 }
}
