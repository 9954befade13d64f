/// The registry as it was known at a position of the log, by the facts as they stand: what a decision that was made
/// there would be made on, had the amendments been known. Moves forward only.
struct Replay {
  /// Behind all that is stored.
  static let now = Int64.max

  private let records: Records
  private let clock: Instant
  private var snapshot = Snapshot()
  private var next: [StreamName: Int] = [:]
  /// Facts before it are known.
  private var position: Int64

  /// What has been looked at so far.
  var read: Set<StreamName> { Set(next.keys) }

  init(_ records: Records, to position: Int64, clock: Instant) {
    self.records = records
    self.position = position
    self.clock = clock
    snapshot.learn(records.followers)
  }

  mutating func advance(to position: Int64) throws(Undecided) {
    self.position = position
    for stream in next.keys { try fold(stream) }
  }

  /// What the rules make of an event here.
  /// - Throws: `needs` for streams that the records lack, or `refused`.
  mutating func decide(_ event: RecordedEvent, for subject: StreamName) throws(Undecided) -> Outcome {
    let clock = clock
    return try ask { known throws(Undecided) in
      try Registrar.outcome(of: event, for: subject, &known, clock: clock)
    }
  }

  /// Asks what is known here, folding in whatever streams that takes.
  mutating func ask<Answer>(
    _ question: (inout Knowledge) throws(Undecided) -> Answer
  ) throws(Undecided) -> Answer {
    while true {
      do throws(Undecided) {
        var known = Knowledge(snapshot)
        return try question(&known)
      } catch {
        guard case .needs(let streams) = error else { throw error }
        try records.require(Array(streams))
        for stream in streams {
          snapshot.begin(stream, version: try records.history(of: stream).version)
          next[stream] = 0
          try fold(stream)
        }
      }
    }
  }

  private mutating func fold(_ stream: StreamName) throws(Undecided) {
    let standing = try records.history(of: stream).standing
    var index = next[stream] ?? 0
    while index < standing.count, standing[index].position < position {
      _ = snapshot.evolve(stream, standing[index].event)
      index += 1
    }
    next[stream] = index
  }
}
