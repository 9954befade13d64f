import EventLog
import Registry

// Where the words of the domain become those of the log, and back.

extension AppendUnit {
  init(_ decision: Decision) {
    self.init(
      events: decision.events.map { event in
        ProposedEvent(
          id: event.id.uuid, stream: StreamID(event.stream), version: Int32(event.version), bytes: event.bytes)
      },
      guards: Dictionary(
        uniqueKeysWithValues: decision.guards.map { (StreamID($0.key), Int32($0.value)) }),
      takes: decision.takes.map { EventLog.Claim(kind: $0.kind.rawValue, key: $0.key) },
      releases: decision.releases.map { EventLog.Claim(kind: $0.kind.rawValue, key: $0.key) })
  }
}

extension StreamID {
  init(_ name: StreamName) { self.init(rawValue: name.description) }
}
