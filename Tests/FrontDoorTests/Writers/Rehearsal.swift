import Registry

/// A log written again from its beginning, each submission decided afresh on what stood before it.
struct Rehearsal {
  /// What would have been decided otherwise.
  private(set) var faults: [String] = []
  /// What the streams hold by their states.
  private var held: [StreamName: [Claim]] = [:]
  /// The log as it stood after each submission that it took, with the number of lines then.
  private var moments: [(lines: Int, log: MemoryLog, known: Snapshot)] = []

  /// Goes on from `beginning`, with the submissions that were accepted; `keepsMoments` if it will be asked about refusals.
  init(
    _ lines: [[UInt8]],
    of submissions: [EventID: Submission],
    after beginning: MemoryLog = MemoryLog(),
    keepsMoments: Bool
  ) throws {
    var log = beginning
    var known = Snapshot()
    try log.load(log.streams.keys, into: &known)
    for stream in log.streams.keys { held[stream] = try known.claims(of: stream) }
    moments.append((0, log, known))
    let byBytes = Dictionary(submissions.values.map { ($0.bytes, $0) }) { first, _ in first }
    while log.lines.count < lines.count {
      let position = log.lines.count
      guard let submission = byBytes[lines[position]] else {
        faults.append("line \(position + 1) is neither a submission nor what follows from one")
        return
      }
      switch try log.decide(submission, knowing: &known) {
      case .failure(let refusal):
        faults.append(
          "line \(position + 1), \(submission.type), is refused in its place: \(refusal.rule) \(refusal.fact.en)"
        )
        return
      case .success(let decision):
        guard case .appended = log.append(decision, of: submission) else {
          faults.append("line \(position + 1), \(submission.type), loses a claim in its place")
          return
        }
        known.accept(decision)
        let written = Set(decision.events.map(\.stream))
        try log.load(written, into: &known)
        for stream in written { held[stream] = try known.claims(of: stream) }
        guard held.values.joined().sorted() == log.holders.keys.sorted() else {
          faults.append("line \(position + 1), \(submission.type), leaves other claims than the states")
          return
        }
      }
      guard log.lines[position...].elementsEqual(lines[position..<min(log.lines.count, lines.count)]) else {
        faults.append("line \(position + 1), \(submission.type), leads to other events in its place")
        return
      }
      if keepsMoments { moments.append((log.lines.count, log, known)) }
    }
  }

  /// Whether a submission would have been refused so at some moment of a time, told in lines of the log.
  func refuses(_ submission: Submission, by rule: RuleID, between first: Int, and last: Int) throws -> Bool {
    for moment in moments where moment.lines <= last {
      // The moment lasts until the next one; the one that was going on at the first line counts too.
      if moment.lines < first, moments.contains(where: { $0.lines > moment.lines && $0.lines <= first }) { continue }
      var (log, known) = (moment.log, moment.known)
      switch try log.decide(submission, knowing: &known) {
      case .failure(let refusal): if refusal.rule == rule { return true }
      case .success(let decision):
        if case .refused(let refusal) = log.append(decision, of: submission), refusal.rule == rule { return true }
      }
    }
    return false
  }
}

extension Sequence<Claim> {
  fileprivate func sorted() -> [Claim] { sorted { $0.description < $1.description } }
}
