import CanonicalJSON
public import EventLog
import Postgres
public import Registry

/// The streams of a facility, and those that what is derived of them rests on.
public struct FacilityScope: Sendable {
  public let facility: Code
  /// Its own, and those of the plots, rights, ashes and claims in it: each of their events is about it.
  public let own: Set<StreamID>
  /// Policies, reference data, other facilities, and cases whose ashes came to it.
  public let others: Set<StreamID>

  public var all: [StreamID] { own.union(others).sorted() }

  /// Whether an event is about the facility.
  public func has(_ event: RecordedEvent) -> Bool {
    if own.contains(event.stream) { return true }
    let text = String(decoding: event.bytes, as: UTF8.self)
    return Self.texts(facility).contains { text.contains($0) }
  }

  /// The code alone would be found in longer ones.
  fileprivate static func texts(_ facility: Code) -> [String] { ["\(facility)\"", "\(facility)/"] }
}

extension EventLog {
  /// The streams that have to be replayed for what an event changes to come out as in a replay of all of the log: those of the
  /// records that it names, what else speaks of these, and what decisions rest on. Nil where that is all of the log: thousands of
  /// records may rest on a policy, a facility or reference data.
  /// - Parameters:
  ///   - event: the event.
  ///   - progress: told how much of the log was searched.
  /// - Returns: their names, in order.
  /// - Throws: ``EventLogError`` where the log cannot be read.
  public func streams(
    touchedBy event: RecordedEvent,
    progress: @Sendable (Position) -> Void = { _ in }
  ) async throws(EventLogError) -> [StreamID]? {
    if WideStream(event.stream.rawValue) != nil { return nil }
    var (records, read) = (NamedRecords(), Set<StreamID>())
    records.take(event)
    // Ashes name their case, claims their ashes, rights their plot.
    for _ in 1...3 {
      let next = records.streams.subtracting(read)
      if next.isEmpty { break }
      for events in try await self.read(streams: Array(next)).values {
        for known in events where known.position <= event.position { records.take(known) }
      }
      read.formUnion(next)
    }
    let named = try await streams(naming: records.texts, upTo: event.position, progress: progress)
    let shared = try await streams(beginning: Self.shared, upTo: event.position)
    return named.union(records.streams).union(records.sectionStreams).union(shared).union([event.stream]).sorted()
  }

  private static let shared = ["policy/", "reference/", "facility/"]

  /// The streams of a facility by a position.
  /// - Parameters:
  ///   - facility: its code.
  ///   - end: what came later is not searched.
  ///   - progress: told how much of the log was searched.
  /// - Returns: its streams, and those that they rest on.
  /// - Throws: ``EventLogError`` where the log cannot be read.
  public func scope(
    of facility: Code,
    upTo end: Position,
    progress: @Sendable (Position) -> Void = { _ in }
  ) async throws(EventLogError) -> FacilityScope {
    let named = try await streams(naming: FacilityScope.texts(facility), upTo: end, progress: progress)
    var own = named.filter { Self.isOwn($0, of: facility) }
    var records = NamedRecords()
    for events in try await read(streams: own.filter { $0.rawValue.hasPrefix("ashes/") }).values {
      for event in events where event.position <= end { records.take(event) }
    }
    let cases = records.streams.filter { $0.rawValue.hasPrefix("case/") }
    own.formUnion(try await claims(for: cases.map { String($0.rawValue.dropFirst("case/".count)) }, upTo: end))
    let waivers = cases.map { StreamID(rawValue: "waiver/" + $0.rawValue.dropFirst("case/".count)) }
    let shared = try await streams(beginning: Self.shared, upTo: end)
    return FacilityScope(
      facility: facility,
      own: own,
      others: named.union(cases).union(waivers).union(shared).subtracting(own)
    )
  }

  private static func isOwn(_ stream: StreamID, of facility: Code) -> Bool {
    guard let name = StreamName(parsing: stream.rawValue) else { return false }
    return switch name.kind {
    case .ashCustody, .useRight, .subsidyClaim, .enforcementCase: true
    default: name.key == facility.text || name.key.hasPrefix(facility.text + "/")
    }
  }

  /// The claims that were submitted for some cases.
  private func claims(for cases: [String], upTo end: Position) async throws(EventLogError) -> Set<StreamID> {
    let cases = Set(cases)
    var (claims, after) = (Set<StreamID>(), Position.start)
    while true {
      let page = try await timeline(
        of: StreamsNamed([], beginning: ["claim/"]),
        types: ["ClaimSubmitted"],
        after: after,
        limit: 10_000
      )
      guard let last = page.last, last.position <= end || page.contains(where: { $0.position <= end }) else {
        return claims
      }
      for event in page where event.position <= end {
        let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count)
        if let of = json?["data"]?["decedent_case_id"]?.stringValue, cases.contains(of) { claims.insert(event.stream) }
      }
      after = last.position
    }
  }
}
