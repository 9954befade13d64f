/// The units that wait for the next call, in the order in which they came. No input or output.
struct AppendQueue {
  /// A unit and whoever waits for its outcome.
  struct Entry: Sendable {
    let ticket: Int
    let unit: AppendUnit
    let answer: @Sendable (Result<AppendOutcome, EventLogError>) -> Void
  }

  let limits: AppendLimits
  private var entries: [Entry] = []
  private var nextTicket = 0

  init(limits: AppendLimits) {
    self.limits = limits
  }

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  func hasRoom(for count: Int) -> Bool { entries.count + count <= limits.waitingUnits }

  mutating func enqueue(
    _ unit: AppendUnit, answer: @escaping @Sendable (Result<AppendOutcome, EventLogError>) -> Void
  ) -> Int {
    nextTicket += 1
    entries.append(Entry(ticket: nextTicket, unit: unit, answer: answer))
    return nextTicket
  }

  /// Takes an entry out, if it has not been sent.
  mutating func withdraw(_ ticket: Int) -> Entry? {
    entries.firstIndex { $0.ticket == ticket }.map { entries.remove(at: $0) }
  }

  /// Takes what the next call is to carry: at least one entry if there is any.
  mutating func nextBatch() -> [Entry] {
    var events = 0
    let end =
      entries.prefix(limits.unitsPerCall).firstIndex { entry in
        events += entry.unit.events.count
        return events > limits.eventsPerCall
      } ?? min(entries.count, limits.unitsPerCall)
    let batch = Array(entries.prefix(max(end, min(entries.count, 1))))
    entries.removeFirst(batch.count)
    return batch
  }
}
