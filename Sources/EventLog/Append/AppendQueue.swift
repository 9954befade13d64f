/// The submissions that wait for the next call, in the order in which they came. No input or output.
struct AppendQueue {
  typealias Results = [Result<AppendOutcome, EventLogError>]

  /// Units that came together, and whoever waits for their outcomes.
  struct Submission: Sendable {
    let ticket: Int
    let units: [AppendUnit]
    let answer: @Sendable (Results) -> Void
  }

  let limits: AppendLimits
  private var submissions: [Submission] = []
  private var waitingUnits = 0
  private var lastTicket = 0

  init(limits: AppendLimits) {
    self.limits = limits
  }

  var isEmpty: Bool { submissions.isEmpty }
  /// How many submissions wait.
  var count: Int { submissions.count }

  func hasRoom(for count: Int) -> Bool { waitingUnits + count <= limits.waitingUnits }

  /// - Returns: the ticket to withdraw the submission with.
  mutating func enqueue(_ units: [AppendUnit], answer: @escaping @Sendable (Results) -> Void) -> Int {
    lastTicket += 1
    waitingUnits += units.count
    submissions.append(Submission(ticket: lastTicket, units: units, answer: answer))
    return lastTicket
  }

  /// Takes a submission out, if it has not been sent.
  mutating func withdraw(_ ticket: Int) -> Submission? {
    guard let index = submissions.firstIndex(where: { $0.ticket == ticket }) else { return nil }
    waitingUnits -= submissions[index].units.count
    return submissions.remove(at: index)
  }

  /// Takes the submissions that the next call is to carry: as many as fit, but one at least.
  mutating func nextBatch() -> [Submission] {
    var units = 0
    var events = 0
    let end = submissions.firstIndex { submission in
      units += submission.units.count
      events += submission.units.reduce(0) { $0 + $1.events.count }
      return units > limits.unitsPerCall || events > limits.eventsPerCall
    }
    let batch = Array(submissions.prefix(max(end ?? submissions.count, 1)))
    submissions.removeFirst(batch.count)
    waitingUnits -= batch.reduce(0) { $0 + $1.units.count }
    return batch
  }
}
