import Registry

/// Some writers over a log in memory, in an order that a seed gives: each decides on states that it has not looked at since
/// its own last step there, as a front door does, and hands the decision in later.
struct Interleaving {
  private struct Writer {
    var random: RandomWriter
    var known = Snapshot()
    var waiting: (submission: Submission, decision: Decision)?
  }

  private(set) var log: MemoryLog
  private(set) var accepted: [EventID: Submission] = [:]
  private(set) var conflicts = 0

  init(from log: MemoryLog, seed: UInt64, steps: Int) throws {
    self.log = log
    var order = SplitMix(seed: seed)
    var writers = (0..<3).map { Writer(random: RandomWriter(number: $0, seed: seed)) }
    for _ in 0..<steps { try step(&writers[order.number(0...2)]) }
  }

  private mutating func step(_ writer: inout Writer) throws {
    guard let waiting = writer.waiting else {
      let submission = try Submission.read(writer.random.line(), hasher: Doorway.hasher)
      return try decide(submission, &writer)
    }
    writer.waiting = nil
    switch log.append(waiting.decision, of: waiting.submission) {
    case .appended:
      writer.known.accept(waiting.decision)
      accepted[waiting.submission.id] = waiting.submission
    case .repeated, .refused: forget(waiting.decision, &writer)
    case .conflict:
      conflicts += 1
      forget(waiting.decision, &writer)
      try decide(waiting.submission, &writer)
    }
  }

  /// A refusal must not rest on what the writer knew a while ago.
  private func decide(_ submission: Submission, _ writer: inout Writer) throws {
    if case .success(let decision) = try log.decide(submission, knowing: &writer.known) {
      writer.waiting = (submission, decision)
      return
    }
    writer.known = Snapshot()
    if case .success(let decision) = try log.decide(submission, knowing: &writer.known) {
      writer.waiting = (submission, decision)
    }
  }

  private func forget(_ decision: Decision, _ writer: inout Writer) {
    for event in decision.events { writer.known.forget(event.stream) }
    for stream in decision.guards.keys { writer.known.forget(stream) }
  }
}
