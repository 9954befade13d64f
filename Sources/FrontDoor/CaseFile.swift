public import CanonicalJSON
public import EventLog
import Postgres
public import Registry

/// Everything that the log holds of one decedent: the case, the services, and each portion of the ashes.
public struct CaseFile: Sendable {
  public let id: Code
  /// In the order of the log.
  public let events: [RecordedEvent]
  public let state: DecedentCaseState
  /// When it was read; a hold may be open then and over later.
  public let status: DecedentCaseState.Status
  public let placements: [EcoPlacement]
  /// Its ashes, by their ids.
  public let custodies: [Custody]

  /// A portion of its ashes.
  public struct Custody: Sendable {
    public let id: Code
    public let state: AshCustodyState
  }

  /// The organisations that have entered something.
  public let sources: Set<String>

  /// Of the case's own stream; what is submitted for the case may say that it is for this one (rule L1).
  public var version: Int32? { events.last { $0.stream == StreamID(StreamName(.decedentCase, id.text)) }?.version }

  /// How far the case had come, by those of its own events that were known and had happened by the end of `day`, if there is
  /// one; nil where there were none. A hold may be open at `instant`.
  public func status(
    by day: LocalDate?,
    at instant: Instant,
    knowing isKnown: (RecordedEvent) -> Bool
  ) -> DecedentCaseState.Status? {
    let stream = StreamName(.decedentCase, id.text)
    let known = events.filter { $0.stream == StreamID(stream) && isKnown($0) }
    var snapshot = Snapshot()
    guard !known.isEmpty, (try? snapshot.load(stream, events: known.map(\.bytes), by: day)) != nil else { return nil }
    return snapshot.decedentCase(id)?.status(at: instant)
  }

  /// `{"id", "status", "events": [{"position", "recordedAt", "version", "event"}], "placements": […]}`, where `event` is the
  /// stored object.
  public func json() throws(JSONError) -> JSON {
    var list: [JSON] = []
    for event in events {
      list.append([
        "position": .integer(event.position.rawValue), "recordedAt": .string(event.recordedAt.description),
        "version": .integer(Int64(event.version)),
        "event": try JSON.parse(event.bytes, maximumBytes: event.bytes.count),
      ])
    }
    return [
      "id": .string(id.text), "status": .string(status.rawValue), "events": .array(list),
      "placements": .array(placements.map(\.json)),
    ]
  }
}

extension EventLog {
  /// Reads the file of a case; nil when there is no such case.
  public func caseFile(_ id: Code) async throws(FrontDoorError) -> CaseFile? {
    do {
      let own = StreamID(StreamName(.decedentCase, id.text))
      let opened = try await read(stream: own)
      guard !opened.isEmpty else { return nil }
      var snapshot = Snapshot()
      try snapshot.load(StreamName(.decedentCase, id.text), events: opened.map(\.bytes))
      guard let state = snapshot.decedentCase(id) else { return nil }

      let portions = (1...PortionCount.range.upperBound).map {
        LogClaim(kind: Registry.Claim.Kind.portion.rawValue, key: "\(id.text)/\($0)")
      }
      let others = try await holders(of: portions).values + [StreamID(StreamName(.serviceWaiver, id.text))]
      let related = try await read(streams: Array(others))
      var custodies: [CaseFile.Custody] = []
      for (stream, events) in related.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        guard let name = StreamName(parsing: stream.rawValue), name.kind == .ashCustody else { continue }
        try snapshot.load(name, events: events.map(\.bytes))
        guard let id = Code(name.key), let custody = snapshot.ashCustody(id) else { continue }
        custodies.append(CaseFile.Custody(id: id, state: custody))
      }
      let events = (opened + related.values.flatMap { $0 }).sorted { $0.position < $1.position }
      return CaseFile(
        id: id,
        events: events,
        state: state,
        status: state.status(at: .now()),
        placements: try await ecoPlacements(custodies.map(\.state)),
        custodies: custodies,
        sources: Set(
          try events.compactMap { try JSON.parse($0.bytes, maximumBytes: $0.bytes.count)["source"]?.stringValue }
        )
      )
    } catch let error as EventLogError {
      throw FrontDoorError(error)
    } catch {
      throw FrontDoorError(.unreadable, "the case cannot be read: \(error)")
    }
  }
}
