import EventLog
import Foundation
import Postgres

/// Judges what many writers were told against what the log holds and what a follower was given. Plain on purpose: it
/// shares no code with the log.
struct HistoryChecker {
  struct Entry: Equatable {
    var position: Int64
    var stream: String
    var version: Int32
    var id: UUID
    var recordedAt: PostgresTimestamp
    var bytes: [UInt8]
  }

  enum Answer {
    case acknowledged([Receipt])
    case refused
    /// The call failed: the unit may be in the log or not.
    case unknown
  }

  struct Attempt {
    var events: [ProposedEvent]
    var answer: Answer
  }

  enum Violation: Hashable {
    case gap, backwards, twice, version, lost, altered, torn, refusedButStored, uninvited, delivery
  }

  var attempts: [Attempt]
  var stored: [Entry]
  var delivered: [Entry]

  func violations() -> Set<Violation> {
    var found: Set<Violation> = []

    var versions: [String: Int32] = [:]
    var time = PostgresTimestamp.negativeInfinity
    var byID: [UUID: Entry] = [:]
    for (index, entry) in stored.enumerated() {
      if entry.position != Int64(index + 1) { found.insert(.gap) }
      if entry.recordedAt < time { found.insert(.backwards) }
      time = entry.recordedAt
      if byID.updateValue(entry, forKey: entry.id) != nil { found.insert(.twice) }
      if entry.version != (versions[entry.stream] ?? 0) + 1 { found.insert(.version) }
      versions[entry.stream] = entry.version
    }

    var invited: Set<UUID> = []
    var acknowledged: Set<UUID> = []
    for attempt in attempts {
      switch attempt.answer {
      case .refused: continue
      case .unknown: break
      case .acknowledged(let receipts):
        for receipt in receipts { acknowledged.insert(receipt.eventID) }
        if receipts.count != attempt.events.count { found.insert(.torn) }
        for (event, receipt) in zip(attempt.events, receipts) {
          guard let entry = byID[event.id] else {
            found.insert(.lost)
            continue
          }
          if entry.bytes != event.bytes || entry.stream != event.stream.rawValue || receipt.eventID != event.id
            || receipt.position.rawValue != entry.position || receipt.version != entry.version
            || receipt.recordedAt != entry.recordedAt
          {
            found.insert(.altered)
          }
        }
      }
      for event in attempt.events { invited.insert(event.id) }
      // All of a unit or none of it, side by side.
      let positions = attempt.events.compactMap { byID[$0.id]?.position }
      if !positions.isEmpty {
        if positions.count != attempt.events.count { found.insert(.torn) }
        for (left, right) in zip(positions, positions.dropFirst()) where right != left + 1 { found.insert(.torn) }
      }
    }
    for attempt in attempts {
      guard case .refused = attempt.answer else { continue }
      // The id may be another unit's, whose bytes these are not.
      for event in attempt.events where byID[event.id]?.bytes == event.bytes && !acknowledged.contains(event.id) {
        found.insert(.refusedButStored)
      }
    }
    if stored.contains(where: { !invited.contains($0.id) }) { found.insert(.uninvited) }
    if delivered != stored { found.insert(.delivery) }
    return found
  }
}
