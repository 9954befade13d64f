import EventLog
import FoundationEssentials
import ProjectionEngine

/// Reads the events of streams, with their seals. ``EventLog`` does.
protocol TimelineReading: Sendable {
  func timeline(
    of streams: StreamsNamed,
    types: [String]?,
    after position: Position,
    limit: Int
  ) async throws(EventLogError) -> [RecordedEvent]
  func events(_ ids: [UUID]) async throws(EventLogError) -> [RecordedEvent]
  func seals(of ids: [UUID]) async throws(EventLogError) -> [UUID: Seal]
}

extension EventLog: TimelineReading {}

extension TimelineReading {
  /// Every event of some types on some streams that are the reader's to see, however many there are.
  func all(
    of streams: StreamsNamed,
    types: [String],
    after position: Position = .start,
    atATime limit: Int = 1_000
  ) async throws(EventLogError) -> [RecordedEvent] {
    var all: [RecordedEvent] = []
    var last = position
    while true {
      let next = try await timeline(of: streams, types: types, after: last, limit: limit)
      all += next
      guard next.count == limit, let end = next.last?.position else { return all }
      last = end
    }
  }

  /// All amendments of some streams, and the events that they replace.
  func amendments(of streams: StreamsNamed, beside shown: [StoredEvent]) async throws(EventLogError) -> Amendments {
    let found = try await all(of: streams, types: ["EventVoided", "FactCorrected"])
    let amending = found.map(StoredEvent.init)
    let replaced = try await events(Amendments.missing(amending)).map(StoredEvent.init)
    let all = Dictionary((shown + amending + replaced).map { ($0.id, $0) }) { first, _ in first }
    return Amendments(all.values.sorted { $0.event.position < $1.event.position })
  }

  /// What tells these events.
  func teller(
    of shown: [StoredEvent],
    in streams: StreamsNamed,
    _ fields: FieldTeller,
    at moment: Moment? = nil,
    isTimed: Bool = false
  ) async throws(EventLogError) -> TimelineTeller {
    TimelineTeller(
      teller: fields,
      amendments: try await amendments(of: streams, beside: shown),
      seals: try await seals(of: shown.map(\.id)),
      moment: moment,
      isTimed: isTimed
    )
  }
}
