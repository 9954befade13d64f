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
  var changes: [FactStatement.Change] {
    guard amendment.event.type == "FactCorrected", let replaced else { return [] }
    return replaced.statement.changes(to: amendment.statement)
  }
}

/// What is said of a fact, and when it happened.
struct FactStatement {
  /// The old and the new value of a member; those of the fact's time have the name `time`.
  typealias Change = (member: String, old: JSON?, new: JSON?)

  var data: JSONObject
  /// As it was written.
  var time: String

  /// What is written differently may be the same instant.
  private var instant: Int64? { Instant(time)?.microsecondsSince1970 }

  func changes(to new: FactStatement) -> [Change] {
    let names = Set(data.members.map(\.name)).union(new.data.members.map(\.name)).sorted()
    let changes = names.filter { data[$0] != new.data[$0] }.map { (member: $0, old: data[$0], new: new.data[$0]) }
    return changes + (instant != new.instant ? [("time", .string(time), .string(new.time))] : [])
  }
}

extension FieldTeller {
  /// What is different, in words. A keyed hash tells nobody anything but that it is another.
  func tell(_ changes: [FactStatement.Change], of type: String) -> [TimelineEntry.Note.Change] {
    changes.map { change in
      let isTime = change.member == "time"
      let time = Bilingual(zh: "发生时间", en: "When it happened")
      func words(_ value: JSON?) -> String {
        guard let value else { return "—" }
        let isHash = change.member.hasSuffix("_hash")
        guard isHash, let hash = value.stringValue else { return self.words(value, change.member, type) }
        let sealed = Bilingual(zh: "已加密 \(hash.prefix(8))…", en: "sealed \(hash.prefix(8))…")
        return address.language.choose(sealed)
      }
      return TimelineEntry.Note.Change(
        name: isTime ? address.language.choose(time) : name(of: change.member, in: type),
        old: words(change.old),
        new: words(change.new)
      )
    }
  }
}
