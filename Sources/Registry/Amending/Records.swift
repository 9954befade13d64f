/// What an amendment is decided on: streams with all that was ever recorded in them, and what else was asked of the log. Of
/// what is stored, never of what is only on its way.
public struct Records: Sendable {
  private var histories: [StreamName: StreamHistory] = [:]
  private var holders = Answers<Claim>()
  private var places = Answers<EventID>()
  private(set) var followers = Followers()

  public init() {}

  /// Learns a stream from all of its stored events in order, with their positions in the log.
  public mutating func load(
    _ stream: StreamName,
    events: [(position: Int64, bytes: [UInt8])]
  ) throws(UnreadableEvent) {
    var recorded: [(position: Int64, event: RecordedEvent)] = []
    for (position, bytes) in events {
      let event = try RecordedEvent(stored: bytes, in: stream, version: recorded.count + 1)
      recorded.append((position, event))
    }
    histories[stream] = StreamHistory(recorded: recorded)
  }

  /// Learns who holds the claims asked for; one that nobody holds is not among the holders.
  public mutating func learn(_ holders: [Claim: StreamName], of asked: Set<Claim>) {
    self.holders.learn(holders, of: asked)
  }

  /// Learns in which streams the events asked for are; one that is not stored is not among them.
  public mutating func learn(_ streams: [EventID: StreamName], of asked: Set<EventID>) {
    places.learn(streams, of: asked)
  }

  /// Learns which event follows another one in the log, if any does yet.
  public mutating func learn(_ follower: Follower?, of event: EventID) { followers.learn(follower, of: event) }

  /// The version of each stream that is known: what a decision on them stands on.
  var versions: [StreamName: Int] { histories.mapValues(\.version) }

  func isKnown(_ stream: StreamName) -> Bool { histories[stream] != nil }

  func history(of stream: StreamName) throws(Undecided) -> StreamHistory {
    guard let history = histories[stream] else { throw .needs([stream]) }
    return history
  }

  /// Throws `needs` with all of the streams that are not known, so that they can be loaded in one go.
  func require(_ streams: some Collection<StreamName>) throws(Undecided) {
    let missing = streams.filter { !isKnown($0) }
    guard missing.isEmpty else { throw .needs(Set(missing)) }
  }

  /// Those of the claims that somebody holds.
  func holders(of claims: Set<Claim>) throws(Undecided) -> [Claim: StreamName] {
    let unknown = holders.unknown(among: claims)
    guard unknown.isEmpty else { throw .needsHolders(unknown) }
    return holders.found.filter { claims.contains($0.key) }
  }

  /// The streams that those of the events are in that are stored.
  func streams(of events: Set<EventID>) throws(Undecided) -> Set<StreamName> {
    let unknown = places.unknown(among: events)
    guard unknown.isEmpty else { throw .needsEvents(unknown) }
    return Set(places.found.filter { events.contains($0.key) }.values)
  }
}

extension Records {
  /// The same, with what has been decided behind it.
  func appending(_ events: [DecidedEvent]) -> Records {
    var records = self
    for decided in events { records.histories[decided.stream]?.append(decided.event, at: Replay.now - 1) }
    return records
  }

  /// The same, but for a fact with all that stands behind it in its stream, and for some events wherever they are.
  func before(_ fact: StreamHistory.Standing, in stream: StreamName, without events: Set<EventID>) -> Records {
    var records = self
    records.histories[stream]?.remove { $0.position >= fact.position }
    for other in histories.keys { records.histories[other]?.remove { events.contains($0.event.id) } }
    return records
  }
}

extension Records {
  /// The same, as if some facts of a stream had been known from a position of the log on.
  func hastening(_ stream: StreamName, to position: Int64, where isKnown: (RecordedEvent) -> Bool) -> Records {
    var records = self
    records.histories[stream]?.hasten(to: position, where: isKnown)
    return records
  }

  /// The same, but for what was recorded in a stream from a position of the log on.
  func recalling(_ stream: StreamName, before position: Int64) -> Records {
    var records = self
    records.histories[stream] = records.histories[stream]?.before(position)
    return records
  }
}

/// What the log has told of some keys. That it knows nothing of one is an answer too.
private struct Answers<Key: Hashable & Sendable>: Sendable {
  private(set) var found: [Key: StreamName] = [:]
  private var asked: Set<Key> = []

  mutating func learn(_ found: [Key: StreamName], of asked: Set<Key>) {
    self.found.merge(found) { $1 }
    self.asked.formUnion(asked)
  }

  func unknown(among keys: Set<Key>) -> Set<Key> { keys.subtracting(asked) }
}
