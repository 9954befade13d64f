/// What an amendment is decided on: streams with all that was ever recorded in them, and who holds which claims. Of
/// what is stored, never of what is only on its way.
public struct Records: Sendable {
  private var histories: [StreamName: StreamHistory] = [:]
  private var holders: [Claim: StreamName] = [:]
  private var asked: Set<Claim> = []

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
    self.asked.formUnion(asked)
    self.holders.merge(holders) { $1 }
  }

  /// The version of each stream that is known: what a decision on them stands on.
  var versions: [StreamName: Int] { histories.mapValues(\.version) }

  func isKnown(_ stream: StreamName) -> Bool { histories[stream] != nil }

  func history(of stream: StreamName) throws(Undecided) -> StreamHistory {
    guard let history = histories[stream] else { throw .needs([stream]) }
    return history
  }

  /// Throws `needs` with all of the streams that are not known, so that they can be loaded in one go.
  func require(_ streams: [StreamName]) throws(Undecided) {
    let missing = streams.filter { !isKnown($0) }
    guard missing.isEmpty else { throw .needs(Set(missing)) }
  }

  /// Those of the claims that somebody holds.
  func holders(of claims: some Collection<Claim>) throws(Undecided) -> [Claim: StreamName] {
    let unknown = Set(claims).subtracting(asked)
    guard unknown.isEmpty else { throw .needsHolders(unknown) }
    return holders.filter { claims.contains($0.key) }
  }
}
